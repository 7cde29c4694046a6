package matterweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// categoryOptions are the categories in use as the choices of a form.
func categoryOptions(ctx context.Context, all []matter.Category, ask ...string) []ui.Option {
	out := asked(ask)
	for _, c := range all {
		if c.Open() {
			out = append(out, ui.Option{Value: c.ID.String(), Text: words.T(ctx, c.Name), Say: words.T(ctx, c.Hint)})
		}
	}
	return out
}

// placeChoices are the places round one: those it lies in from its community
// down, the nearest first, and what lies right below it.
func placeChoices(v *act.View, at place.Place) ([]ui.Option, error) {
	above, err := place.GetAll(v, at.Above()...)
	if err != nil {
		return nil, err
	}
	below, err := place.Children(v, at.ID)
	if err != nil {
		return nil, err
	}
	ids := at.Above()
	var out []ui.Option
	for i := len(ids) - 1; i >= 0; i-- {
		p := above[ids[i]]
		if p.Kind == place.District || p.Kind == place.City || p.Kind == place.Subdistrict {
			break
		}
		out = append(out, ui.Option{Value: p.ID.String(), Text: p.Name})
	}
	for _, p := range below {
		if p.Open() {
			out = append(out, ui.Option{Value: p.ID.String(), Text: at.Name + " " + p.Name})
		}
	}
	return out, nil
}
