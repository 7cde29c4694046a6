package orgweb

import (
	"context"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// spots are the places to choose from for an organisation or a seat: what lies
// in a place down to its grids and compounds, or where these are many, what their
// names were searched for.
type spots struct {
	In      place.Place
	Kinds   []place.Kind
	Choices []ui.Option
	Many    bool // not all are listed: a name finds the others
}

// maxSpots is how many places of one kind a choice lists.
const maxSpots = 200

// seek is the button that looks for a place instead of sending the form, and
// near the field with its name.
const (
	seek = "seek"
	near = "near"
)

var commonSpots = []place.Kind{place.Community, place.Section, place.Grid, place.Compound}

// seeking says whether the form was sent to find a place.
func seeking(f *web.Form) bool { return f.Text(seek) != "" }

// fill lists the places; a name in the form narrows them to what is called so.
func (s *spots) fill(ctx context.Context, v *act.View, f *web.Form) error {
	s.Choices = []ui.Option{spot(ctx, s.In)}
	for _, kind := range s.Kinds {
		if kind == s.In.Kind {
			continue
		}
		some, err := place.Under(v, s.In.ID, kind)
		if err != nil {
			return err
		}
		s.Many = s.Many || len(some) > maxSpots
		for _, p := range some[:min(len(some), maxSpots)] {
			s.Choices = append(s.Choices, spot(ctx, p))
		}
	}
	name := f.Text(near)
	if !s.Many || name == "" {
		return nil
	}
	found, err := place.Search(v, s.In.ID, name)
	if err != nil {
		return err
	}
	named := slices.DeleteFunc(found, func(p place.Place) bool { return !p.Open() || !slices.Contains(s.Kinds, p.Kind) })
	if len(named) == 0 {
		f.Bad(near, "place.none", "没有找到叫这个名字的地方，换个写法再找")
		return nil
	}
	s.Choices = s.Choices[:0]
	for _, p := range named {
		s.Choices = append(s.Choices, spot(ctx, p))
	}
	return nil
}

func spot(ctx context.Context, p place.Place) ui.Option {
	return ui.Option{Value: p.ID.String(), Text: p.Name, Say: term(ctx, p.Kind)}
}
