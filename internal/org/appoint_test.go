package org_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/org/orgtest"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
)

// refusal plays an act as someone and gives the code of the refusal.
func refusal(s *act.Stage, by access.Actor, f func(*act.Act) error) string {
	err := s.Do(context.Background(), by, f)
	if e := errs.As(err); e != nil {
		if len(e.Fields) > 0 {
			return e.Fields[0].Code
		}
		return e.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func appointing(n org.NewAppointment) func(*act.Act) error {
	return func(a *act.Act) error {
		_, err := org.Appoint(a, n)
		return err
	}
}

// stage is a stage whose seats follow their places, with a desk on it.
func stage(t *testing.T, d *db.DB) (*act.Stage, orgtest.Desk) {
	t.Helper()
	bus := event.NewBus()
	event.Now(bus, org.Follow)
	s := placetest.Stage(d, bus, orgtest.Grants...)
	return s, orgtest.Furnish(t, s)
}

func TestWhoMayAppointWhom(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		person := orgtest.Person(t, s, "新来的", desk.Community.ID)
		seat := func(kind access.SeatKind, at place.Place) (made org.Seat) {
			placetest.Do(t, s, func(a *act.Act) (err error) {
				made, err = org.AddSeat(a, org.NewSeat{Organization: desk.Branch.ID, Kind: kind, Place: at.ID})
				return err
			})
			return made
		}
		for name, c := range map[string]struct {
			by   people.ID
			seat org.Seat
			who  people.ID
			want string
		}{
			"worker seats a grid worker":      {desk.Worker.Person, seat(org.GridWorker, desk.Second), person, ""},
			"worker seats a peer":             {desk.Worker.Person, seat(org.CommunityWorker, desk.Community), person, "seat.rank"},
			"secretary seats a worker":        {desk.Secretary.Person, seat(org.CommunityWorker, desk.Community), person, ""},
			"secretary seats an auditor":      {desk.Secretary.Person, seat(org.AuditAdmin, desk.Community), person, "seat.rank"},
			"worker of another community":     {desk.Stranger.Person, seat(org.GridWorker, desk.Second), person, "not_found"},
			"grid worker seats a volunteer":   {desk.Grid.Person, seat(org.Volunteer, desk.Town.Grid), person, "forbidden"},
			"oneself":                         {desk.Secretary.Person, seat(org.BuildingLead, desk.Buildings[0]), desk.Secretary.Person, "appointment.oneself"},
			"admin hands over":                {desk.Admin.Person, seat(org.SystemAdmin, desk.District), person, ""},
			"admin seats a subdistrict lead":  {desk.Admin.Person, seat(org.SubdistrictLead, desk.Subdistrict), person, ""},
			"nobody":                          {desk.Secretary.Person, seat(org.BuildingLead, desk.Buildings[0]), 0, "appointment.person"},
			"nobody known":                    {desk.Secretary.Person, seat(org.BuildingLead, desk.Buildings[0]), 99, "appointment.person"},
			"secretary seats someone twice":   {desk.Secretary.Person, desk.Grid.Seat, desk.Grid.Person, "seat.held_already"},
			"secretary seats a second holder": {desk.Secretary.Person, desk.Grid.Seat, person, "seat.full"},
		} {
			by := orgtest.As(t, s, c.by)
			if got := refusal(s, by, appointing(org.NewAppointment{Seat: c.seat.ID, Person: c.who})); got != c.want {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
		}
	})
}

func TestWhoMayRelieveWhom(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		for _, c := range []struct {
			name   string
			by     people.ID
			held   org.AppointmentID
			reason string
			want   string
		}{
			{"worker relieves the secretary", desk.Worker.Person, desk.Secretary.Held, "不再合适", "seat.rank"},
			{"worker of another community", desk.Stranger.Person, desk.Grid.Held, "不再合适", "not_found"},
			{"a neighbour at the same rank", desk.Grid.Person, desk.SecondGrid.Held, "不再合适", "not_found"},
			{"without a reason", desk.Worker.Person, desk.Grid.Held, " ", "appointment.reason"},
			{"worker relieves a grid worker", desk.Worker.Person, desk.Grid.Held, "调到别的网格", ""},
			{"twice", desk.Worker.Person, desk.Grid.Held, "调到别的网格", "appointment.ended"},
			{"oneself lays it down", desk.SecondGrid.Person, desk.SecondGrid.Held, "本人辞去", ""},
			{"what is not there", desk.Worker.Person, 1, "不再合适", "not_found"},
		} {
			got := refusal(s, orgtest.As(t, s, c.by), func(a *act.Act) error { return org.Relieve(a, c.held, time.Time{}, c.reason) })
			if got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
	})
}

func TestThreeAdministrationsStayApart(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		var audit, security org.Seat
		placetest.Do(t, s, func(a *act.Act) (err error) {
			in := desk.Admin.Seat.Organization
			if audit, err = org.AddSeat(a, org.NewSeat{Organization: in, Kind: org.AuditAdmin, Place: desk.District.ID}); err != nil {
				return err
			}
			security, err = org.AddSeat(a, org.NewSeat{Organization: in, Kind: org.SecurityAdmin, Place: desk.District.ID})
			return err
		})
		year := placetest.Now.AddDate(1, 0, 0)
		person := orgtest.Person(t, s, "周到", desk.District.ID)
		for _, c := range []struct {
			n    org.NewAppointment
			want string
		}{
			{org.NewAppointment{Seat: audit.ID, Person: desk.Admin.Person}, "seat.administrations"},
			{org.NewAppointment{Seat: audit.ID, Person: person, From: year, Until: year.AddDate(1, 0, 0)}, ""},
			{org.NewAppointment{Seat: security.ID, Person: person}, "seat.administrations"},
			{org.NewAppointment{Seat: security.ID, Person: person, Until: year.AddDate(0, 0, 1)}, "seat.administrations"},
			{org.NewAppointment{Seat: security.ID, Person: person, Until: year}, ""},
		} {
			if got := refusal(s, placetest.System, appointing(c.n)); got != c.want {
				t.Errorf("%+v: %q, want %q", c.n, got, c.want)
			}
		}
	})
}

func TestPermissionFollowsTheDates(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		now := placetest.Now
		s.Now = func() time.Time { return now }
		person := orgtest.Person(t, s, "轮值人", desk.Community.ID)
		from, until := now.AddDate(0, 0, 7), now.AddDate(0, 3, 0)
		var held org.Appointment
		placetest.Do(t, s, func(a *act.Act) error {
			seat, err := org.AddSeat(a, org.NewSeat{Organization: desk.Branch.ID, Kind: org.BuildingLead, Place: desk.Buildings[0].ID})
			if err == nil {
				held, err = org.Appoint(a, org.NewAppointment{Seat: seat.ID, Person: person, From: from, Until: until})
			}
			return err
		})
		holds := func(at time.Time) []access.Held {
			now = at
			return orgtest.As(t, s, person).Seats
		}
		if got := holds(from.Add(-time.Second)); len(got) != 0 {
			t.Errorf("holds before the term: %+v", got)
		}
		if got := holds(from); len(got) != 1 || got[0].Kind != org.BuildingLead || got[0].Path != desk.Buildings[0].Path || got[0].Level != "building" {
			t.Errorf("at the start: %+v", got)
		}
		if got := holds(until); len(got) != 0 {
			t.Errorf("holds after the term: %+v", got)
		}
		// The place moves: the permission goes with it.
		now = from
		placetest.Do(t, s, func(a *act.Act) error { return place.Move(a, desk.Compound.ID, desk.OtherGrid.ID) })
		if got := holds(from); len(got) != 1 || !got[0].Path.Within(desk.Other.Path) {
			t.Errorf("after the move: %+v", got)
		}
		placetest.See(t, s, func(v *act.View) error {
			seats, err := org.Seats(v, org.SeatFilter{In: desk.Other.Path, Kind: org.BuildingLead})
			if len(seats) != 1 {
				t.Errorf("the list did not follow: %+v", seats)
			}
			return err
		})
		// Whoever lays the seat down has no permission at once.
		by := orgtest.As(t, s, person)
		if got := refusal(s, by, func(a *act.Act) error { return org.Relieve(a, held.ID, time.Time{}, "") }); got != "appointment.reason" {
			t.Errorf("relieved without a reason: %q", got)
		}
		if got := refusal(s, by, func(a *act.Act) error { return org.Relieve(a, held.ID, time.Time{}, "搬走了") }); got != "" {
			t.Errorf("cannot lay it down: %q", got)
		}
		if got := holds(from); len(got) != 0 {
			t.Errorf("holds after the relief: %+v", got)
		}
	})
}

func TestSeatsNeverHoldMoreThanTheyTake(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		seats := map[org.SeatID]int{}
		placetest.Do(t, s, func(a *act.Act) error {
			for capacity := 1; capacity <= 3; capacity++ {
				seat, err := org.AddSeat(a, org.NewSeat{Organization: desk.Branch.ID, Kind: org.Volunteer, Place: desk.Community.ID, Capacity: capacity})
				if err != nil {
					return err
				}
				seats[seat.ID] = capacity
			}
			return nil
		})
		var ids []org.SeatID
		for i := range seats {
			ids = append(ids, i)
		}
		var persons []people.ID
		for _, name := range []string{"甲某", "乙某", "丙某", "丁某", "戊某"} {
			persons = append(persons, orgtest.Person(t, s, name, desk.Community.ID))
		}
		day := func(n int) time.Time { return placetest.Now.AddDate(0, 0, n) }
		rapid.Check(t, func(t *rapid.T) {
			n := org.NewAppointment{
				Seat: rapid.SampledFrom(ids).Draw(t, "seat"), Person: rapid.SampledFrom(persons).Draw(t, "person"),
				From: day(rapid.IntRange(0, 20).Draw(t, "from")),
			}
			if rapid.Bool().Draw(t, "ends") {
				n.Until = n.From.AddDate(0, 0, rapid.IntRange(1, 5).Draw(t, "days"))
			}
			err := s.Do(context.Background(), placetest.System, appointing(n))
			if err != nil && errs.KindOf(err) != errs.Conflict {
				t.Fatal(err)
			}
			if rapid.IntRange(0, 3).Draw(t, "relieve") == 0 {
				relieveOne(t, s, n.Seat, day(rapid.IntRange(0, 25).Draw(t, "until")))
			}
			checkSeat(t, s, n.Seat, seats[n.Seat])
		})
	})
}

func relieveOne(t *rapid.T, s *act.Stage, seat org.SeatID, until time.Time) {
	err := s.Do(context.Background(), placetest.System, func(a *act.Act) error {
		all, err := org.Appointments(a.View, seat)
		if err != nil || len(all) == 0 {
			return err
		}
		err = org.Relieve(a, all[0].ID, until, "property")
		if errs.KindOf(err) == errs.Invalid {
			return nil
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// checkSeat looks at every day of a month: never more holders than the seat
// takes, never one person twice.
func checkSeat(t *rapid.T, s *act.Stage, seat org.SeatID, capacity int) {
	err := s.See(context.Background(), placetest.System, func(v *act.View) error {
		all, err := org.Appointments(v, seat)
		for day := range 30 {
			holders := map[people.ID]bool{}
			n := 0
			for _, p := range all {
				if p.Holds(placetest.Now.AddDate(0, 0, day)) {
					n++
					holders[p.Person] = true
				}
			}
			if n > capacity || n != len(holders) {
				t.Fatalf("%d appointments of %d persons hold a seat for %d", n, len(holders), capacity)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOneOfManyAtOnceGetsTheSeat(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		var seat org.Seat
		placetest.Do(t, s, func(a *act.Act) (err error) {
			seat, err = org.AddSeat(a, org.NewSeat{Organization: desk.Branch.ID, Kind: org.BuildingLead, Place: desk.Buildings[0].ID})
			return err
		})
		var won atomic.Int32
		var group sync.WaitGroup
		for _, person := range []people.ID{
			desk.Admin.Person, desk.Lead.Person, desk.Secretary.Person, desk.Worker.Person,
			desk.Stranger.Person, desk.Grid.Person, desk.SecondGrid.Person, desk.Chair.Person,
		} {
			group.Go(func() {
				got := refusal(s, placetest.System, appointing(org.NewAppointment{Seat: seat.ID, Person: person}))
				switch got {
				case "":
					won.Add(1)
				case "seat.full":
				default:
					t.Error(got)
				}
			})
		}
		group.Wait()
		if won.Load() != 1 {
			t.Errorf("%d of eight got the one seat", won.Load())
		}
	})
}
