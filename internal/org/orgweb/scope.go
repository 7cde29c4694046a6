package orgweb

import (
	"strings"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// scope is the place a list is about: the one the address names, else the
// highest of the reader's seats.
type scope struct {
	Place   place.Place
	Choices []ui.Option // that place and what lies in it down to the communities
}

func scopeOf(r *web.Request, v *act.View) (scope, error) {
	top := place.ID(highest(r.By))
	if top.IsZero() {
		roots, err := place.Roots(v)
		if err != nil || len(roots) == 0 {
			return scope{}, errs.Missing()
		}
		top = roots[0].ID
	}
	root, err := place.Get(v, top)
	if err != nil {
		return scope{}, err
	}
	s := scope{Place: root}
	if in := web.QueryID[place.Place](r, "in"); !in.IsZero() {
		if s.Place, err = place.Get(v, in); err != nil {
			return s, err
		}
	}
	s.Choices, err = below(v, root)
	if !contains(s.Choices, s.Place.ID.String()) {
		s.Choices = append(s.Choices, ui.Option{Value: s.Place.ID.String(), Text: s.Place.Name})
	}
	return s, err
}

func contains(choices []ui.Option, value string) bool {
	for _, o := range choices {
		if o.Value == value {
			return true
		}
	}
	return false
}

// below lists a place and the subdistricts and communities in it, indented.
func below(v *act.View, root place.Place) ([]ui.Option, error) {
	out := []ui.Option{{Value: root.ID.String(), Text: root.Name}}
	subdistricts, err := place.Under(v, root.ID, place.Subdistrict)
	if err != nil {
		return nil, err
	}
	communities, err := place.Under(v, root.ID, place.Community)
	if err != nil {
		return nil, err
	}
	for _, s := range subdistricts {
		if s.ID != root.ID {
			out = append(out, ui.Option{Value: s.ID.String(), Text: indent(1) + s.Name})
		}
		for _, c := range communities {
			if c.Subdistrict == s.ID {
				out = append(out, ui.Option{Value: c.ID.String(), Text: indent(2) + c.Name})
			}
		}
	}
	for _, c := range communities {
		if c.Subdistrict.IsZero() && c.ID != root.ID {
			out = append(out, ui.Option{Value: c.ID.String(), Text: indent(1) + c.Name})
		}
	}
	return out, nil
}

func indent(n int) string { return strings.Repeat("　", n) }

// highest is the place of the seat with the shortest path.
func highest(by access.Actor) int64 {
	var best access.Held
	for _, h := range by.Seats {
		if best.Place == 0 || len(h.Path) < len(best.Path) {
			best = h
		}
	}
	return best.Place
}
