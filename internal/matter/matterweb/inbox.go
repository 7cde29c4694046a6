package matterweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// inbox is a worker's day by the clock.
func (p *pages) inbox(r *web.Request) error {
	ctx := r.Context()
	v := inboxView{Now: r.Now()}
	seats := make([]org.SeatID, len(r.By.Seats))
	for i, h := range r.By.Seats {
		seats[i] = org.SeatID(h.Seat)
	}
	err := r.See(func(view *act.View) error {
		own, helping, err := matter.Inbox(view, seats...)
		if err != nil {
			return err
		}
		all, err := p.briefs(ctx, view, append(own, helping...), listed{under: "/field/matters"})
		if err != nil {
			return err
		}
		v.Groups = groups(ctx, v, all[:len(own)], own)
		if len(helping) > 0 {
			v.Groups = append(v.Groups, inboxGroup{Title: words.T(ctx, "协办的 · %d", len(helping)), Briefs: all[len(own):]})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Page(200, inboxPage(r.Frame(r.T("工作台")), v))
}

// groups sort a worker's matters into what they mean for the day.
func groups(ctx context.Context, v inboxView, all []Brief, lines []matter.Line) []inboxGroup {
	var late, today, way, rest []Brief
	for i, b := range all {
		switch {
		case lines[i].Stage.Paused():
			rest = append(rest, b)
		case !v.Now.Before(b.Clock.Due):
			late = append(late, b)
		case sameDay(v.Now, b.Clock.Due) || lines[i].Stage == matter.StageDispatched:
			today = append(today, b)
		default:
			way = append(way, b)
		}
	}
	var out []inboxGroup
	for _, g := range []inboxGroup{
		{Title: words.T(ctx, "超时了 · %d", len(late)), Briefs: late},
		{Title: words.T(ctx, "今天的和刚派来的 · %d", len(today)), Briefs: today},
		{Title: words.T(ctx, "在办的 · %d", len(way)), Briefs: way},
		{Title: words.T(ctx, "在等别人的 · %d", len(rest)), Briefs: rest, Fold: true},
	} {
		if len(g.Briefs) > 0 {
			out = append(out, g)
		}
	}
	return out
}
