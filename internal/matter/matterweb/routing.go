package matterweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// routed are the kinds of seat a row of the catalogue may name.
var routed = []access.SeatKind{
	org.GridWorker, org.GridLead, org.BuildingLead, org.PropertyManager, org.PropertyWorker, org.CommunityWorker, org.CommunitySecretary,
	org.CommunityPolice, org.Mediator, org.ExecutiveSecretary, org.CommitteeChair, org.TeamLead, org.SubdistrictWorker, org.SubdistrictLead,
	org.DistrictOffice,
}

func (p *pages) routing(r *web.Request) error { return p.routingWith(r, 200, r.Form()) }

func (p *pages) routingWith(r *web.Request, status int, f *web.Form) error {
	ctx := r.Context()
	v := routingView{Form: f.Draw(ctx, "/desk/routing")}
	v.Form.ID = "route"
	if v.Form.Values == nil && f.Text("category") != "" {
		v.Form.Values = f.Values
	}
	err := r.See(func(view *act.View) error {
		at, err := placeRouted(view, web.FormID[place.Place](f, "place"))
		if err != nil {
			return err
		}
		v.Place, v.PlaceID = at.Name, at.ID.String()
		v.Pick = ui.Form{ID: "pick", Values: map[string][]string{"place": {v.PlaceID}}}
		if v.Places, err = p.placesBelow(view, at); err != nil {
			return err
		}
		rows, err := matter.Routes(view, at.ID)
		if err != nil {
			return err
		}
		if v.Rows, err = p.routeRows(ctx, view, at, rows); err != nil {
			return err
		}
		return p.routeChoices(ctx, view, at, &v)
	})
	if err != nil {
		return err
	}
	return r.Page(status, routingPage(r.Frame(r.T("谁负责哪里")), v))
}

// placeRouted is a place whose catalogue the reader may see, or the first of
// theirs when none is named.
func placeRouted(v *act.View, named place.ID) (place.Place, error) {
	at, err := placeOr(v, named)
	if err == nil && !named.IsZero() {
		err = v.Require(matter.CanRoute, at.Thing())
	}
	return at, err
}

// placeOr is a place, or the place of the reader's first seat, or the root.
func placeOr(v *act.View, at place.ID) (place.Place, error) {
	if at.IsZero() && len(v.By.Seats) > 0 {
		at = place.ID(v.By.Seats[0].Place)
	}
	if !at.IsZero() {
		return place.Get(v, at)
	}
	return placeRoot(v)
}

// placeRoot is the place that stands under none; zero before there is one.
func placeRoot(v *act.View) (place.Place, error) {
	roots, err := place.Roots(v)
	if err != nil || len(roots) == 0 {
		return place.Place{}, err
	}
	return roots[0], nil
}

// placesBelow are the reader's place and those below it, as choices.
func (p *pages) placesBelow(v *act.View, shown place.Place) ([]ui.Option, error) {
	top := shown
	if len(v.By.Seats) == 0 || int64(shown.ID) != v.By.Seats[0].Place {
		var err error
		if top, err = placeOr(v, 0); err != nil || top.ID.IsZero() {
			return nil, err
		}
	}
	below, err := p.below(v, top.ID)
	return append([]ui.Option{{Value: top.ID.String(), Text: top.Name}}, below...), err
}

func (p *pages) routeRows(ctx context.Context, v *act.View, at place.Place, rows []matter.Route) ([]routeRow, error) {
	var places []place.ID
	var seats []org.SeatID
	for _, row := range rows {
		places, seats = append(places, row.Place), append(seats, row.Seat)
	}
	n, err := p.name(v, places, seats)
	if err != nil {
		return nil, err
	}
	out := make([]routeRow, len(rows))
	for i, row := range rows {
		out[i] = routeRow{Position: i + 1, Category: n.categories[row.Category], To: routeTo(ctx, row, n)}
		if row.Place != at.ID {
			out[i].Inherited = n.places[row.Place]
		} else {
			out[i].Remove = ui.Form{Action: "/desk/routing/" + row.ID.String() + "/close"}
		}
	}
	return out, nil
}

func routeTo(ctx context.Context, row matter.Route, n names) string {
	switch {
	case !row.Seat.IsZero():
		return n.seats[row.Seat]
	case row.SeatKind != "":
		return words.T(ctx, "最近的%s", words.Term(ctx, string(row.SeatKind)))
	}
	return words.T(ctx, "指定的单位")
}

func (p *pages) routeChoices(ctx context.Context, v *act.View, at place.Place, view *routingView) error {
	all, err := p.categories(v)
	if err != nil {
		return err
	}
	view.Categories = categoryOptions(ctx, all, words.T(ctx, "其余的都算"))
	view.Kinds = []ui.Option{{Text: words.T(ctx, "不按岗位类别")}}
	for _, kind := range routed {
		view.Kinds = append(view.Kinds, ui.Option{Value: string(kind), Text: words.Term(ctx, string(kind))})
	}
	seats, err := p.seatsIn(v, matter.ScopeOf(at))
	view.Seats = append([]ui.Option{{Text: words.T(ctx, "不指定")}}, seats...)
	return err
}

func (p *pages) addRoute(r *web.Request) error {
	f := r.Form()
	err := r.Do(func(a *act.Act) error {
		_, err := matter.AddRoute(a, matter.Route{
			Place: web.FormID[place.Place](f, "place"), Category: web.FormID[matter.Category](f, "category"),
			SeatKind: access.SeatKind(f.Text("seat_kind")), Seat: web.FormID[org.Seat](f, "seat"),
		})
		return err
	})
	if f.Refused(err) {
		return p.routingWith(r, 422, f)
	}
	if err != nil {
		return err
	}
	return r.Done("/desk/routing?place="+f.Text("place"), words.T(r.Context(), "写上了，以后的事照这一行派。"))
}

func (p *pages) closeRoute(r *web.Request) error {
	id, err := web.PathID[matter.Route](r, "id")
	if err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error { return matter.CloseRoute(a, id) }); err != nil {
		return err
	}
	return r.Done("/desk/routing", words.T(r.Context(), "去掉了，已经派出去的不变。"))
}
