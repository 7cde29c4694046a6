package insightweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// groupsView is the answer to one question, with the boxes it was asked by.
type groupsView struct {
	Title   string // 社区 · 走到哪
	Place   string
	Address ui.Address
	Form    ui.Form
	Actions []ui.Action

	Places, Keys, FirstKeys, Categories, Stages, Kinds, Channels []ui.Option

	Columns []ui.Column
	Rows    []row
	More    int // groups that the page does not show
	Total   int64
	Period  string
}

func (v *groupsView) fill(ctx context.Context, a answer) {
	q := a.question
	v.Place, v.Total, v.Rows = a.at.Name, a.total, a.rows
	if len(v.Rows) > mostRows {
		v.More, v.Rows = len(v.Rows)-mostRows, v.Rows[:mostRows]
	}
	values := map[string][]string{
		"place": {a.at.ID.String()}, "stage": {string(q.Stage)}, "kind": {string(q.Kind)}, "channel": {string(q.Channel)},
		"from": {v.Address.Query.Get("from")}, "until": {v.Address.Query.Get("until")}, "category": {v.Address.Query.Get("category")},
	}
	for i, k := range q.By {
		values[boxes[i]] = []string{string(k)}
		if i > 0 {
			v.Title += " · "
		}
		v.Title += words.T(ctx, k.Label())
		v.Columns = append(v.Columns, ui.Column{Text: words.T(ctx, k.Label())})
	}
	v.Columns = append(v.Columns, ui.Column{Text: words.T(ctx, "件数"), Number: true}, ui.Column{Text: words.T(ctx, "占全部"), Number: true})
	v.Form = ui.Form{ID: "ask", Values: values}
	v.Period = period(ctx, q)
	any := words.T(ctx, "全部")
	for _, k := range matter.Keys() {
		v.FirstKeys = append(v.FirstKeys, ui.Option{Value: string(k), Text: words.T(ctx, k.Label())})
	}
	v.Keys = append([]ui.Option{{Text: words.T(ctx, "不再分")}}, v.FirstKeys...)
	v.Categories = []ui.Option{{Text: any}}
	for _, c := range a.categories {
		if c.Open() || c.ID == q.Category {
			v.Categories = append(v.Categories, ui.Option{Value: c.ID.String(), Text: c.Name})
		}
	}
	v.Stages, v.Kinds, v.Channels = options(ctx, any, matter.Stages()), options(ctx, any, matter.Kinds()), options(ctx, any, matter.Channels())
}

type labelled interface {
	~string
	Label() string
}

func options[W labelled](ctx context.Context, any string, all []W) []ui.Option {
	out := []ui.Option{{Text: any}}
	for _, w := range all {
		out = append(out, ui.Option{Value: string(w), Text: words.T(ctx, w.Label())})
	}
	return out
}

// period is when the matters counted were raised.
func period(ctx context.Context, q matter.Question) string {
	from, until := q.Raised[0], q.Raised[1]
	switch {
	case from.Valid() && until.Valid():
		return words.T(ctx, "%s 到 %s 登记的", from, until)
	case from.Valid():
		return words.T(ctx, "%s 起登记的", from)
	case until.Valid():
		return words.T(ctx, "到 %s 为止登记的", until)
	}
	return words.T(ctx, "从头到现在登记的")
}
