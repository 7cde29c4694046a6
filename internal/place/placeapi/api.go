package placeapi

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/api"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Kind is the level of a place.
type Kind string

// Schema lists the kinds.
func (Kind) Schema(huma.Registry) *huma.Schema { return api.OneOf(place.Kinds()) }

// Place is a place as other systems see it.
type Place struct {
	ID      string `json:"id" example:"09pabshhc0002"`
	Kind    Kind   `json:"kind"`
	Name    string `json:"name" example:"3幢" doc:"Within its parent"`
	Address string `json:"address" example:"阳光小区 3幢" doc:"Within its community, as people say it"`
	Code    string `json:"code,omitempty" example:"350203001001" doc:"Division code down to the community; below, the place's own"`
	Parent  string `json:"parent,omitempty"`
}

// operations are the operations over one house.
type operations struct{ *api.API }

// Register adds the places to the API.
func Register(a *api.API) {
	o := operations{a}
	huma.Register(a.API, api.Operation(http.MethodGet, "/places", "places", "list"), o.list)
	huma.Register(a.API, api.Operation(http.MethodGet, "/places/{id}", "places", "get"), o.get)
}

// ListInput says which places.
type ListInput struct {
	Under string `query:"under" doc:"What stands right under the place; with q, at or below it. Missing: the places of the seat"`
	Words string `query:"q" maxLength:"100" doc:"Part of an address, as people write it: 阳光小区3幢501; at most 20 are found"`
}

// Places is the places in use that were asked for, in the order of the tree.
type Places struct {
	Places []Place `json:"places"`
}

// ListOutput is the answer with them.
type ListOutput struct{ Body Places }

func (o operations) list(ctx context.Context, in *ListInput) (*ListOutput, error) {
	out := &ListOutput{}
	err := o.See(ctx, func(v *act.View) error {
		found, err := in.find(v)
		if err != nil {
			return err
		}
		found = slices.DeleteFunc(found, func(p place.Place) bool { return !p.Open() || !v.May(place.CanSee, p.Thing()) })
		out.Body.Places, err = described(v, found)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// find gives what was asked for, whoever may see it.
func (in *ListInput) find(v *act.View) ([]place.Place, error) {
	var bad errs.Check
	under := api.ID[place.Place](&bad, "query.under", in.Under)
	if err := bad.Err(); err != nil {
		return nil, err
	}
	if under.IsZero() {
		return in.findAtSeats(v)
	}
	p, err := place.Get(v, under)
	if err != nil {
		return nil, err
	}
	if err := v.Require(place.CanSee, p.Thing()); err != nil {
		return nil, err
	}
	if in.Words != "" {
		return place.Search(v, under, in.Words)
	}
	return place.Children(v, under)
}

// findAtSeats looks at the places of the asker's seats, and for words at and
// below them.
func (in *ListInput) findAtSeats(v *act.View) (out []place.Place, err error) {
	for _, h := range v.By.Seats {
		var found []place.Place
		at := place.ID(h.Place)
		if in.Words != "" {
			found, err = place.Search(v, at, in.Words)
		} else {
			found = make([]place.Place, 1)
			found[0], err = place.Get(v, at)
		}
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			if !slices.ContainsFunc(out, func(had place.Place) bool { return had.ID == p.ID }) {
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// OneInput names a place.
type OneInput struct {
	ID string `path:"id"`
}

// OneOutput is one place.
type OneOutput struct{ Body Place }

func (o operations) get(ctx context.Context, in *OneInput) (*OneOutput, error) {
	out := &OneOutput{}
	err := o.See(ctx, func(v *act.View) error {
		p, err := place.Get(v, api.Subject[place.Place](in.ID))
		if err != nil {
			return err
		}
		if err := v.Require(place.CanSee, p.Thing()); err != nil {
			return err
		}
		all, err := described(v, []place.Place{p})
		if err == nil {
			out.Body = all[0]
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// described is the places as other systems see them.
func described(v *act.View, places []place.Place) ([]Place, error) {
	ids := make([]place.ID, len(places))
	for i, p := range places {
		ids[i] = p.ID
	}
	addresses, err := place.Labels(v, ids...)
	out := make([]Place, len(places))
	for i, p := range places {
		out[i] = Place{p.ID.String(), Kind(p.Kind), p.Name, addresses[p.ID], p.Code, p.Parent.String()}
	}
	return out, err
}
