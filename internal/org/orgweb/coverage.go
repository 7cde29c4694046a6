package orgweb

import (
	"context"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// coverageView is figure F1: how many compounds or grids have an organisation of
// their own, and which have none.
type coverageView struct {
	Page     ui.Page
	Scope    scope
	Address  ui.Address
	Form     ui.Form
	On       time.Time // the day asked about; its end
	Coverage org.Coverage
	Labels   map[place.ID]string
	Within   map[place.ID]string // names of communities
	Kinds    []ui.Option
	Families []ui.Option
}

func coverage(r *web.Request) error {
	q := r.URL.Query()
	f := web.NewForm()
	f.Values = q
	c := coverageView{Page: r.Frame(r.T("组织覆盖")), Address: ui.Address{Path: "/desk/organizations/coverage", Query: q}}
	c.On = onDay(r, f)
	kind, family := place.Compound, org.Party
	if q.Get("kind") == string(place.Grid) {
		kind = place.Grid
	}
	if some := org.Family(q.Get("family")); some == org.Owners || some == org.Property {
		family = some
	}
	err := r.See(func(v *act.View) (err error) {
		if c.Scope, err = scopeOf(r, v); err != nil {
			return err
		}
		if c.Coverage, err = org.CoverageOf(v, c.Scope.Place.ID, kind, family, c.On); err != nil {
			return err
		}
		return c.label(v)
	})
	if err != nil {
		return err
	}
	ctx := r.Context()
	c.Kinds = []ui.Option{{Value: string(place.Compound), Text: term(ctx, place.Compound)}, {Value: string(place.Grid), Text: term(ctx, place.Grid)}}
	for _, some := range []org.Family{org.Party, org.Owners, org.Property} {
		c.Families = append(c.Families, ui.Option{Value: string(some), Text: familyName(ctx, some)})
	}
	c.Form = f.Draw(ctx, "/desk/organizations/coverage")
	return r.Page(status(f), coveragePage(c))
}

func status(f *web.Form) int {
	if len(f.Errors) > 0 {
		return 422
	}
	return 200
}

// onDay is the moment the figures are of: now, or the end of the day asked for.
func onDay(r *web.Request, f *web.Form) time.Time {
	text := f.Text("on")
	if text == "" {
		return r.Now()
	}
	d, err := calendar.ParseDay(text)
	if err != nil {
		f.Bad("on", "date", "日期请写成 2026-11-22 这样")
		return r.Now()
	}
	return d.Last()
}

func (c *coverageView) label(v *act.View) (err error) {
	var ids, communities []place.ID
	for _, p := range c.Coverage.Holes {
		ids, communities = append(ids, p.ID), append(communities, p.Community)
	}
	for _, some := range c.Coverage.Covered {
		ids, communities = append(ids, some.Place.ID), append(communities, some.Place.Community)
	}
	if c.Labels, err = place.Labels(v, ids...); err != nil {
		return err
	}
	c.Within, err = place.Names(v, communities...)
	return err
}

// figure is the share, with what it is of.
func (c coverageView) figure(ctx context.Context) ui.Figure {
	return ui.Figure{
		Label: words.T(ctx, "有%s的%s", familyName(ctx, c.Coverage.Family), term(ctx, c.Coverage.Kind)),
		Count: int64(len(c.Coverage.Covered)), Of: int64(c.Coverage.All()), Unit: words.T(ctx, "个"),
		Period: ui.Date(ctx, c.On), Excluded: words.T(ctx, "不含已停用的；上一级的组织不算"), Href: "#covered",
	}
}
