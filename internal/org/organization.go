package org

import (
	"time"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// ID names an organisation.
type ID = id.Of[Organization]

// Organization is a body: a branch, a committee, a company, a team.
type Organization struct {
	ID        ID          `db:"id"`
	Kind      string      `db:"kind"`   // key of its kind
	Family    Family      `db:"family"` // of the kind
	Name      string      `db:"name"`
	Parent    ID          `db:"parent_id"` // the organisation above it; may be zero
	Place     place.ID    `db:"place_id"`  // where it is at home
	Path      access.Path `db:"path"`      // of that place
	Code      string      `db:"code"`      // unified social credit code; may be ""
	Founded   time.Time   `db:"founded_at"`
	Dissolved time.Time   `db:"dissolved_at"` // zero: it exists
}

// Thing is the organisation as permission looks at it.
func (o Organization) Thing() access.Thing {
	return access.Thing{Kind: "organization", ID: int64(o.ID), Place: int64(o.Place), Path: o.Path}
}

// Exists says whether the organisation exists at a moment.
func (o Organization) Exists(at time.Time) bool {
	return !o.Founded.After(at) && (o.Dissolved.IsZero() || o.Dissolved.After(at))
}

const maxName = 60

// check cleans the organisation's own fields and collects what is wrong with
// them.
func (o *Organization) check() error {
	var c errs.Check
	name, err := clean.Line(o.Name, maxName)
	c.If(err != nil || utf8.RuneCountInString(name) < 2, "name", "org.name", "名称请写 2 到 60 个字")
	o.Name = name
	if o.Code != "" {
		code, _, err := codes.ParseCreditCode(o.Code)
		c.Note("code", err)
		o.Code = code
	}
	c.If(o.Place.IsZero(), "place", "org.place", "请选择这个组织在哪里")
	c.If(o.Founded.IsZero(), "founded", "org.founded", "请写上成立日期")
	return c.Err()
}
