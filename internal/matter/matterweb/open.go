package matterweb

import (
	"context"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

const openPageSize = 40

// open is the public list.
func (p *pages) open(r *web.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	v := openView{Now: r.Now(), Address: ui.Address{Path: "/open/matters", Query: q}, Chips: []ui.Chip{
		{Key: "which", Text: words.T(ctx, "答应了，在办")},
		{Key: "which", Value: "done", Text: words.T(ctx, "办结了")},
	}}
	err := r.See(func(view *act.View) error {
		root, err := placeRoot(view)
		if err != nil {
			return err
		}
		at, err := openPlace(view, root, web.FormID[place.Place](r.Form(), "place"))
		if err != nil {
			return err
		}
		v.Place = at.Name
		v.Form = ui.Form{ID: "pick", Values: map[string][]string{"place": {at.ID.String()}, "which": q["which"]}}
		if v.Places, err = p.openPlaces(view, root); err != nil {
			return err
		}
		which := matter.Promised
		if q.Get("which") == "done" {
			which = matter.Done
		}
		cards, next, err := matter.PublicList(view, matter.ScopeOf(at), which, matter.Page{Cursor: matter.Cursor(q.Get("after")), Size: openPageSize})
		if err != nil {
			return err
		}
		v.Cursors = ui.Cursors{After: string(next), Shown: len(cards)}
		if v.Rows, err = p.openRows(ctx, view, cards); err != nil {
			return err
		}
		v.Figures, err = PublicFigures(ctx, view, at)
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(200, openPage(r.Frame(r.T("答应的事，办了没有")), v))
}

// openPlace is the place asked for, or the whole realm.
func openPlace(v *act.View, root place.Place, at place.ID) (place.Place, error) {
	if at.IsZero() || at == root.ID {
		return root, nil
	}
	return place.Get(v, at)
}

// openPlaces are the communities a public list can be of.
func (p *pages) openPlaces(v *act.View, root place.Place) ([]ui.Option, error) {
	if root.ID.IsZero() {
		return nil, nil
	}
	all, err := p.scopes.open.get(v.At, []place.ID{root.ID}, func([]place.ID) (map[place.ID][]ui.Option, error) {
		found, err := place.Under(v, root.ID, place.Community)
		out := []ui.Option{{Value: root.ID.String(), Text: root.Name}}
		for _, q := range found {
			if q.ID != root.ID {
				out = append(out, ui.Option{Value: q.ID.String(), Text: q.Name})
			}
		}
		return map[place.ID][]ui.Option{root.ID: out}, err
	})
	return all[root.ID], err
}

// openRows are cards as the public list shows them.
func (p *pages) openRows(ctx context.Context, v *act.View, cards []matter.Card) ([]OpenRow, error) {
	places := make([]place.ID, len(cards))
	for i, c := range cards {
		places[i] = c.Place
	}
	n, err := p.name(v, places, nil)
	out := make([]OpenRow, len(cards))
	for i, c := range cards {
		out[i] = OpenRow{
			What: cardTitle(c, n), Where: n.places[c.Place], Number: c.Number.String(), Status: standingOfCard(c).status(ctx),
			At: c.CreatedAt, Due: c.DueAt, Closed: c.ClosedAt,
		}
	}
	return out, err
}

// promise is when it was said, and by when it was promised or when it ended. A
// notice is read on another day than it is printed: the days stand in full.
func (r OpenRow) promise(ctx context.Context, now time.Time) string {
	said := dayText(ctx, now, r.At)
	switch {
	case !r.Closed.IsZero():
		return words.T(ctx, "%s说的，%s办结", said, dayText(ctx, now, r.Closed))
	case !r.Due.IsZero():
		return words.T(ctx, "%s说的，答应%s前办好", said, dayText(ctx, now, r.Due))
	}
	return words.T(ctx, "%s说的", said)
}

// dayText is a day by its date, the year only where it is another.
func dayText(ctx context.Context, now, at time.Time) string {
	local := at.In(ui.Zone)
	switch {
	case local.Year() != now.In(ui.Zone).Year():
		return ui.Date(ctx, at)
	case words.Lang(ctx) == words.English:
		return local.Format("2 Jan")
	}
	return local.Format("1月2日")
}

// PublicFigures are the figures of this month for anyone: small cells hidden,
// rates of few judgements not shown at all.
func PublicFigures(ctx context.Context, v *act.View, at place.Place) ([]ui.Figure, error) {
	if at.ID.IsZero() {
		return nil, nil
	}
	m := monthOf("", calendar.DayOf(v.At))
	b, err := matter.PublicBoard(v, matter.ScopeOf(at), m.span())
	if err != nil {
		return nil, err
	}
	unit, period := words.T(ctx, "件"), m.text(ctx)
	out := []ui.Figure{
		small(ui.Figure{Label: words.T(ctx, "收到"), Count: b.Raised, Unit: unit, Period: period}),
		small(ui.Figure{Label: words.T(ctx, "办结了"), Count: b.Closed, Unit: unit, Period: period}),
	}
	if solved := b.Rates.Solved(); solved.Known() {
		out = append(out, ui.Figure{
			Label: words.T(ctx, "居民说解决了"), Count: solved.Part, Of: solved.Whole, Unit: unit, Period: period,
			Excluded: words.T(ctx, "没有评价的 %d 件不算", b.Rates.Unjudged),
		})
	}
	return out, nil
}

// small hides a public count under five.
func small(f ui.Figure) ui.Figure {
	f.Small = f.Count == matter.Hidden || f.Count > 0 && f.Count < 5
	return f
}
