package placeweb

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// begin leads to the highest place of the reader's seats, or shows what a search
// found.
func begin(r *web.Request) error {
	q := r.URL.Query()
	if q.Get("q") != "" {
		return search(r, q)
	}
	var to place.ID
	err := r.See(func(v *act.View) error {
		to = place.ID(highest(r.By))
		if !to.IsZero() {
			return nil
		}
		roots, err := place.Roots(v)
		if len(roots) > 0 {
			to = roots[0].ID
		}
		return err
	})
	if err != nil {
		return err
	}
	if to.IsZero() {
		return r.Page(200, emptyPage(r.Frame(r.T("地方"))))
	}
	return r.Redirect(path(to))
}

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

// hitsView is what a search found.
type hitsView struct {
	Page    ui.Page
	Address ui.Address
	Hits    []place.Place
	Labels  map[place.ID]string
	Within  map[place.ID]string // name of the community
}

func search(r *web.Request, q url.Values) error {
	h := hitsView{Page: r.Frame(r.T("找地方")), Address: ui.Address{Path: "/desk/places", Query: q}}
	err := r.See(func(v *act.View) error {
		hits, err := place.Search(v, place.ID(highest(r.By)), q.Get("q"))
		if err != nil {
			return err
		}
		var ids, communities []place.ID
		for _, p := range hits {
			if v.May(place.CanSee, p.Thing()) {
				h.Hits = append(h.Hits, p)
				ids, communities = append(ids, p.ID), append(communities, p.Community)
			}
		}
		if h.Labels, err = place.Labels(v, ids...); err != nil {
			return err
		}
		h.Within, err = place.Names(v, communities...)
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(200, hitsPage(h))
}

// placeView is the page of one place.
type placeView struct {
	head
	Children []place.Place
	Moves    []place.Relocation // under way, here or around it
	Button   ui.Form            // for the acts of one button
}

func browse(r *web.Request) error {
	var p placeView
	err := r.See(func(v *act.View) (err error) {
		if p.head, err = headOf(r, v, ""); err != nil {
			return err
		}
		if p.Children, err = place.Children(v, p.Place.ID); err != nil {
			return err
		}
		p.Moves, err = movesAround(v, p.Place)
		return err
	})
	if err != nil {
		return err
	}
	p.Button = web.NewForm().Draw(r.Context(), path(p.Place.ID))
	return r.Page(200, placePage(p))
}

func movesAround(v *act.View, p place.Place) ([]place.Relocation, error) {
	all, err := place.Relocations(v)
	var out []place.Relocation
	for _, m := range all {
		if m.From.Within(p.Path) || m.To.Within(p.Path) || p.Path.Within(m.To) || p.Path.Within(m.From) {
			out = append(out, m)
		}
	}
	return out, err
}

// progress is how far a large move has come.
func progress(ctx context.Context, at place.ID, m place.Relocation, now time.Time) ui.Work {
	w := ui.Work{
		ID: "move-" + m.ID.String(), What: words.T(ctx, "正在搬移"), Done: int64(m.Done), Total: int64(m.Total),
		Again: path(at) + "/moving",
	}
	if spent := now.Sub(m.Started); m.Done > 0 && spent > 0 && m.Total > m.Done {
		w.Left = spent * time.Duration(m.Total-m.Done) / time.Duration(m.Done)
	}
	return w
}

// moving is the part of the page that tells how far a move has come, asked again
// while it lasts.
func moving(r *web.Request) error {
	var h head
	var moves []place.Relocation
	err := r.See(func(v *act.View) (err error) {
		if h, err = headOf(r, v, ""); err != nil {
			return err
		}
		moves, err = movesAround(v, h.Place)
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(200, movesPart(h.Place.ID, moves, h.Now))
}

// gridsView is what someone should look at in the division into grids.
type gridsView struct {
	head
	Warnings []place.Warning
	Grids    int
}

func grids(r *web.Request) error {
	var g gridsView
	err := r.See(func(v *act.View) (err error) {
		if g.head, err = headOf(r, v, "grids"); err != nil {
			return err
		}
		all, err := place.Under(v, g.Place.ID, place.Grid)
		if err != nil {
			return err
		}
		g.Grids = len(all)
		g.Warnings, err = place.GridWarnings(v, g.Place.ID)
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(200, gridsPage(g))
}

// say is what a warning says.
func say(ctx context.Context, w place.Warning) string {
	switch w.Code {
	case "grid.households":
		return words.T(ctx, "有 %d 户，规定不超过 %d 户", w.Found, w.Value.Int())
	case "grid.people":
		return words.T(ctx, "有 %d 人，规定不超过 %d 人", w.Found, w.Value.Int())
	}
	return words.T(ctx, "没有划进任何网格")
}

// degrees writes 1e-7 degrees as people and maps do: 118.0894.
func degrees(n int64) string { return strconv.FormatFloat(float64(n)/1e7, 'f', -1, 64) }

// squareMetres writes 0.001 m² as m².
func squareMetres(n int64) string { return strconv.FormatFloat(float64(n)/1000, 'f', -1, 64) }

func (p placeView) facts(ctx context.Context) []ui.Def {
	at := p.Place
	var defs []ui.Def
	if at.Households > 0 {
		defs = append(defs, ui.Def{Term: words.T(ctx, "总户数"), Text: words.T(ctx, "%d 户", at.Households)})
	}
	if at.People > 0 {
		defs = append(defs, ui.Def{Term: words.T(ctx, "总人数"), Text: words.T(ctx, "%d 人", at.People)})
	}
	if at.Area > 0 {
		defs = append(defs, ui.Def{Term: words.T(ctx, "专有部分面积"), Text: squareMetres(at.Area) + " m²"})
	}
	if at.Lon != 0 || at.Lat != 0 {
		defs = append(defs, ui.Def{Term: words.T(ctx, "坐标"), Text: fmt.Sprintf("%s, %s", degrees(at.Lon), degrees(at.Lat))})
	}
	if !at.Open() {
		defs = append(defs, ui.Def{Term: words.T(ctx, "停用于"), Text: ui.Date(ctx, at.ClosedAt)})
	}
	return defs
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
