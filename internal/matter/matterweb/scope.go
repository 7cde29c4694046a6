package matterweb

import (
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// scopes are what a process remembers of the choices of its filters: names of
// places and seats, nothing of a person.
type scopes struct {
	places memo[place.ID, []ui.Option]
	seats  memo[sight, []ui.Option]
	open   memo[place.ID, []ui.Option]
}

// sight is a place and whether its reader may browse the seats there.
type sight struct {
	at  place.ID
	may bool
}

// belowKinds are the kinds of place a list is narrowed to, the higher first.
var belowKinds = []place.Kind{place.Subdistrict, place.Community, place.Grid, place.Compound}

// below are the places below one that a list can be narrowed to.
func (p *pages) below(v *act.View, at place.ID) ([]ui.Option, error) {
	all, err := p.scopes.places.get(v.At, []place.ID{at}, func([]place.ID) (map[place.ID][]ui.Option, error) {
		var out []ui.Option
		for _, kind := range belowKinds {
			found, err := place.Under(v, at, kind)
			if err != nil {
				return nil, err
			}
			for _, q := range found {
				if q.ID != at {
					out = append(out, ui.Option{Value: q.ID.String(), Text: q.Name})
				}
			}
		}
		return map[place.ID][]ui.Option{at: out}, nil
	})
	return all[at], err
}

// seatsIn are the seats at and below a scope that can have a matter.
func (p *pages) seatsIn(v *act.View, s matter.Scope) ([]ui.Option, error) {
	key := sight{s.Place, v.May(org.CanSee, access.Thing{Kind: "seat", Place: int64(s.Place), Path: s.Path})}
	all, err := p.scopes.seats.get(v.At, []sight{key}, func([]sight) (map[sight][]ui.Option, error) {
		found, err := org.Seats(v, org.SeatFilter{In: s.Path})
		if err != nil {
			return nil, err
		}
		ids := make([]org.SeatID, len(found))
		for i, seat := range found {
			ids[i] = seat.ID
		}
		titles, err := org.SeatTitles(v, ids...)
		var out []ui.Option
		for _, id := range ids {
			out = append(out, ui.Option{Value: id.String(), Text: titles[id]})
		}
		return map[sight][]ui.Option{key: out}, err
	})
	return all[key], err
}
