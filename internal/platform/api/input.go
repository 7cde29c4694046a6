package api

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// ID reads the id of a thing from an input; missing is zero, and what is no id is
// noted at its field, so that a slip is never taken for "any".
func ID[T any](c *errs.Check, field, text string) id.Of[T] {
	if text == "" {
		return 0
	}
	v, err := id.Parse[T](text)
	c.If(err != nil, field, "id", "这不是编号，请照抄接口给的编号")
	return v
}

// Subject is the id of the thing that a path names. What is no id names nothing.
func Subject[T any](text string) id.Of[T] {
	v, err := id.Parse[T](text)
	if err != nil {
		return 0
	}
	return v
}

// OneOf is the schema of a text that is one of the words of the house.
func OneOf[S ~string](all []S) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, v := range all {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}
