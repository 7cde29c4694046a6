package matterapi

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/api"
)

// Seat is a post to which a matter may be handed. Who holds it is never in it.
type Seat struct {
	ID       string `json:"id"`
	Kind     string `json:"kind" example:"grid_worker"`
	Name     string `json:"name" doc:"Its place and what it is called there"`
	Place    string `json:"place"`
	Proposed bool   `json:"proposed,omitempty" doc:"The catalogue of duties names it"`
}

// Seats is the seats that somebody holds and that may answer for a matter, the
// nearest first.
type Seats struct {
	Seats []Seat `json:"seats"`
}

// SeatsOutput is the answer with them.
type SeatsOutput struct{ Body Seats }

// seats is for whoever hands the matter out.
func (o operations) seats(ctx context.Context, in *OneInput) (*SeatsOutput, error) {
	out := &SeatsOutput{}
	out.Body.Seats = []Seat{}
	err := o.See(ctx, func(v *act.View) error {
		w, err := matter.Get(v, api.Subject[matter.Matter](in.ID))
		if err != nil {
			return err
		}
		if err := v.Require(matter.CanDispatch, w.Thing()); err != nil {
			return err
		}
		choices, err := matter.Choices(v, w.Matter)
		if err != nil {
			return err
		}
		choice := choices[w.ID]
		ids := make([]org.SeatID, len(choice.Seats))
		for i, s := range choice.Seats {
			ids[i] = s.ID
		}
		names, err := org.SeatTitles(v, ids...)
		for _, s := range choice.Seats {
			out.Body.Seats = append(out.Body.Seats, Seat{s.ID.String(), string(s.Kind), names[s.ID], s.Place.String(), s.ID == choice.Proposed})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
