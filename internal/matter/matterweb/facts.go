package matterweb

import (
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// facts are what staff need beside the words.
func (l *loading) facts() []ui.Def {
	w, ctx := l.whole, l.ctx
	defs := []ui.Def{
		{Term: words.T(ctx, "编号"), Text: w.Number.String()},
		{Term: words.T(ctx, "地方"), Text: l.names.places[w.Place]},
		{Term: words.T(ctx, "类别"), Text: l.names.categories[w.Category]},
		{Term: words.T(ctx, "想要什么"), Text: words.T(ctx, w.Kind.Label())},
		{Term: words.T(ctx, "怎么来的"), Text: words.T(ctx, w.Channel.Label()) + l.proxy()},
		{Term: words.T(ctx, "登记时间"), Text: ui.Exact(ctx, w.CreatedAt)},
		{Term: words.T(ctx, "在谁手里"), Text: l.names.seats[w.Seat]},
		{Term: words.T(ctx, "协办"), Text: l.helping()},
		{Term: words.T(ctx, "热线工单"), Text: w.Outer},
		{Term: words.T(ctx, "公开栏上"), Text: w.Summary},
	}
	if !w.Until.IsZero() {
		defs = append(defs, ui.Def{Term: words.T(ctx, "哪天再看"), Text: ui.Date(ctx, w.Until) + " · " + words.T(ctx, w.Reason.Label())})
	}
	return append(defs, ui.Def{Term: words.T(ctx, "要知道的"), Text: strings.Join(l.marks(), "；")})
}

// proxy says who wrote it down for whom, and how they agreed.
func (l *loading) proxy() string {
	w := l.whole
	if w.Operator.IsZero() {
		return ""
	}
	return words.T(l.ctx, "，%s代为登记（%s）", l.called(w.Operator), w.Agreed)
}

func (l *loading) helping() string {
	var out []string
	for _, h := range l.whole.Cohandlers {
		name := l.names.seats[h.Seat]
		if !h.DoneAt.IsZero() {
			name = words.T(l.ctx, "%s（已办好）", name)
		}
		out = append(out, name)
	}
	return strings.Join(out, "、")
}

// marks are what changes how it must be handled.
func (l *loading) marks() []string {
	w, ctx := l.whole, l.ctx
	var out []string
	add := func(is bool, text string) {
		if is {
			out = append(out, text)
		}
	}
	by := w.CallBy()
	add(!by.IsZero(), words.T(ctx, "%s 前要打电话给求助的人", ui.Exact(ctx, by)))
	add(w.Secret, words.T(ctx, "要求保密"))
	add(w.Anonymous, words.T(ctx, "没有留联系方式"))
	add(w.Unrouted, words.T(ctx, "目录里没有人负责"))
	add(w.Ruled, words.T(ctx, "裁定过，不能再退"))
	add(!w.AskedAt.IsZero(), words.T(ctx, "申请挂账，等上一级同意"))
	add(w.Extensions > 0, words.T(ctx, "延期 %d 次", w.Extensions))
	add(w.Rounds > 1, words.T(ctx, "第 %d 次办", w.Rounds))
	add(w.Excluded != "", words.T(ctx, "不计入三率"))
	return out
}

// reporter is whoever raised it, behind a reveal.
func (l *loading) reporter(o opening) ui.Reveal {
	w := l.whole
	switch {
	case w.Hidden:
		return ui.Reveal{Masked: words.T(l.ctx, "要求保密，您的岗位看不到")}
	case w.Reporter.IsZero():
		return ui.Reveal{}
	case o.seen != nil:
		return ui.Reveal{Masked: l.called(w.Reporter), Seen: particulars(o.seen.Person), Seconds: int(o.seen.Look.Until.Sub(l.At) / time.Second)}
	}
	form := ui.Form{ID: "reveal", Action: l.at() + "/reveal"}
	if o.deed == revealing && o.form != nil {
		form = o.form.Draw(l.ctx, form.Action)
		form.ID = "reveal"
	}
	var purposes []ui.Option
	for _, text := range people.LookPurposes {
		purposes = append(purposes, ui.Option{Value: text, Text: words.T(l.ctx, text)})
	}
	return ui.Reveal{Masked: l.called(w.Reporter), Form: form, Purposes: purposes}
}

// particulars are the name and the numbers of a person, as far as shown.
func particulars(p people.Person) string {
	parts := []string{p.Name}
	for _, phone := range p.Phones {
		parts = append(parts, phone.Number)
	}
	return strings.Join(parts, "　")
}

// numbers are the telephones of a person, as far as shown.
func numbers(p people.Person) []string {
	var out []string
	for _, phone := range p.Phones {
		out = append(out, phone.Number)
	}
	return out
}

// revealing is the name under which the reveal's form is opened.
const revealing = "reveal"

// reveal shows who raised a matter for sixty seconds, for a stated purpose. It
// answers with the page itself: what is seen stands in no address.
func (p *pages) reveal(r *web.Request) error {
	id, err := web.PathID[matter.Matter](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	var seen people.Revealed
	err = r.Do(func(a *act.Act) error {
		w, err := matter.Get(a.View, id)
		if err != nil {
			return err
		}
		if w.Reporter.IsZero() {
			return errs.Missing()
		}
		seen, err = people.RevealOf(a, thingOf(w, a.By), w.Reporter, []people.Field{people.FieldName, people.FieldPhone}, f.Text("purpose"))
		return err
	})
	if f.Refused(err) {
		v, err := p.opened(r, id, opening{deed: revealing, form: f})
		if err != nil {
			return err
		}
		return p.draw(r, 422, v)
	}
	if err != nil {
		return err
	}
	v, err := p.opened(r, id, opening{seen: &seen})
	if err != nil {
		return err
	}
	return p.draw(r, 200, v)
}
