package orgweb

import (
	"context"
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// ladderView is the tiers and kinds of the realm.
type ladderView struct {
	Page     ui.Page
	Tiers    []org.Tier
	Kinds    []org.Kind
	Options  []ui.Option // kinds to choose from
	Places   []ui.Option // kinds of place
	Families []ui.Option
	Form     ui.Form // of the tiers
	New      ui.Form // of a kind
}

// mostTiers is how many rows the form has: the longest ladder.
const mostTiers = 6

func ladder(r *web.Request) error { return showLadder(r, 200, web.NewForm(), web.NewForm()) }

func showLadder(r *web.Request, status int, tiers, kind *web.Form) error {
	ctx := r.Context()
	l := ladderView{Page: r.Frame(r.T("层级和类别"))}
	err := r.See(func(v *act.View) (err error) {
		if l.Tiers, err = org.Tiers(v); err != nil {
			return err
		}
		if l.Kinds, err = org.Kinds(v); err != nil {
			return err
		}
		l.Options, err = kindOptions(ctx, v)
		return err
	})
	if err != nil {
		return err
	}
	l.Options[0].Text = words.T(ctx, "没有这一级")
	l.Places, l.Families = placeKinds(ctx), familyOptions(ctx)
	l.Form, l.New = tiers.Draw(ctx, "/desk/organizations/ladder/tiers"), kind.Draw(ctx, "/desk/organizations/ladder/kinds")
	l.New.ID = "kind"
	if status == 200 {
		l.Form.Values, l.New.Values = nil, nil
	}
	if len(kind.Values) > 0 && len(tiers.Values) == 0 {
		l.Form.Values = nil
	}
	return r.Page(status, ladderPage(l))
}

func placeKinds(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, k := range place.Kinds() {
		out = append(out, ui.Option{Value: string(k), Text: term(ctx, k)})
	}
	return out
}

func familyOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Text: words.T(ctx, "请选择")}}
	for _, f := range org.Families() {
		out = append(out, ui.Option{Value: string(f), Text: familyName(ctx, f)})
	}
	return out
}

// tier is what stands in a row of the form at first.
func (l ladderView) tier(i int) (kind, at string) {
	if i < len(l.Tiers) {
		return l.Tiers[i].Kind, string(l.Tiers[i].PlaceKind)
	}
	return "", ""
}

func setTiers(r *web.Request) error {
	f := r.Form()
	var tiers []org.Tier
	for i := range mostTiers {
		n := strconv.Itoa(i + 1)
		if kind := f.Text("kind" + n); kind != "" {
			tiers = append(tiers, org.Tier{Kind: kind, PlaceKind: place.Kind(f.Text("place" + n))})
		}
	}
	err := r.Do(func(a *act.Act) error { return org.SetTiers(a, tiers) })
	if f.Refused(err) {
		return showLadder(r, errs.KindOf(err).Status(), f, web.NewForm())
	}
	if err != nil {
		return err
	}
	return r.Done("/desk/organizations/ladder", "已改好，事情往上报就照这几级走")
}

func define(r *web.Request) error {
	f := r.Form()
	k := org.Kind{Key: f.Text("key"), Family: org.Family(f.Text("family")), Zh: f.Text("zh"), En: f.Text("en")}
	err := r.Do(func(a *act.Act) error { return org.Define(a, k) })
	if f.Refused(err) {
		return showLadder(r, errs.KindOf(err).Status(), web.NewForm(), f)
	}
	if err != nil {
		return err
	}
	return r.Done("/desk/organizations/ladder", "已有“%s”这一类", k.Zh)
}
