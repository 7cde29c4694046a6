package org

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// TestSeatKindsHaveWords keeps a word in the vocabulary for every kind of seat.
func TestSeatKindsHaveWords(t *testing.T) {
	t.Parallel()
	for _, k := range SeatKinds() {
		if zh, en := SeatKindName(k); zh == string(k) || zh == "" || en == "" {
			t.Errorf("%s has no word", k)
		}
	}
}

// TestHotStatementsUseIndexes looks at the plans of what every request and every
// list asks, over some thousand seats.
func TestHotStatementsUseIndexes(t *testing.T) {
	t.Parallel()
	schema := append(append(db.Schema{}, placetest.Schema...), people.Schema, Schema)
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		placetest.Do(t, s, func(a *act.Act) error { return fill(a, town) })
		if err := d.Analyze(context.Background()); err != nil {
			t.Fatal(err)
		}
		seats, places, persons := db.Cond{}, db.Cond{}, db.Cond{}
		db.In(&seats, "seat_id", []SeatID{1, 2})
		db.In(&places, "place_id", []place.ID{1, 2, 3, 4})
		persons.And("person_id = ?", 7)
		below, covering := db.Cond{}, db.Cond{}
		inside(&below, "path", "/01h000000000a/")
		db.In(&covering, "t.place_id", []place.ID{1, 2, 3, 4})
		now := placetest.Now
		for name, c := range map[string]struct {
			q    db.Statement
			args []any
		}{
			"held": {sqlHeld, []any{7, now, now}}, "seat": {sqlSeat, []any{1}}, "hold seat": {sqlHoldSeat, []any{1}},
			"seats at": {sqlSeats.Where(places), nil}, "seats below": {sqlSeats.Where(below), nil},
			"organizations below": {sqlList.Where(below), nil}, "holders": {sqlAppointments.Where(seats), nil},
			"appointments of": {sqlAppointments.Where(persons), nil}, "appointments from": {sqlAppointmentsFrom, []any{1, now}},
			"covering": {sqlCovering.Where(covering), nil}, "subordinates": {sqlSubordinates, []any{1}},
			"territories of": {sqlTerritoriesOf, []any{Party, "/01h/", "/01h0", now, now, now, now}},
		} {
			dbtest.UsesIndex(t, d, placetest.Realm, name, c.q, c.args...)
		}
	})
}

// fill founds six hundred organisations with three held seats each.
func fill(a *act.Act, town placetest.Town) error {
	var parent ID
	for i := range 600 {
		at, err := place.Add(a, place.New{Kind: place.Grid, Name: fmt.Sprintf("网格%d", i), Parent: town.Other.ID})
		if err != nil {
			return err
		}
		kind := []string{"branch", "partner", "volunteer_team", "owners_committee"}[i%4]
		o, err := Found(a, New{Kind: kind, Name: fmt.Sprintf("组织%d", i), Place: at.ID, Parent: parent})
		if err != nil {
			return err
		}
		if i%5 == 0 {
			parent = o.ID
		}
		for j := range 3 {
			s := Seat{ID: act.NewID[Seat](a), Organization: o.ID, Kind: Volunteer, Place: at.ID, Path: at.Path, Capacity: 1, CreatedAt: a.At}
			p := Appointment{ID: act.NewID[Appointment](a), Seat: s.ID, Person: people.ID(i*3 + j + 1), From: a.At, CreatedAt: a.At, Until: a.At.Add(time.Hour)}
			if err := db.Insert(a.Tx, "org_seat", s); err != nil {
				return err
			}
			if err := db.Insert(a.Tx, "org_appointment", p); err != nil {
				return err
			}
		}
	}
	return nil
}
