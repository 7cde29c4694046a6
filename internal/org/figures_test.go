package org_test

import (
	"context"
	"testing"
	"time"

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
)

func TestCoverageHasHolesAndDates(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		hole := placetest.Add(t, s, place.Compound, "无支部小区", desk.Town.Grid.ID)
		far := placetest.Add(t, s, place.Compound, "海边小区", desk.OtherGrid.ID)
		ended := placetest.Now.AddDate(0, 1, 0)
		var joint org.TerritoryID
		placetest.Do(t, s, func(a *act.Act) (err error) {
			joint, err = org.Cover(a, desk.Branch.ID, far.ID, placetest.Now.AddDate(0, 0, 1))
			if err == nil { // the branch did not exist before it was founded
				_, err = org.Cover(a, desk.Branch.ID, hole.ID, placetest.Now.AddDate(-1, 0, 0))
			}
			if got := errs.As(err); got == nil || got.Fields[0].Code != "territory.from" {
				t.Errorf("covered before it was founded: %v", err)
			}
			return nil
		})
		for _, day := range []time.Time{{}, placetest.Now.AddDate(0, 0, 1)} { // it begins tomorrow
			if got := refusal(s, placetest.System, func(a *act.Act) error { return org.Uncover(a, joint, day) }); got != "territory.until" {
				t.Errorf("ended before its beginning: %q", got)
			}
		}
		placetest.Do(t, s, func(a *act.Act) error { return org.Uncover(a, joint, ended) })
		if got := refusal(s, placetest.System, func(a *act.Act) error { return org.Uncover(a, joint, ended.AddDate(0, 0, 1)) }); got != "territory.until" {
			t.Errorf("ended later than it had: %q", got)
		}
		coverage := func(in place.ID, at time.Time) (c org.Coverage) {
			placetest.See(t, s, func(v *act.View) (err error) {
				c, err = org.CoverageOf(v, in, place.Compound, org.Party, at)
				return err
			})
			return c
		}
		for _, c := range []struct {
			in           place.ID
			at           time.Time
			covered, all int
		}{
			{desk.District.ID, placetest.Now.AddDate(0, 0, -1), 0, 3},
			{desk.District.ID, placetest.Now, 1, 3},
			{desk.District.ID, ended.Add(-time.Hour), 2, 3},
			{desk.District.ID, ended, 1, 3},
			{desk.Community.ID, placetest.Now, 1, 2},
			{desk.Second.ID, placetest.Now, 0, 0},
		} {
			got := coverage(c.in, c.at)
			if len(got.Covered) != c.covered || got.All() != c.all {
				t.Errorf("in %s on %s: %d of %d, want %d of %d", c.in, c.at.Format(time.DateOnly), len(got.Covered), got.All(), c.covered, c.all)
			}
		}
		if got := coverage(desk.Community.ID, placetest.Now); got.Holes[0].ID != hole.ID || got.Covered[0].Organizations[0].ID != desk.Branch.ID {
			t.Errorf("holes %+v", got)
		}
		placetest.Do(t, s, func(a *act.Act) error { return org.Dissolve(a, desk.Branch.ID) })
		if got := coverage(desk.District.ID, placetest.Now); len(got.Covered) != 0 {
			t.Errorf("a dissolved branch covers: %+v", got.Covered)
		}
		stranger := orgtest.As(t, s, desk.Stranger.Person)
		err := s.See(context.Background(), stranger, func(v *act.View) error {
			_, err := org.CoverageOf(v, desk.Community.ID, place.Compound, org.Party, v.At)
			return err
		})
		if errs.KindOf(err) != errs.NotFound {
			t.Errorf("another community's coverage: %v", err)
		}
	})
}

// sit seats a person on a new seat of an organisation.
func sit(t *testing.T, s *act.Stage, o org.ID, kind access.SeatKind, head bool, at place.ID, person people.ID) {
	t.Helper()
	placetest.Do(t, s, func(a *act.Act) error {
		seat, err := org.AddSeat(a, org.NewSeat{Organization: o, Kind: kind, Place: at, Head: head})
		if err == nil {
			_, err = org.Appoint(a, org.NewAppointment{Seat: seat.ID, Person: person})
		}
		return err
	})
}

func TestConcurrentOfficesAndCompositions(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, desk := stage(t, d)
		committee := desk.Chair.Seat.Organization
		var member people.ID
		placetest.Do(t, s, func(a *act.Act) (err error) {
			member, err = people.Register(a, people.New{Name: "党员甲", Place: desk.Compound.ID, Told: "counter", Agreed: []string{people.PurposeParty}})
			if err == nil {
				party := "中共党员"
				err = people.Correct(a, member, people.Correction{Party: &party})
			}
			return err
		})
		silent := orgtest.Person(t, s, "未登记", desk.Compound.ID)
		sit(t, s, committee, org.CommitteeMember, false, desk.Compound.ID, member)
		sit(t, s, committee, org.CommitteeMember, false, desk.Compound.ID, silent)
		sit(t, s, desk.Branch.ID, org.BranchSecretary, true, desk.Compound.ID, desk.Chair.Person)
		sit(t, s, desk.Branch.ID, org.GroupLead, false, desk.Compound.ID, desk.Property.Person)
		placetest.See(t, s, func(v *act.View) error {
			both, err := org.ConcurrentOffices(v, desk.District.ID, v.At)
			if len(both) != 1 || both[0].Person != desk.Chair.Person || len(both[0].Posts) != 2 {
				t.Errorf("一肩挑 %+v", both)
			}
			cross, err2 := org.CrossAppointments(v, desk.District.ID, v.At)
			if len(cross) != 2 {
				t.Errorf("交叉任职 %+v", cross)
			}
			before, err3 := org.CrossAppointments(v, desk.District.ID, v.At.AddDate(0, 0, -1))
			if len(before) != 0 {
				t.Errorf("交叉任职 the day before %+v", before)
			}
			sets, err4 := org.Compositions(v, desk.District.ID, v.At)
			if len(sets) != 1 || len(sets[0].Posts) != 3 || sets[0].Membership != (people.Membership{All: 3, Recorded: 1, Members: 1}) {
				t.Errorf("composition %+v", sets)
			}
			if majority, known := sets[0].Majority(); majority || known {
				t.Errorf("majority %v known %v", majority, known)
			}
			for _, e := range []error{err2, err3, err4} {
				if err == nil {
					err = e
				}
			}
			return err
		})
	})
}

func TestMajorityIsKnownOnlyWhenItCannotTurn(t *testing.T) {
	t.Parallel()
	for m, want := range map[people.Membership][2]bool{
		{All: 5, Recorded: 5, Members: 3}: {true, true},
		{All: 5, Recorded: 3, Members: 3}: {true, true},
		{All: 5, Recorded: 5, Members: 2}: {false, true},
		{All: 5, Recorded: 3, Members: 2}: {false, false},
		{All: 4, Recorded: 4, Members: 2}: {false, true},
		{}:                                {false, true},
	} {
		majority, known := org.Composition{Membership: m}.Majority()
		if majority != want[0] || known != want[1] {
			t.Errorf("%+v: %v, %v", m, majority, known)
		}
	}
}

func TestLadderIsDataOfTheRealm(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		s, _ := stage(t, d)
		ladder := func() (out []org.Tier) {
			placetest.See(t, s, func(v *act.View) (err error) {
				out, err = org.Tiers(v)
				return err
			})
			return out
		}
		if got := ladder(); len(got) != 5 || got[0].Kind != "working_committee" || got[4] != (org.Tier{Position: 5, Kind: "hub_household", PlaceKind: place.Home}) {
			t.Errorf("default ladder %+v", got)
		}
		tiers := []org.Tier{
			{Kind: "working_committee", PlaceKind: place.Subdistrict}, {Kind: "general_committee", PlaceKind: place.Community},
			{Kind: "section_branch", PlaceKind: place.Section}, {Kind: "branch", PlaceKind: place.Compound},
		}
		if got := refusal(s, placetest.System, func(a *act.Act) error { return org.SetTiers(a, tiers) }); got != "tier.kind" {
			t.Errorf("an unknown kind: %q", got)
		}
		placetest.Do(t, s, func(a *act.Act) error {
			return org.Define(a, org.Kind{Key: "section_branch", Family: org.Party, Zh: "片区党支部"})
		})
		placetest.Do(t, s, func(a *act.Act) error { return org.SetTiers(a, tiers) })
		if got := ladder(); len(got) != 4 || got[2] != (org.Tier{Position: 3, Kind: "section_branch", PlaceKind: place.Section}) {
			t.Errorf("own ladder %+v", got)
		}
		for name, bad := range map[string][]org.Tier{
			"two": tiers[:2], "upside down": {tiers[3], tiers[1], tiers[0]}, "twice": {tiers[0], tiers[0], tiers[1]},
		} {
			if got := refusal(s, placetest.System, func(a *act.Act) error { return org.SetTiers(a, bad) }); got == "" {
				t.Errorf("%s: not refused", name)
			}
		}
	})
}
