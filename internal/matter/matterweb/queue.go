package matterweb

import (
	"cmp"
	"net/url"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// unrouted lists what nobody is configured for, and the holes in the catalogue
// that it fell through.
func (p *pages) unrouted(r *web.Request) error {
	v := unroutedView{Now: r.Now()}
	err := r.See(func(view *act.View) error {
		scope, err := scopeOf(view, 0)
		if err != nil {
			return err
		}
		lines, _, err := matter.List(view, matter.Filter{Scope: scope, Unrouted: true}, matter.Page{Sort: matter.ByDue, Size: 200})
		if err != nil {
			return err
		}
		if v.Rows, err = p.briefs(r.Context(), view, lines, listed{under: faces[web.Desk]}); err != nil {
			return err
		}
		v.Holes, err = p.holes(view, lines)
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(200, unroutedPage(r.Frame(r.T("没有人负责的")), v))
}

// holes counts what waits by category and community, the most first.
func (p *pages) holes(v *act.View, lines []matter.Line) ([]hole, error) {
	type key struct {
		at       place.ID
		category matter.CategoryID
	}
	count := map[key]int{}
	var places []place.ID
	for _, l := range lines {
		at := cmp.Or(l.Community, l.Place)
		count[key{at, l.Category}]++
		places = append(places, at)
	}
	n, err := p.name(v, places, nil)
	if err != nil {
		return nil, err
	}
	var out []hole
	for k, waiting := range count {
		q := url.Values{"place": {k.at.String()}, "category": {k.category.String()}}
		out = append(out, hole{Category: n.categories[k.category], Place: n.places[k.at], Count: waiting, Href: "/desk/routing?" + q.Encode()})
	}
	slices.SortFunc(out, func(a, b hole) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Category, b.Category))
	})
	return out, nil
}
