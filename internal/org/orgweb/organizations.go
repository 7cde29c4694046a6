package orgweb

import (
	"context"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// listView is the organisations of a place.
type listView struct {
	Page    ui.Page
	Now     time.Time
	Scope   scope
	Address ui.Address
	Rows    []org.Organization
	Kinds   map[string]org.Kind
	Labels  map[place.ID]string
	Chips   []ui.Chip
	May     bool // found one
}

func organizations(r *web.Request) error {
	q := r.URL.Query()
	l := listView{Page: r.Frame(r.T("组织")), Now: r.Now(), Address: ui.Address{Path: "/desk/organizations", Query: q}}
	err := r.See(func(v *act.View) (err error) {
		if l.Scope, err = scopeOf(r, v); err != nil {
			return err
		}
		l.Rows, err = org.List(v, org.Filter{In: l.Scope.Place.Path, Family: org.Family(q.Get("family")), All: q.Get("all") == "1"})
		if err != nil {
			return err
		}
		if l.Kinds, err = kindsByKey(v); err != nil {
			return err
		}
		var at []place.ID
		for _, o := range l.Rows {
			at = append(at, o.Place)
		}
		l.May = v.May(org.CanFound, l.Scope.Place.Thing())
		l.Labels, err = place.Labels(v, at...)
		return err
	})
	if err != nil {
		return err
	}
	l.Chips = familyChips(r.Context())
	return r.Page(200, listPage(l))
}

func familyChips(ctx context.Context) []ui.Chip {
	out := []ui.Chip{{Key: "family", Text: words.T(ctx, "全部")}}
	for _, f := range org.Families() {
		out = append(out, ui.Chip{Key: "family", Value: string(f), Text: familyName(ctx, f)})
	}
	return out
}

// recordView is one organisation.
type recordView struct {
	Page         ui.Page
	Now          time.Time
	Organization org.Organization
	Kind         org.Kind
	Where        string
	Above        []org.Organization // the nearest first
	Holdings     []holding
	Territories  []territory
	May          recordMay
	Button       ui.Form
}

type recordMay struct{ Change, Seat bool }

type territory struct {
	org.Territory
	Where string
}

func organization(r *web.Request) error {
	at, err := web.PathID[org.Organization](r, "id")
	if err != nil {
		return err
	}
	rec := recordView{Now: r.Now()}
	err = r.See(func(v *act.View) error { return rec.load(v, at) })
	if err != nil {
		return err
	}
	rec.Page = r.Frame(rec.Organization.Name)
	rec.Button = web.NewForm().Draw(r.Context(), organizationPath(at))
	return r.Page(200, recordPage(rec))
}

func (rec *recordView) load(v *act.View, at org.ID) (err error) {
	if rec.Organization, err = org.Get(v, at); err != nil {
		return err
	}
	o := rec.Organization
	if err := v.Require(org.CanSee, o.Thing()); err != nil {
		return err
	}
	kinds, err := kindsByKey(v)
	if err != nil {
		return err
	}
	rec.Kind = kinds[o.Kind]
	rec.May = recordMay{Change: v.May(org.CanFound, o.Thing()), Seat: v.May(org.CanAddSeat, o.Thing())}
	for up := o.Parent; !up.IsZero(); {
		over, err := org.Get(v, up)
		if err != nil {
			return err
		}
		rec.Above, up = append(rec.Above, over), over.Parent
	}
	seats, err := org.Seats(v, org.SeatFilter{Organization: at})
	if err != nil {
		return err
	}
	if rec.Holdings, err = holdings(v, seats); err != nil {
		return err
	}
	return rec.loadTerritories(v)
}

func (rec *recordView) loadTerritories(v *act.View) error {
	all, err := org.Territories(v, rec.Organization.ID)
	if err != nil {
		return err
	}
	at := []place.ID{rec.Organization.Place}
	for _, t := range all {
		at = append(at, t.Place)
	}
	labels, err := place.Labels(v, at...)
	rec.Where = labels[rec.Organization.Place]
	for _, t := range all {
		rec.Territories = append(rec.Territories, territory{t, labels[t.Place]})
	}
	return err
}

func (rec recordView) facts(ctx context.Context) []ui.Def {
	o := rec.Organization
	defs := []ui.Def{
		{Term: words.T(ctx, "组织的类别"), Text: words.T(ctx, "%s · %s", familyName(ctx, o.Family), kindName(ctx, rec.Kind))},
		{Term: words.T(ctx, "在哪里"), Body: link(placePath(o.Place), rec.Where)},
		{Term: words.T(ctx, "统一社会信用代码"), Text: o.Code},
		{Term: words.T(ctx, "成立"), Text: ui.Date(ctx, o.Founded)},
	}
	if len(rec.Above) > 0 {
		defs = append(defs, ui.Def{Term: words.T(ctx, "上级组织"), Body: above(rec.Above)})
	}
	if !o.Dissolved.IsZero() {
		defs = append(defs, ui.Def{Term: words.T(ctx, "撤销"), Text: ui.Date(ctx, o.Dissolved)})
	}
	return defs
}
