package matterapi

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// Category is what a matter may be about.
type Category struct {
	ID   string `json:"id"`
	Code string `json:"code" example:"fire_lane" doc:"Stays the same when the name changes"`
	Name string `json:"name"`
	Hint string `json:"hint,omitempty" doc:"Helps people to choose"`
}

// Categories is the categories in use, in the order a form shows them.
type Categories struct {
	Categories []Category `json:"categories"`
}

// CategoriesOutput is the answer with them.
type CategoriesOutput struct{ Body Categories }

func (o operations) categories(ctx context.Context, _ *struct{}) (*CategoriesOutput, error) {
	out := &CategoriesOutput{}
	out.Body.Categories = []Category{}
	err := o.See(ctx, func(v *act.View) error {
		all, err := matter.Categories(v)
		for _, c := range all {
			out.Body.Categories = append(out.Body.Categories, Category{c.ID.String(), c.Code, c.Name, c.Hint})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
