package org_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/org/orgtest"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

func TestSeatsForAndTheirLabels(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		placetest.See(t, s, func(v *act.View) error {
			seats, err := org.SeatsFor(v, desk.Homes[0].ID)
			var ids []org.SeatID
			for _, seat := range seats {
				ids = append(ids, seat.ID)
			}
			if len(seats) != 7 || seats[0].Place != desk.Compound.ID || seats[6].ID != desk.Admin.Seat.ID {
				t.Errorf("%d seats %+v", len(seats), seats)
			}
			workers, err2 := org.SeatsFor(v, desk.Homes[0].ID, org.GridWorker)
			if len(workers) != 1 || workers[0].ID != desk.Grid.Seat.ID {
				t.Errorf("grid workers %+v", workers)
			}
			labels, err3 := org.SeatLabel(v, ids...)
			if got := labels[desk.Grid.Seat.ID]; got != "第一网格 网格员 · 许*" {
				t.Errorf("label %q", got)
			}
			for _, e := range []error{err2, err3} {
				if err == nil {
					err = e
				}
			}
			return err
		})
		placetest.Do(t, s, func(a *act.Act) error { return org.Relieve(a, desk.Grid.Held, time.Time{}, "调走了") })
		placetest.See(t, s, func(v *act.View) error {
			labels, err := org.SeatLabel(v, desk.Grid.Seat.ID)
			if !strings.HasSuffix(labels[desk.Grid.Seat.ID], "空缺") {
				t.Errorf("label %q", labels[desk.Grid.Seat.ID])
			}
			return err
		})
	})
}

func TestListsAreScoped(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		for name, c := range map[string]struct {
			by          people.ID
			orgs, seats int
		}{
			"admin": {desk.Admin.Person, 7, 9}, "secretary": {desk.Secretary.Person, 4, 6},
			"grid worker": {desk.Grid.Person, 3, 3}, "stranger": {desk.Stranger.Person, 1, 1},
		} {
			by := orgtest.As(t, s, c.by)
			err := s.See(t.Context(), by, func(v *act.View) error {
				orgs, err := org.List(v, org.Filter{})
				seats, err2 := org.Seats(v, org.SeatFilter{})
				if len(orgs) != c.orgs || len(seats) != c.seats {
					t.Errorf("%s sees %d organisations and %d seats, want %d and %d", name, len(orgs), len(seats), c.orgs, c.seats)
				}
				if err == nil {
					err = err2
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
}

func TestEndingSoon(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		person := orgtest.Person(t, s, "任期人", desk.Community.ID)
		placetest.Do(t, s, func(a *act.Act) error {
			for _, months := range []int{1, 4} {
				seat, err := org.AddSeat(a, org.NewSeat{Organization: desk.Branch.ID, Kind: org.BuildingLead, Place: desk.Buildings[0].ID})
				if err == nil {
					_, err = org.Appoint(a, org.NewAppointment{Seat: seat.ID, Person: person, Until: a.At.AddDate(0, months, 0)})
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		placetest.See(t, s, func(v *act.View) error {
			ending, err := org.EndingSoon(v, desk.Community.Path, v.At.AddDate(0, 3, 0))
			if len(ending) != 1 || ending[0].Seated.Kind != org.BuildingLead || ending[0].Person != person {
				t.Errorf("ending %+v", ending)
			}
			return err
		})
	})
}

func TestCloseSeatRelievesItsHolder(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		by := orgtest.As(t, s, desk.Secretary.Person)
		if got := refusal(s, by, func(a *act.Act) error { return org.CloseSeat(a, desk.Grid.Seat.ID) }); got != "" {
			t.Fatal(got)
		}
		if got := orgtest.As(t, s, desk.Grid.Person).Seats; len(got) != 0 {
			t.Errorf("still holds %+v", got)
		}
		if got := refusal(s, by, appointing(org.NewAppointment{Seat: desk.Grid.Seat.ID, Person: desk.Grid.Person})); got != "seat.closed" {
			t.Errorf("appointed to a closed seat: %q", got)
		}
		if got := refusal(s, by, func(a *act.Act) error { return org.CloseSeat(a, desk.Secretary.Seat.ID) }); got != "seat.rank" {
			t.Errorf("closed one's own seat: %q", got)
		}
	})
}

// A seat stands in an organisation that is there for its place, or in one whose
// home is the actor's to furnish; not in somebody else's.
func TestSeatsStandInOrganizationsOfTheirPlace(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		stranger := orgtest.As(t, s, desk.Stranger.Person)
		add := func(organization org.ID) string {
			return refusal(s, stranger, func(a *act.Act) error {
				_, err := org.AddSeat(a, org.NewSeat{Organization: organization, Kind: org.PropertyWorker, Place: desk.Other.ID})
				return err
			})
		}
		company := desk.Property.Seat.Organization
		if got := add(company); got != "seat.organization" {
			t.Errorf("a seat in a company of another community: %q", got)
		}
		if got := refusal(s, stranger, func(a *act.Act) error { _, err := org.Cover(a, company, desk.Other.ID, time.Time{}); return err }); got != "" {
			t.Fatal(got)
		}
		if got := add(company); got != "" {
			t.Errorf("a seat in a company that serves the place: %q", got)
		}
		if got := add(desk.Stranger.Seat.Organization); got != "" {
			t.Errorf("a seat in its own committee: %q", got)
		}
		if got := add(1); got != "seat.organization" {
			t.Errorf("a seat in no organisation: %q", got)
		}
	})
}

// Superiors are never a ring, however many correct them at once, and what has
// ended is corrected no more.
func TestSuperiorsAreNeverARing(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		var pair [2]org.Organization
		for i, name := range []string{"甲支部", "乙支部"} {
			placetest.Do(t, s, func(a *act.Act) (err error) {
				pair[i], err = org.Found(a, org.New{Kind: "branch", Name: name, Place: desk.Community.ID})
				return err
			})
		}
		under := func(o, parent org.Organization) string {
			return refusal(s, placetest.System, func(a *act.Act) error {
				return org.Amend(a, o.ID, org.Change{Name: o.Name, Parent: parent.ID})
			})
		}
		if got := under(pair[0], pair[0]); got != "org.parent" {
			t.Errorf("its own superior: %q", got)
		}
		for range 8 {
			var group sync.WaitGroup
			var done atomic.Int32
			for i := range pair {
				group.Go(func() {
					switch got := under(pair[i], pair[1-i]); got {
					case "":
						done.Add(1)
					case "org.parent":
					default:
						t.Error(got)
					}
				})
			}
			group.Wait()
			if done.Load() != 1 {
				t.Fatalf("%d of two superiors taken", done.Load())
			}
			for _, o := range pair {
				under(o, org.Organization{})
			}
		}
		placetest.Do(t, s, func(a *act.Act) error { return org.Dissolve(a, pair[0].ID) })
		if got := under(pair[0], pair[1]); got != "org.dissolved" {
			t.Errorf("corrected after its end: %q", got)
		}
	})
}
