package orgweb

import (
	"context"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// officesView is figure F2: offices held at once, posts in several bodies, and
// who sits on the owners' committees.
type officesView struct {
	Page         ui.Page
	Scope        scope
	Address      ui.Address
	Form         ui.Form
	On           time.Time
	Concurrent   []org.Concurrent
	Cross        []org.Concurrent
	Compositions []org.Composition
	MaySee       bool // the compositions
	Names        map[people.ID]string
	Labels       map[place.ID]string
}

func offices(r *web.Request) error {
	q := r.URL.Query()
	f := web.NewForm()
	f.Values = q
	o := officesView{Page: r.Frame(r.T("交叉任职")), Address: ui.Address{Path: "/desk/organizations/offices", Query: q}}
	o.On = onDay(r, f)
	err := r.See(func(v *act.View) (err error) {
		if o.Scope, err = scopeOf(r, v); err != nil {
			return err
		}
		return o.load(v)
	})
	if err != nil {
		return err
	}
	o.Form = f.Draw(r.Context(), o.Address.Path)
	return r.Page(status(f), officesPage(o))
}

func (o *officesView) load(v *act.View) (err error) {
	in := o.Scope.Place.ID
	if o.Concurrent, err = org.ConcurrentOffices(v, in, o.On); err != nil {
		return err
	}
	if o.Cross, err = org.CrossAppointments(v, in, o.On); err != nil {
		return err
	}
	o.MaySee = v.May(org.CanSeeComposition, access.Thing{Kind: "posts", Place: int64(in), Path: o.Scope.Place.Path})
	if o.MaySee {
		if o.Compositions, err = org.Compositions(v, in, o.On); err != nil {
			return err
		}
	}
	var persons []people.ID
	var at []place.ID
	for _, list := range [][]org.Concurrent{o.Concurrent, o.Cross} {
		for _, c := range list {
			persons = append(persons, c.Person)
			for _, p := range c.Posts {
				at = append(at, p.Place)
			}
		}
	}
	for _, c := range o.Compositions {
		at = append(at, c.Organization.Place)
	}
	if o.Names, err = people.Names(v, persons...); err != nil {
		return err
	}
	o.Labels, err = place.Labels(v, at...)
	return err
}

// majorities counts the committees of which more than half are Party members,
// and those of which it cannot be told.
func (o officesView) majorities() (sure, unknown int) {
	for _, c := range o.Compositions {
		switch majority, known := c.Majority(); {
		case !known:
			unknown++
		case majority:
			sure++
		}
	}
	return sure, unknown
}

func (o officesView) figures(ctx context.Context) []ui.Figure {
	day := ui.Date(ctx, o.On)
	out := []ui.Figure{
		{Label: words.T(ctx, "一肩挑"), Count: int64(len(o.Concurrent)), Unit: words.T(ctx, "人"), Period: day, Href: "#concurrent"},
		{Label: words.T(ctx, "交叉任职"), Count: int64(len(o.Cross)), Unit: words.T(ctx, "人"), Period: day, Href: "#cross"},
	}
	if !o.MaySee || len(o.Compositions) == 0 {
		return out
	}
	sure, unknown := o.majorities()
	known := len(o.Compositions) - unknown
	f := ui.Figure{
		Label: words.T(ctx, "党员过半的业委会"), Count: int64(sure), Of: int64(known), Unit: words.T(ctx, "个"),
		Period: day, Href: "#compositions",
	}
	switch {
	case known == 0: // a share of nothing is no figure
		f.Label, f.Count = words.T(ctx, "党员是否过半算不出来的业委会"), int64(unknown)
	case unknown > 0:
		f.Excluded = words.T(ctx, "不含登记不全、算不出来的 %d 个", unknown)
	}
	return append(out, f)
}
