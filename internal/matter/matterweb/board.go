package matterweb

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// month is a month with the one before it, to which a place is compared.
type month struct{ first calendar.Day }

// monthOf reads 2026-11; anything else is the month of today.
func monthOf(text string, today calendar.Day) month {
	y, m, _ := strings.Cut(text, "-")
	year, err := strconv.Atoi(y)
	number, err2 := strconv.Atoi(m)
	if err != nil || err2 != nil || year < 2000 || year > 2199 || number < 1 || number > 12 {
		year, mm, _ := today.Date()
		return month{calendar.NewDay(year, mm, 1)}
	}
	return month{calendar.NewDay(year, time.Month(number), 1)}
}

func (m month) span() matter.Span {
	return matter.Span{From: m.first, To: m.first.AddMonths(1).Add(-1)}
}
func (m month) last() month { return month{m.first.AddMonths(-1)} }
func (m month) value() string {
	y, n, _ := m.first.Date()
	return fmt.Sprintf("%04d-%02d", y, n)
}
func (m month) text(ctx context.Context) string {
	if words.Lang(ctx) == words.English {
		return m.first.Start().Format("Jan 2006")
	}
	return m.first.Start().Format("2006年1月")
}

// board is the figures of a place and a month beside the month before.
func (p *pages) board(r *web.Request) error {
	ctx, f := r.Context(), r.Form()
	today := calendar.DayOf(r.Now())
	m := monthOf(f.Text("month"), today)
	v := boardView{Address: ui.Address{Path: "/desk/board", Query: r.URL.Query()}}
	for i := range 12 {
		back := month{monthOf("", today).first.AddMonths(-i)}
		v.Months = append(v.Months, ui.Option{Value: back.value(), Text: back.text(ctx)})
	}
	err := r.See(func(view *act.View) error {
		at, err := placeOr(view, web.FormID[place.Place](f, "place"))
		if err != nil {
			return err
		}
		v.Place = at.Name
		v.Form = ui.Form{ID: "pick", Values: map[string][]string{"place": {at.ID.String()}, "month": {m.value()}}}
		if v.Places, err = p.placesBelow(view, at); err != nil {
			return err
		}
		return p.fillBoard(ctx, view, &v, boardOf{at: at, month: m})
	})
	if err != nil {
		return err
	}
	return r.Page(200, boardPage(r.Frame(r.T("看板")), v))
}

// boardOf is what a board is of, with its figures.
type boardOf struct {
	at        place.Place
	month     month
	now, last matter.Board
	waiting   map[matter.Stage]int64
}

func (p *pages) fillBoard(ctx context.Context, v *act.View, view *boardView, b boardOf) (err error) {
	scope := matter.ScopeOf(b.at)
	boards, err := p.Months.Boards(v, scope, b.month.span(), b.month.last().span())
	if err != nil {
		return err
	}
	b.now, b.last = boards[0], boards[1]
	if b.waiting, err = p.Months.Standing(v, scope); err != nil {
		return err
	}
	all, err := p.categories(v)
	if err != nil {
		return err
	}
	view.Now, view.Period = b.standing(ctx), b.period(ctx)
	view.Left = []ui.BarChart{b.phases(ctx), b.outcomes(ctx)}
	view.Right = []ui.BarChart{b.byCategory(ctx, all)}
	return nil
}

// list is the address of the matters behind a figure.
func (b boardOf) list(pairs ...string) string {
	a := ui.Address{Path: faces[web.Desk]}.With("place", b.at.ID.String())
	for i := 0; i+1 < len(pairs); i += 2 {
		a = a.With(pairs[i], pairs[i+1])
	}
	return a.String()
}

// raisedList is the address of what was raised in the month.
func (b boardOf) raisedList(pairs ...string) string {
	s := b.month.span()
	return b.list(append([]string{"stage", "all", "from", s.From.String(), "until", s.To.String()}, pairs...)...)
}

// closedList is the address of what was closed in the month, judgedList of what
// was judged.
func (b boardOf) closedList(pairs ...string) string {
	s := b.month.span()
	return b.list(append([]string{"stage", "all", "closed_from", s.From.String(), "closed_until", s.To.String()}, pairs...)...)
}

func (b boardOf) judgedList() string {
	s := b.month.span()
	return b.list("stage", "all", "judged_from", s.From.String(), "judged_until", s.To.String())
}

// standing is how things stand at this moment.
func (b boardOf) standing(ctx context.Context) []ui.Figure {
	unit := words.T(ctx, "件")
	var open int64
	count := func(name string, all ...matter.Stage) ui.Figure {
		var n int64
		for _, s := range all {
			n += b.waiting[s]
		}
		return ui.Figure{Count: n, Unit: unit, Href: b.list("stage", name)}
	}
	for _, n := range b.waiting {
		open += n
	}
	out := []ui.Figure{{Label: words.T(ctx, "在办"), Count: open, Unit: unit, Href: b.list()}}
	for _, one := range []struct {
		label, name string
		stages      []matter.Stage
	}{
		{words.T(ctx, "等派单"), "new", stages(matter.StageRegistered)},
		{words.T(ctx, "等签收"), "dispatched", stages(matter.StageDispatched)},
		{words.T(ctx, "等裁定"), "returned", stages(matter.StageReturned)},
		{words.T(ctx, "等审核"), "reported", stages(matter.StageReported)},
		{words.T(ctx, "等评价"), "reviewed", stages(matter.StageReviewed, matter.StageAnswered)},
		{words.T(ctx, "挂账"), "parked", stages(matter.StageParked)},
	} {
		f := count(one.name, one.stages...)
		f.Label = one.label
		out = append(out, f)
	}
	return out
}

// period is what came of the month: every share with both its numbers, the month
// before, and what is left out.
func (b boardOf) period(ctx context.Context) []ui.Figure {
	unit, now, last := words.T(ctx, "件"), b.now, b.last
	before := func(s matter.Share) string {
		return words.T(ctx, "%s；上个月 %s", b.month.text(ctx), s)
	}
	rates := func(f ui.Figure) ui.Figure {
		f.Excluded = words.T(ctx, "剔除 %d 件；没有评价的 %d 件不算", now.Rates.Excluded.Valid, now.Rates.Unjudged)
		return f
	}
	share := func(label, href string, of, was matter.Share) ui.Figure {
		return ui.Figure{Label: label, Count: of.Part, Of: of.Whole, Unit: unit, Period: before(was), None: !of.Known(), Href: href}
	}
	judged := b.judgedList()
	satisfied := rates(share(words.T(ctx, "满意率"), judged, matter.Share{Part: now.Rates.Counted.Satisfied, Whole: now.Rates.Counted.Valid},
		matter.Share{Part: last.Rates.Counted.Satisfied, Whole: last.Rates.Counted.Valid}))
	satisfied.Period += words.T(ctx, "；基本满意 %d 件折算后 %s", now.Rates.Counted.Basically, now.Rates.Satisfaction())
	local := now.Local(place.Community)
	return []ui.Figure{
		{Label: words.T(ctx, "登记的"), Count: now.Raised, Unit: unit, Period: words.T(ctx, "%s；上个月 %d 件", b.month.text(ctx), last.Raised), Href: b.raisedList()},
		{Label: words.T(ctx, "办结"), Count: now.Closed, Unit: unit, Period: words.T(ctx, "%s；上个月 %d 件", b.month.text(ctx), last.Closed),
			Excluded: words.T(ctx, "重办后再办结的 %d 件另算", now.Again), Href: b.closedList()},
		share(words.T(ctx, "超时办结"), b.closedList("late", "1"), now.Late, last.Late),
		rates(share(words.T(ctx, "响应率"), judged, now.Rates.Response(), last.Rates.Response())),
		rates(share(words.T(ctx, "解决率"), judged, now.Rates.Solved(), last.Rates.Solved())),
		satisfied,
		share(words.T(ctx, "小事不出社区"), b.closedList(), local, last.Local(place.Community)),
	}
}

// phases is how many of the month's matters stand at each of the five verbs, and
// how long they stay there.
func (b boardOf) phases(ctx context.Context) ui.BarChart {
	c := b.chart(ctx, words.T(ctx, "五步走到哪"))
	last := b.last.Phases()
	for i, ph := range b.now.Phases() {
		label := words.T(ctx, ph.Phase.Label())
		if mean := ph.Mean(); mean > 0 {
			label = words.T(ctx, "%s（平均 %s）", label, ui.Span(ctx, mean))
		}
		c.Bars = append(c.Bars, ui.Bar{Label: label, Count: ph.Now, Last: last[i].Now, Href: b.raisedList()})
	}
	return c
}

const mostBars = 12

func (b boardOf) byCategory(ctx context.Context, all []matter.Category) ui.BarChart {
	names := map[matter.CategoryID]string{}
	for _, c := range all {
		names[c.ID] = c.Name
	}
	last := map[matter.CategoryID]int64{}
	for _, c := range b.last.Categories {
		last[c.Category] = c.Raised
	}
	c := b.chart(ctx, words.T(ctx, "说的是哪些事"))
	for _, one := range b.now.Categories[:min(len(b.now.Categories), mostBars)] {
		c.Bars = append(c.Bars, ui.Bar{
			Label: names[one.Category], Count: one.Raised, Last: last[one.Category], Href: b.raisedList("category", one.Category.String()),
		})
	}
	return c
}

func (b boardOf) outcomes(ctx context.Context) ui.BarChart {
	c := b.chart(ctx, words.T(ctx, "办结的结果"))
	for _, o := range matter.Outcomes() {
		c.Bars = append(c.Bars, ui.Bar{
			Label: words.T(ctx, o.Label()), Count: b.now.Outcomes[o], Last: b.last.Outcomes[o], Href: b.closedList("outcome", string(o)),
		})
	}
	return c
}

func (b boardOf) chart(ctx context.Context, title string) ui.BarChart {
	return ui.BarChart{Title: title, Unit: words.T(ctx, "件"), Period: b.month.text(ctx), Before: b.month.last().text(ctx), HasLast: true}
}
