package matterweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// Lists gives the first pages of the faces the matters they show. Its zero value
// is ready; a process needs one.
type Lists struct {
	// Months are the figures the process keeps in memory; nil: none.
	Months *matter.Months
	p      pages
}

// Moving are the open matters of the reader, the newest first, at most n, and
// whether there are more.
func (l *Lists) Moving(ctx context.Context, v *act.View, n int) (all []Brief, more bool, err error) {
	lines, _, err := matter.Mine(v, matter.Page{Size: 30})
	if err != nil {
		return nil, false, err
	}
	open := lines[:0]
	for _, line := range lines {
		if line.ClosedAt.IsZero() {
			open = append(open, line)
		}
	}
	all, err = l.p.briefs(ctx, v, open[:min(n, len(open))], listed{under: faces[web.Resident], mine: true})
	return all, len(open) > n, err
}

// Promised are the newest lines of the public list of a place, at most n.
func (l *Lists) Promised(ctx context.Context, v *act.View, at place.Place, n int) ([]OpenRow, error) {
	if at.ID.IsZero() {
		return nil, nil
	}
	cards, _, err := matter.PublicList(v, matter.ScopeOf(at), matter.Promised, matter.Page{Size: n})
	if err != nil {
		return nil, err
	}
	return l.p.openRows(ctx, v, cards)
}

// Morning is what waits at the desk.
type Morning struct {
	Queues []ui.Figure
	Notes  []Note
	First  []Brief // the ten that are nearest to their limit
}

// wanted is how many of a queue are counted; more are said to be more.
const wanted = 200

// Morning gives what waits for the reader's seat: queues that open their lists,
// what nobody has, and what is due first. Four queries.
func (l *Lists) Morning(ctx context.Context, v *act.View) (m Morning, err error) {
	scope, err := scopeOf(v, 0)
	if err != nil {
		return m, err
	}
	waiting, err := l.waiting(v, scope)
	if err != nil {
		return m, err
	}
	due, _, err := matter.List(v, matter.Filter{Scope: scope, Stages: ticking}, matter.Page{Sort: matter.ByDue, Size: wanted})
	if err != nil {
		return m, err
	}
	m.Queues = queues(ctx, v, waiting, due)
	if m.First, err = l.p.briefs(ctx, v, due[:min(len(due), 10)], listed{under: faces[web.Desk]}); err != nil {
		return m, err
	}
	m.Notes, err = warnings(ctx, v, scope)
	return m, err
}

// waiting counts the open matters of a scope by stage, for whoever may count
// there without counting one by one.
func (l *Lists) waiting(v *act.View, scope matter.Scope) (map[matter.Stage]int64, error) {
	if v.May(matter.CanCount, access.Thing{Kind: "matter", Place: int64(scope.Place), Path: scope.Path}) {
		return l.Months.Standing(v, scope)
	}
	waiting, err := matter.Waiting(v, scope)
	out := make(map[matter.Stage]int64, len(waiting))
	for stage, n := range waiting {
		out[stage] = int64(n)
	}
	return out, err
}

// ticking are the stages in which a clock runs.
var ticking = func() (out []matter.Stage) {
	for _, s := range matter.Stages() {
		if s.Ticks() {
			out = append(out, s)
		}
	}
	return out
}()

// queues are the numbers of a morning, each of which opens its list.
func queues(ctx context.Context, v *act.View, waiting map[matter.Stage]int64, due []matter.Line) []ui.Figure {
	late, today := int64(0), int64(0)
	for _, l := range due {
		switch {
		case l.Overdue(v.At):
			late++
		case sameDay(v.At, l.DueAt):
			today++
		}
	}
	unit := words.T(ctx, "件")
	figure := func(label, name string, n int64) ui.Figure {
		return ui.Figure{Label: label, Count: n, Unit: unit, Href: faces[web.Desk] + "?stage=" + name}
	}
	out := []ui.Figure{
		figure(words.T(ctx, "超时"), "overdue", late),
		figure(words.T(ctx, "今天到期"), "&sort=due", today),
		figure(words.T(ctx, "等派单"), "new", waiting[matter.StageRegistered]),
		figure(words.T(ctx, "等裁定"), "returned", waiting[matter.StageReturned]),
		figure(words.T(ctx, "等审核"), "reported", waiting[matter.StageReported]),
		figure(words.T(ctx, "等评价"), "reviewed", waiting[matter.StageReviewed]+waiting[matter.StageAnswered]),
	}
	if late == wanted {
		out[0].Excluded = words.T(ctx, "至少这么多")
	}
	return out
}

// warnings are what somebody must see: what nobody is configured for, and what
// waits for approval to be parked.
func warnings(ctx context.Context, v *act.View, scope matter.Scope) ([]Note, error) {
	var out []Note
	lost, _, err := matter.List(v, matter.Filter{Scope: scope, Unrouted: true}, matter.Page{Size: wanted})
	if err != nil {
		return nil, err
	}
	if len(lost) > 0 {
		out = append(out, Note{
			Tone: ui.Amber, Text: words.T(ctx, "%d 件没有人负责", len(lost)), Href: "/desk/unrouted", More: words.T(ctx, "看缺的是哪些"),
		})
	}
	asked, _, err := matter.List(v, matter.Filter{Scope: scope, ParkAsked: true}, matter.Page{Size: wanted})
	if err == nil && len(asked) > 0 {
		out = append(out, Note{
			Tone: ui.Sea, Text: words.T(ctx, "%d 件申请挂账，等上一级看", len(asked)), Href: faces[web.Desk] + "?stage=park_asked", More: words.T(ctx, "看这些"),
		})
	}
	return out, err
}

// MissingYear warns whoever can write it down of a year that limits reach into
// and whose holidays are not known; no warning, no note.
func MissingYear(ctx context.Context, v *act.View, c calendar.Calendar) ([]Note, error) {
	missing := missingYears(c, calendar.DayOf(v.At))
	if len(missing) == 0 {
		return nil, nil
	}
	root, err := placeRoot(v)
	if err != nil || !v.May(place.CanKeepYears, root.Thing()) {
		return nil, err
	}
	var out []Note
	for _, year := range missing {
		out = append(out, Note{
			Tone: ui.Amber, Text: words.T(ctx, "%d 年的放假安排还没有写进来，工作日先估算着", year), Href: "/desk/holidays", More: words.T(ctx, "去写"),
		})
	}
	return out, nil
}
