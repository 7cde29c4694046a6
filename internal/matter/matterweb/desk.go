package matterweb

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

const deskPageSize = 50

// boxed are the filters that stand in boxes rather than on chips.
var boxed = []string{"category", "kind", "place", "seat", "channel", "from", "until"}

// chip is one value of the row of chips that narrow the list by what must be done.
type chip struct {
	name, text string
	narrow     func(*matter.Filter)
}

var chips = []chip{
	{"", "在办", func(*matter.Filter) {}},
	{"new", "等派单", func(f *matter.Filter) { f.Stages = stages(matter.StageRegistered) }},
	{"returned", "等裁定", func(f *matter.Filter) { f.Stages = stages(matter.StageReturned) }},
	{"dispatched", "等签收", func(f *matter.Filter) { f.Stages = stages(matter.StageDispatched) }},
	{"handling", "在处理", func(f *matter.Filter) {
		f.Stages = stages(matter.StageAccepted, matter.StageHandling, matter.StageDeliberating)
	}},
	{"overdue", "超时", func(f *matter.Filter) { f.Overdue = true }},
	{"waiting", "等居民", func(f *matter.Filter) { f.Stages = stages(matter.StageWaiting) }},
	{"parked", "挂账", func(f *matter.Filter) { f.Stages = stages(matter.StageParked) }},
	{"park_asked", "要挂账的", func(f *matter.Filter) { f.ParkAsked = true }},
	{"reported", "等审核", func(f *matter.Filter) { f.Stages = stages(matter.StageReported) }},
	{"reviewed", "等评价", func(f *matter.Filter) { f.Stages = stages(matter.StageReviewed, matter.StageAnswered) }},
	{"unhappy", "不满意", func(f *matter.Filter) { f.Unhappy, f.State = true, matter.All }},
	{"ended", "已办结", func(f *matter.Filter) { f.State = matter.Ended }},
	{"all", "全部", func(f *matter.Filter) { f.State = matter.All }},
}

// filterOf reads the filter of a list from its address; what does not fit
// narrows nothing. The list is of the place asked for, else of the place of the
// reader's first seat.
func filterOf(v *act.View, q url.Values) (f matter.Filter, err error) {
	for _, c := range chips {
		if c.name == q.Get("stage") {
			c.narrow(&f)
		}
	}
	form := web.Form{Values: q}
	f.Category = web.FormID[matter.Category](&form, "category")
	f.Seat = web.FormID[org.Seat](&form, "seat")
	f.Kind, f.Channel = matter.Kind(q.Get("kind")), matter.Channel(q.Get("channel"))
	f.Outcome = matter.Outcome(q.Get("outcome"))
	f.Unrouted, f.Reopened = q.Get("unrouted") != "", q.Get("reopened") != ""
	f.Text = q.Get("q")
	f.Raised, f.Closed, f.Judged = daysIn(q, "from", "until"), daysIn(q, "closed_from", "closed_until"), daysIn(q, "judged_from", "judged_until")
	f.Late = q.Get("late") != ""
	if at := matter.Stage(q.Get("at")); at.Label() != "" {
		f.Stages = stages(at)
	}
	if f.Text != "" && q.Get("stage") == "" {
		f.State = matter.All // whoever looks for words means any matter
	}
	f.Scope, err = scopeOf(v, web.FormID[place.Place](&form, "place"))
	return f, err
}

// daysIn are the two ends of a period in an address; none where there is no day.
func daysIn(q url.Values, from, until string) (days [2]calendar.Day) {
	days[0], _ = calendar.ParseDay(q.Get(from))
	days[1], _ = calendar.ParseDay(q.Get(until))
	return days
}

// scopeOf is the scope of a place, or of the reader's first seat.
func scopeOf(v *act.View, at place.ID) (matter.Scope, error) {
	if !at.IsZero() {
		p, err := place.Get(v, at)
		return matter.ScopeOf(p), err
	}
	if len(v.By.Seats) == 0 {
		return matter.Scope{}, nil
	}
	return matter.ScopeOfSeat(v.By.Seats[0]), nil
}

func (p *pages) desk(r *web.Request) error {
	v, err := p.deskList(r, "")
	if err != nil {
		return err
	}
	return r.Page(200, deskPage(r.Frame(r.T("事项")), v, nil))
}

// deskWith shows an opened record beside its list. Where script asks for the
// pane alone, the list is not read.
func (p *pages) deskWith(r *web.Request, status int, rec record) error {
	var v deskView
	if r.Header.Get("HX-Request") == "" {
		var err error
		if v, err = p.deskList(r, rec.ID); err != nil {
			return err
		}
	} else {
		v.Address = ui.Address{Path: faces[web.Desk]}
	}
	return r.Page(status, deskPage(r.Frame(rec.What), v, deskPane(rec)))
}

// deskList is the table as the address asks for it.
func (p *pages) deskList(r *web.Request, opened string) (v deskView, err error) {
	ctx, q := r.Context(), r.URL.Query()
	v = deskView{Now: r.Now(), Address: ui.Address{Path: faces[web.Desk], Query: q}, Sort: q.Get("sort"), Opened: opened}
	err = r.See(func(view *act.View) error {
		f, err := filterOf(view, q)
		if err != nil {
			return err
		}
		page := matter.Page{Sort: sortOf(v.Sort), Cursor: matter.Cursor(q.Get("after")), Size: deskPageSize}
		lines, next, err := matter.List(view, f, page)
		if err != nil {
			return err
		}
		v.Cursors = ui.Cursors{After: string(next), Shown: len(lines)}
		v.movable = slices.ContainsFunc(lines, func(l matter.Line) bool { return l.Stage.Allows(matter.VerbDispatch) })
		if v.Rows, err = p.briefs(ctx, view, lines, listed{under: faces[web.Desk], query: r.URL.RawQuery}); err != nil {
			return err
		}
		return p.narrowings(ctx, view, &v)
	})
	p.deskActs(r, &v)
	return v, err
}

// sortOf is the closed list of orders.
func sortOf(name string) matter.Sort {
	switch name {
	case "due":
		return matter.ByDue
	case "raised":
		return matter.Oldest
	}
	return matter.Newest
}

// narrowings are the chips and boxes over the table.
func (p *pages) narrowings(ctx context.Context, view *act.View, v *deskView) error {
	for _, c := range chips {
		v.Stages = append(v.Stages, ui.Chip{Key: "stage", Value: c.name, Text: capital(words.T(ctx, c.text))})
	}
	q := v.Address.Query
	all, err := p.categories(view)
	if err != nil {
		return err
	}
	every := words.T(ctx, "全部")
	v.Filters = deskFilters{
		Form: ui.Form{ID: "filter", Values: q}, Categories: categoryOptions(ctx, all, every), Kinds: options(ctx, matter.Kinds(), every),
		Channels: options(ctx, matter.Channels(), every), Places: []ui.Option{{Text: words.T(ctx, "我管的地方")}}, Seats: []ui.Option{{Text: words.T(ctx, "不限")}},
	}
	v.Filters.Open = anyOf(q, boxed)
	err = p.scopeChoices(view, v)
	v.Chips = p.narrowed(ctx, v)
	return err
}

// anyOf says whether the address holds one of the keys.
func anyOf(q url.Values, keys []string) bool {
	for _, k := range keys {
		if q.Get(k) != "" {
			return true
		}
	}
	return false
}

// scopeChoices are the places below the reader's and the seats of what is shown.
func (p *pages) scopeChoices(view *act.View, v *deskView) error {
	root, err := scopeOf(view, 0)
	if err != nil || root.Place.IsZero() {
		return err
	}
	below, err := p.below(view, root.Place)
	if err != nil {
		return err
	}
	v.Filters.Places = append(v.Filters.Places, below...)
	seats, err := p.seatsIn(view, root)
	v.Filters.Seats = append(v.Filters.Seats, seats...)
	return err
}

// narrowed are the filters in use, each of which a press gives up.
func (p *pages) narrowed(ctx context.Context, v *deskView) []ui.Chip {
	q := v.Address.Query
	var out []ui.Chip
	for _, b := range []struct {
		key     string
		choices []ui.Option
	}{
		{"category", v.Filters.Categories}, {"kind", v.Filters.Kinds}, {"place", v.Filters.Places}, {"seat", v.Filters.Seats},
		{"channel", v.Filters.Channels}, {"outcome", options(ctx, matter.Outcomes())}, {"at", options(ctx, matter.Stages())},
		{"unrouted", []ui.Option{{Value: "1", Text: words.T(ctx, "没有人负责")}}}, {"reopened", []ui.Option{{Value: "1", Text: words.T(ctx, "重办过")}}},
		{"from", []ui.Option{{Value: q.Get("from"), Text: words.T(ctx, "从 %s", q.Get("from"))}}},
		{"until", []ui.Option{{Value: q.Get("until"), Text: words.T(ctx, "到 %s", q.Get("until"))}}},
		{"closed_from", []ui.Option{{Value: q.Get("closed_from"), Text: words.T(ctx, "%s 起办结", q.Get("closed_from"))}}},
		{"closed_until", []ui.Option{{Value: q.Get("closed_until"), Text: words.T(ctx, "%s 止办结", q.Get("closed_until"))}}},
		{"judged_from", []ui.Option{{Value: q.Get("judged_from"), Text: words.T(ctx, "%s 起评价", q.Get("judged_from"))}}},
		{"judged_until", []ui.Option{{Value: q.Get("judged_until"), Text: words.T(ctx, "%s 止评价", q.Get("judged_until"))}}},
		{"late", []ui.Option{{Value: "1", Text: words.T(ctx, "超过时限")}}},
	} {
		for _, o := range b.choices {
			if o.Value != "" && o.Value == q.Get(b.key) {
				out = append(out, ui.Chip{Key: b.key, Value: o.Value, Text: o.Text})
			}
		}
	}
	return out
}

// deskActs are what the reader may do with the list.
func (p *pages) deskActs(r *web.Request, v *deskView) {
	may := r.Server.Stage.Policy.Has
	v.New = r.Server.Admits(r.By, matter.CanRaiseFor)
	if may(r.By, matter.CanExport) {
		at := ui.Address{Path: "/desk/matters/export", Query: v.Address.Without().Query}
		v.Export = []ui.Action{
			{Text: r.T("导出 Excel"), Icon: ui.IconDownload, Href: at.With("as", "xlsx").String()},
			{Kind: ui.Quiet, Text: r.T("导出 CSV"), Href: at.With("as", "csv").String()},
		}
	}
	if v.movable && may(r.By, matter.CanDispatch) {
		v.Bulk = []ui.Action{{Text: r.T("一起派单"), Icon: ui.IconSend}}
	}
}

// halves cuts the label of a place in two, so that a narrow column breaks it
// where people do: between the building and the door.
func halves(label string) []string {
	parts := strings.Fields(label)
	if len(parts) < 3 {
		return []string{label}
	}
	return []string{strings.Join(parts[:2], " "), strings.Join(parts[2:], " ")}
}
