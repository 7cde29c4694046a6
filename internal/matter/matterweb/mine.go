package matterweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// mine lists what the reader raised, or what they follow.
func (p *pages) mine(r *web.Request) error {
	ctx, q := r.Context(), r.URL.Query()
	v := mineView{Now: r.Now(), Address: ui.Address{Path: "/matters", Query: q}, Chips: []ui.Chip{
		{Key: "which", Text: words.T(ctx, "我说的")},
		{Key: "which", Value: "follow", Text: words.T(ctx, "我关注的")},
	}}
	err := r.See(func(view *act.View) (err error) {
		if q.Get("which") == "follow" {
			cards, err := matter.Followed(view)
			if err != nil {
				return err
			}
			v.Briefs, err = p.cardBriefs(ctx, view, cards)
			return err
		}
		lines, next, err := matter.Mine(view, matter.Page{Cursor: matter.Cursor(q.Get("after"))})
		if err != nil {
			return err
		}
		v.Cursors.After = string(next)
		v.Briefs, err = p.briefs(ctx, view, lines, listed{under: "/matters", mine: true})
		return err
	})
	if err != nil {
		return err
	}
	v.Cursors.Shown = len(v.Briefs)
	return r.Page(200, minePage(r.Frame(r.T("我说过的事")), v))
}

// cardBriefs are cards of the public list as a page lists them.
func (p *pages) cardBriefs(ctx context.Context, v *act.View, cards []matter.Card) ([]Brief, error) {
	places := make([]place.ID, len(cards))
	for i, c := range cards {
		places[i] = c.Place
	}
	n, err := p.name(v, places, nil)
	if err != nil {
		return nil, err
	}
	out := make([]Brief, len(cards))
	for i, c := range cards {
		s := standingOfCard(c)
		out[i] = Brief{
			ID: c.ID.String(), Href: "/matters/" + c.ID.String(), Number: c.Number.String(), What: cardTitle(c, n), Where: n.places[c.Place],
			Category: n.categories[c.Category], Status: s.status(ctx), Line: s.line(ctx, words.T(ctx, "社区")), Clock: s.clock(), At: c.CreatedAt,
		}
	}
	return out, nil
}

// cardTitle is what the public list says of a matter: the desk's words, else the
// category alone.
func cardTitle(c matter.Card, n names) string {
	if c.Summary != "" {
		return c.Summary
	}
	return n.categories[c.Category]
}

func standingOfCard(c matter.Card) standing {
	s := standing{stage: c.Stage, outcome: c.Outcome}
	if c.Stage.Ticks() {
		s.due = c.DueAt
	}
	return s
}

// showCard is a matter of somebody else's that the reader follows, or that
// stands in the public list.
func (p *pages) showCard(r *web.Request, id matter.ID) error {
	ctx := r.Context()
	v := receiptView{Now: r.Now()}
	err := r.See(func(view *act.View) error {
		card, traces, following, err := matter.CardOf(view, id)
		if err != nil {
			return err
		}
		all, err := p.cardBriefs(ctx, view, []matter.Card{card})
		if err != nil {
			return err
		}
		v.Brief, v.Moments = all[0], traceMoments(ctx, traces)
		v.Following, v.Follow = following, ui.Form{Action: all[0].Href + "/follow"}
		if following {
			v.Follow.Action = all[0].Href + "/unfollow"
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Page(200, receiptPage(r.Frame(v.Brief.What), v))
}

// traceMoments are public steps: what and when, by nobody.
func traceMoments(ctx context.Context, traces []matter.Trace) []ui.Moment {
	out := make([]ui.Moment, len(traces))
	for i, t := range traces {
		out[i] = ui.Moment{At: t.At, What: words.T(ctx, t.Verb.Label()), Icon: stepIcons[t.Verb]}
	}
	return out
}

func (p *pages) follow(r *web.Request) error {
	id, err := web.PathID[matter.Matter](r, "id")
	if err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error { return matter.Follow(a, id) }); err != nil {
		return err
	}
	return r.Done("/matters/"+id.String(), words.T(r.Context(), "记下了，有进展就告诉您。"))
}

func (p *pages) unfollow(r *web.Request) error {
	id, err := web.PathID[matter.Matter](r, "id")
	if err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error { return matter.Unfollow(a, id) }); err != nil {
		return err
	}
	return r.Done("/matters?which=follow", words.T(r.Context(), "好，这件事不再通知您了。"))
}

// seatIDs is a list of one seat, or none.
func seatIDs(s org.SeatID) []org.SeatID { return []org.SeatID{s} }
