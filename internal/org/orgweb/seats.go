package orgweb

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// seatsView is the seats of a place and who holds them.
type seatsView struct {
	Page    ui.Page
	Now     time.Time
	Scope   scope
	Address ui.Address
	Rows    []holding
	Chips   []ui.Chip
	Vacant  int // of those listed before the chip narrowed them
}

func seats(r *web.Request) error {
	q := r.URL.Query()
	s := seatsView{Page: r.Frame(r.T("岗位")), Now: r.Now(), Address: ui.Address{Path: "/desk/organizations/seats", Query: q}}
	err := r.See(func(v *act.View) (err error) {
		if s.Scope, err = scopeOf(r, v); err != nil {
			return err
		}
		list, err := org.Seats(v, org.SeatFilter{In: s.Scope.Place.Path, Kind: access.SeatKind(q.Get("kind"))})
		if err != nil {
			return err
		}
		s.Rows, err = holdings(v, list)
		return err
	})
	if err != nil {
		return err
	}
	s.narrow(r.Context(), q)
	return r.Page(200, seatsPage(s))
}

// narrow counts the vacant seats and keeps only them when asked to.
func (s *seatsView) narrow(ctx context.Context, q url.Values) {
	var vacant []holding
	for _, h := range s.Rows {
		if len(h.Holders) == 0 {
			vacant = append(vacant, h)
		}
	}
	s.Vacant = len(vacant)
	s.Chips = []ui.Chip{
		{Key: "vacant", Text: words.T(ctx, "全部"), Count: len(s.Rows), Counted: true},
		{Key: "vacant", Value: "1", Text: words.T(ctx, "空缺"), Count: len(vacant), Counted: true},
	}
	if q.Get("vacant") == "1" {
		s.Rows = vacant
	}
}

func seatKindOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Text: words.T(ctx, "请选择")}}
	for _, k := range org.SeatKinds() {
		out = append(out, ui.Option{Value: string(k), Text: words.Term(ctx, string(k))})
	}
	return out
}

// seatView is one seat with all who held it.
type seatView struct {
	Page         ui.Page
	Now          time.Time
	Seat         org.Seat
	Organization org.Organization
	Where        string
	History      []holder // the latest first
	May          seatMay
	Button       ui.Form
	Form         ui.Form // another name and number of people
}

type seatMay struct{ Appoint, Change bool }

func seat(r *web.Request) error { return showSeat(r, 200, web.NewForm()) }

func showSeat(r *web.Request, status int, f *web.Form) error {
	at, err := web.PathID[org.Seat](r, "id")
	if err != nil {
		return err
	}
	s := seatView{Now: r.Now(), Form: f.Draw(r.Context(), seatPath(at)+"/change")}
	if status == 200 {
		s.Form.Values = nil
	}
	err = r.See(func(v *act.View) error { return s.load(v, at) })
	if err != nil {
		return err
	}
	s.Page = r.Frame(seatName(r.Context(), s.Seat.Kind, s.Seat.Title))
	s.Button = web.NewForm().Draw(r.Context(), seatPath(at))
	return r.Page(status, seatPage(s))
}

func (s *seatView) load(v *act.View, at org.SeatID) (err error) {
	if s.Seat, err = org.GetSeat(v, at); err != nil {
		return err
	}
	t := s.Seat.Thing()
	if err := v.Require(org.CanSee, t); err != nil {
		return err
	}
	s.May = seatMay{Appoint: v.May(org.CanAppoint, t), Change: org.MayChangeSeat(v, s.Seat)}
	if s.Organization, err = org.Get(v, s.Seat.Organization); err != nil {
		return err
	}
	labels, err := place.Labels(v, s.Seat.Place)
	if err != nil {
		return err
	}
	s.Where = labels[s.Seat.Place]
	all, err := org.Appointments(v, at)
	if err != nil {
		return err
	}
	var persons []people.ID
	for _, p := range all {
		persons = append(persons, p.Person)
	}
	names, err := people.Names(v, persons...)
	for i := len(all) - 1; i >= 0; i-- {
		s.History = append(s.History, holder{all[i], names[all[i].Person]})
	}
	return err
}

func (s seatView) facts(ctx context.Context) []ui.Def {
	defs := []ui.Def{
		{Term: words.T(ctx, "岗位类别"), Text: words.Term(ctx, string(s.Seat.Kind))},
		{Term: words.T(ctx, "属于"), Body: link(organizationPath(s.Organization.ID), s.Organization.Name)},
		{Term: words.T(ctx, "管哪里"), Body: link(placePath(s.Seat.Place), s.Where)},
	}
	if s.Seat.Capacity > 1 {
		defs = append(defs, ui.Def{Term: words.T(ctx, "人数"), Text: words.T(ctx, "最多 %d 人", s.Seat.Capacity)})
	}
	if !s.Seat.Open() {
		defs = append(defs, ui.Def{Term: words.T(ctx, "撤销"), Text: ui.Date(ctx, s.Seat.ClosedAt)})
	}
	return defs
}

// changeSeat gives the seat another name and lets more or fewer hold it.
func changeSeat(r *web.Request) error {
	at, err := web.PathID[org.Seat](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	title, capacity := f.Text("title"), f.Int("capacity")
	if len(f.Errors) > 0 {
		return showSeat(r, 422, f)
	}
	err = r.Do(func(a *act.Act) error { return org.Retitle(a, at, title, int(capacity)) })
	if f.Refused(err) {
		return showSeat(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done(seatPath(at), "已改好")
}

func closeSeat(r *web.Request) error {
	at, err := web.PathID[org.Seat](r, "id")
	if err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error { return org.CloseSeat(a, at) }); err != nil {
		return err
	}
	return r.Done(seatPath(at), "已撤销这个岗位，任职也已结束，记录还在")
}

func addSeatPage(r *web.Request) error { return showAddSeat(r, 200, web.NewForm()) }

func showAddSeat(r *web.Request, status int, f *web.Form) error {
	v, err := about(r, "给“%s”加一个岗位")
	if err != nil {
		return err
	}
	err = r.See(func(view *act.View) error {
		v.Places = spots{In: v.In, Kinds: append(slices.Clone(commonSpots), place.Building)}
		return v.Places.fill(r.Context(), view, f)
	})
	if err != nil {
		return err
	}
	v.Kinds = seatKindOptions(r.Context())
	v.Form = f.Draw(r.Context(), v.Back+"/seats/new")
	if status == 200 {
		v.Form.Values = nil
	}
	return r.Page(status, addSeatForm(v))
}

func addSeat(r *web.Request) error {
	at, err := web.PathID[org.Organization](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	n := org.NewSeat{
		Organization: at, Kind: access.SeatKind(f.Text("kind")), Place: web.FormID[place.Place](f, "place"),
		Title: f.Text("title"), Head: f.Is("head", "on"), Capacity: int(f.Int("capacity")),
	}
	if len(f.Errors) > 0 || seeking(f) {
		return showAddSeat(r, 422, f)
	}
	var made org.SeatID
	err = r.Do(func(a *act.Act) (err error) {
		made, err = act.Once(a, f.Key(), func() (org.SeatID, error) {
			s, err := org.AddSeat(a, n)
			return s.ID, err
		})
		return err
	})
	if f.Refused(err) {
		return showAddSeat(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done(seatPath(made), "已加上岗位。下一步：请人来担任")
}

func count(n int) string { return strconv.Itoa(n) }
