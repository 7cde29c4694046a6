package placeweb

import (
	"context"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// ruleRow is one rule with what holds here.
type ruleRow struct {
	Rule  place.Rule
	Value place.Value
	By    string // name of the place that set it; "" for the national default
	Here  bool   // set by this place itself
}

// policiesView is all rules as they hold at a place.
type policiesView struct {
	head
	Groups []ruleGroup
}

type ruleGroup struct {
	Name string
	Rows []ruleRow
}

// groupNames are the headings of the rules, by the first part of their keys.
func groupNames(ctx context.Context) [][2]string {
	return [][2]string{
		{"matter", words.T(ctx, "事项")}, {"rates", words.T(ctx, "统计")}, {"community", words.T(ctx, "社区职责")},
		{"grid", words.T(ctx, "划网格")}, {"privacy", words.T(ctx, "个人信息")},
	}
}

func policies(r *web.Request) error {
	var p policiesView
	err := r.See(func(v *act.View) (err error) {
		if p.head, err = headOf(r, v, "policy"); err != nil {
			return err
		}
		rows, err := ruleRows(v, p.head)
		if err != nil {
			return err
		}
		p.Groups = grouped(r.Context(), rows)
		return nil
	})
	if err != nil {
		return err
	}
	return r.Page(200, policiesPage(p))
}

func ruleRows(v *act.View, h head) ([]ruleRow, error) {
	rules := place.Rules()
	keys := make([]string, len(rules))
	for i, rule := range rules {
		keys[i] = rule.Key
	}
	values, err := place.Policies(v, h.Place.Path, v.At, keys...)
	if err != nil {
		return nil, err
	}
	rows := make([]ruleRow, len(rules))
	for i, rule := range rules {
		value := values[rule.Key]
		rows[i] = ruleRow{Rule: rule, Value: value, By: h.nameOf(value.Place), Here: value.Place == h.Place.ID}
	}
	return rows, nil
}

// nameOf is the name of a place on the way down to this one.
func (h head) nameOf(at place.ID) string {
	for _, p := range h.Chain {
		if p.ID == at {
			return p.Name
		}
	}
	return ""
}

func grouped(ctx context.Context, rows []ruleRow) []ruleGroup {
	var out []ruleGroup
	for _, name := range groupNames(ctx) {
		g := ruleGroup{Name: name[1]}
		for _, row := range rows {
			if strings.HasPrefix(row.Rule.Key, name[0]+".") {
				g.Rows = append(g.Rows, row)
			}
		}
		if len(g.Rows) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// policyView is one rule at one place: what holds, what was set here, the form.
type policyView struct {
	head
	ruleRow
	Settings []place.Setting
	Form     ui.Form
	End      ui.Form
}

func policy(r *web.Request) error { return showPolicy(r, 200, web.NewForm()) }

func showPolicy(r *web.Request, status int, f *web.Form) error {
	rule, ok := place.RuleOf(r.PathValue("key"))
	if !ok || rule.Waits {
		return errs.Missing()
	}
	var p policyView
	err := r.See(func(v *act.View) (err error) {
		if p.head, err = headOf(r, v, "policy"); err != nil {
			return err
		}
		value, err := place.Policy(v, rule.Key, p.Place.Path, v.At)
		if err != nil {
			return err
		}
		p.ruleRow = ruleRow{Rule: rule, Value: value, By: p.nameOf(value.Place), Here: value.Place == p.Place.ID}
		all, err := place.Settings(v, p.Place.ID)
		for _, s := range all {
			if s.Key == rule.Key {
				p.Settings = append(p.Settings, s)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	at := path(p.Place.ID) + "/policy/" + rule.Key
	p.Form, p.End = f.Draw(r.Context(), at), web.NewForm().Draw(r.Context(), at+"/end")
	if status == 200 {
		p.Form.Values = nil
	}
	return r.Page(status, policyPage(p))
}

func setPolicy(r *web.Request) error {
	at, err := web.PathID[place.Place](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	n := place.NewSetting{Key: r.PathValue("key"), Text: f.Text("value"), Citation: f.Text("citation"), Confidence: f.Text("confidence")}
	n.From, n.To = day(f, "from"), day(f, "to")
	if len(f.Errors) > 0 {
		return showPolicy(r, 422, f)
	}
	err = r.Do(func(a *act.Act) error {
		_, err := act.Once(a, f.Key(), func() (place.SettingID, error) { return place.SetPolicy(a, at, n) })
		return err
	})
	if f.Refused(err) {
		return showPolicy(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done(path(at)+"/policy/"+n.Key, "已定好，从那天起这里和下面都照新的算")
}

// day reads the start of a day; wrong text is noted.
func day(f *web.Form, name string) time.Time {
	text := f.Text(name)
	if text == "" {
		return time.Time{}
	}
	d, err := calendar.ParseDay(text)
	if err != nil {
		f.Bad(name, "date", "日期请写成 2026-11-22 这样")
		return time.Time{}
	}
	return d.Start()
}

func endPolicy(r *web.Request) error {
	at, err := web.PathID[place.Place](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	setting := web.FormID[place.Setting](f, "setting")
	if err := r.Do(func(a *act.Act) error { return place.EndPolicy(a, setting, time.Time{}) }); err != nil {
		return err
	}
	return r.Done(path(at)+"/policy/"+r.PathValue("key"), "已停用这一条，从现在起照上一级的算")
}

// shown writes a value for people.
func shown(ctx context.Context, rule place.Rule, text string) string {
	switch rule.Type {
	case "flag":
		return map[string]string{"yes": words.T(ctx, "是"), "no": words.T(ctx, "否")}[text]
	case "limit":
		return span(ctx, place.Value{Text: text}.Limit())
	case "fen":
		return words.T(ctx, "%s 元", yuan(place.Value{Text: text}.Fen()))
	case "choice":
		return choiceName(ctx, text)
	case "ratio":
		return ratio(ctx, text)
	case "table":
		return tableSize(ctx, text)
	}
	switch n := (place.Value{Text: text}).Int(); rule.Unit {
	case "":
		return text
	case "户":
		return words.T(ctx, "%d 户", n)
	case "人":
		return words.T(ctx, "%d 人", n)
	}
	return text + " " + words.T(ctx, rule.Unit)
}

func span(ctx context.Context, l calendar.Limit) string {
	switch l.Unit {
	case calendar.Hours:
		return words.T(ctx, "%d 小时", l.Amount)
	case calendar.Days:
		return words.T(ctx, "%d 天", l.Amount)
	}
	return words.T(ctx, "%d 个工作日", l.Amount)
}
