package orgweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// appointView is the page on which a person is looked for and appointed.
type appointView struct {
	Page    ui.Page
	Seat    org.Seat
	Where   string
	Address ui.Address
	Asked   bool
	Look    bool // the asker may know who is registered here
	New     bool // the asker may register whoever is not yet
	Choices []ui.Option
	Form    ui.Form
}

func appointPage(r *web.Request) error { return showAppoint(r, 200, web.NewForm()) }

func showAppoint(r *web.Request, status int, f *web.Form) error {
	at, err := web.PathID[org.Seat](r, "id")
	if err != nil {
		return err
	}
	q := r.URL.Query().Get("q")
	if q == "" {
		q = f.Text("q")
	}
	v := appointView{Asked: q != "", Address: ui.Address{Path: seatPath(at) + "/appoint", Query: map[string][]string{"q": {q}}}}
	err = r.See(func(view *act.View) (err error) {
		if v.Seat, err = org.GetSeat(view, at); err != nil {
			return err
		}
		if err := view.Require(org.CanAppoint, v.Seat.Thing()); err != nil {
			return err
		}
		v.Look = view.May(people.CanSee, v.Seat.Thing())
		v.New = view.May(people.CanRegister, v.Seat.Thing())
		labels, err := place.Labels(view, v.Seat.Place)
		v.Where = labels[v.Seat.Place]
		if err != nil || q == "" {
			return err
		}
		v.Choices, err = candidates(r.Context(), view, q)
		return err
	})
	if f.Refused(err) { // what was looked for is too short
		status = 422
	} else if err != nil {
		return err
	}
	v.Page = r.Frame(r.T("请人来担任"))
	v.Form = f.Draw(r.Context(), v.Address.Path)
	return r.Page(status, appointForm(v))
}

// candidates lists the persons found, masked, with what tells namesakes apart.
func candidates(ctx context.Context, v *act.View, q string) ([]ui.Option, error) {
	found, err := people.Search(v, q)
	if err != nil {
		return nil, err
	}
	var at []place.ID
	for _, p := range found {
		at = append(at, p.Place)
	}
	labels, err := place.Labels(v, at...)
	var out []ui.Option
	for _, p := range found {
		if p.Body || !p.ErasedAt.IsZero() {
			continue
		}
		o := ui.Option{Value: p.ID.String(), Text: p.Name, Say: labels[p.Place]}
		if len(p.Phones) > 0 {
			o.Say = words.T(ctx, "%s · %s", p.Phones[0].Number, labels[p.Place])
		}
		out = append(out, o)
	}
	return out, err
}

func appoint(r *web.Request) error {
	at, err := web.PathID[org.Seat](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	n := org.NewAppointment{
		Seat: at, Person: web.FormID[people.Person](f, "person"), From: day(f, "from"), Until: day(f, "until"),
		PartTime: f.Is("part_time", "on"), Basis: f.Text("basis"),
	}
	if !n.Until.IsZero() { // the last day of the term is still served
		n.Until = n.Until.AddDate(0, 0, 1)
	}
	if len(f.Errors) > 0 {
		return showAppoint(r, 422, f)
	}
	err = r.Do(func(a *act.Act) error {
		_, err := act.Once(a, f.Key(), func() (org.AppointmentID, error) {
			if err := newcomer(a, f, &n); err != nil {
				return 0, err
			}
			p, err := org.Appoint(a, n)
			return p.ID, err
		})
		return err
	})
	if f.Refused(err) {
		return showAppoint(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done(seatPath(at), "已任命，到任那天起就能办这个岗位的事")
}

// newcomer registers whoever is to take the seat and is not registered yet.
func newcomer(a *act.Act, f *web.Form, n *org.NewAppointment) error {
	if f.Text("name") == "" || !n.Person.IsZero() {
		return nil
	}
	seat, err := org.GetSeat(a.View, n.Seat)
	if err != nil {
		return err
	}
	if n.Person, err = people.Register(a, people.New{
		Name: f.Text("name"), Phones: []string{f.Text("phone")}, Place: seat.Place, Told: "任命时当面说明",
	}); err != nil {
		return err
	}
	if n.Basis == "" {
		n.Basis = "任命"
	}
	return nil
}

// relieveView asks why and from when.
type relieveView struct {
	Page  ui.Page
	Form  ui.Form
	Seat  org.Seat
	Where string
	Held  holder
}

func relievePage(r *web.Request) error { return showRelieve(r, 200, web.NewForm()) }

func showRelieve(r *web.Request, status int, f *web.Form) error {
	at, err := web.PathID[org.Appointment](r, "id")
	if err != nil {
		return err
	}
	var v relieveView
	err = r.See(func(view *act.View) (err error) {
		if v.Held.Appointment, err = org.GetAppointment(view, at); err != nil {
			return err
		}
		if v.Seat, err = org.GetSeat(view, v.Held.Seat); err != nil {
			return err
		}
		t := v.Seat.Thing()
		t.Author = int64(v.Held.Person)
		if err := view.Require(org.CanRelieve, t); err != nil {
			return err
		}
		labels, err := place.Labels(view, v.Seat.Place)
		if err != nil {
			return err
		}
		v.Where = labels[v.Seat.Place]
		names, err := people.Names(view, v.Held.Person)
		v.Held.Name = names[v.Held.Person]
		return err
	})
	if err != nil {
		return err
	}
	v.Page = r.Frame(r.T("卸任"))
	v.Form = f.Draw(r.Context(), "/desk/appointments/"+at.String()+"/relieve")
	return r.Page(status, relieveForm(v))
}

func relieve(r *web.Request) error {
	at, err := web.PathID[org.Appointment](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	until := day(f, "until")
	if len(f.Errors) > 0 {
		return showRelieve(r, 422, f)
	}
	var s org.SeatID
	err = r.Do(func(a *act.Act) error {
		p, err := org.GetAppointment(a.View, at)
		if err != nil {
			return err
		}
		s = p.Seat
		return org.Relieve(a, at, until, f.Text("reason"))
	})
	if f.Refused(err) {
		return showRelieve(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done(seatPath(s), "已卸任，从那时起不能再办这个岗位的事")
}
