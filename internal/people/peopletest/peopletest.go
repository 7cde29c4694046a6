// Package peopletest builds persons for the tests of other modules.
package peopletest

import (
	"context"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
)

// Schema is what the tests of persons need of the database.
var Schema = append(append(db.Schema{}, placetest.Schema...), auth.Schema, people.Schema)

// Seat kinds of the tests.
const (
	Worker access.SeatKind = "worker" // of a community: everything but audit
	Grid   access.SeatKind = "grid"   // sees, registers, reveals
	Lead   access.SeatKind = "lead"   // of a building: sees, vouches
	Audit  access.SeatKind = "audit"
)

// Grants are the permissions of the tests' seats.
var Grants = append(within(people.CanSee, Worker, Grid, Lead), append(within(people.CanRegister, Worker, Grid),
	append(within(people.CanReveal, Worker, Grid), append(within(people.CanAudit, Audit), onlyWorker()...)...)...)...)

func onlyWorker() []access.Grant {
	out := within(people.CanVouch, Lead)
	for _, c := range []access.Capability{
		people.CanRevealSensitive, people.CanCorrect, people.CanConsent, people.CanProve, people.CanIssue, people.CanDelegate,
		people.CanAnswer, people.CanErase, people.CanHold, people.CanImport, place.CanAdd,
	} {
		out = append(out, within(c, Worker)...)
	}
	return append(out, access.Grant{Can: people.CanSee, Relation: access.Author})
}

func within(c access.Capability, kinds ...access.SeatKind) []access.Grant {
	return []access.Grant{{Can: c, Relation: access.Within, Seats: kinds}}
}

// Stage is placetest.Stage with keys.
func Stage(t testing.TB, d *db.DB, bus *event.Bus, grants ...access.Grant) *act.Stage {
	t.Helper()
	s := placetest.Stage(d, bus, grants...)
	keys, err := seal.Generate()
	if err != nil {
		t.Fatal(err)
	}
	s.Keys = keys
	return s
}

// Seat is someone who holds a seat of a kind at a place.
func Seat(person people.ID, kind access.SeatKind, at place.Place) access.Actor {
	return access.Actor{
		Realm: placetest.Realm, Person: int64(person), Session: 1,
		Seats: []access.Held{{Seat: int64(person) + 1, Kind: kind, Place: int64(at.ID), Path: at.Path}},
	}
}

// Resident is a person who holds no seat.
func Resident(person people.ID) access.Actor {
	return access.Actor{Realm: placetest.Realm, Person: int64(person), Session: 2}
}

// Register registers a person at a place as the system.
func Register(t testing.TB, s *act.Stage, n people.New) (person people.ID) {
	t.Helper()
	if n.Told == "" {
		n.Told = "当面说明"
	}
	placetest.Do(t, s, func(a *act.Act) (err error) {
		person, err = people.Register(a, n)
		return err
	})
	return person
}

// Settle makes a person an owner or a resident of a home as the system.
func Settle(t testing.TB, s *act.Stage, person people.ID, home place.ID, kind people.StandingKind) {
	t.Helper()
	placetest.Do(t, s, func(a *act.Act) error {
		_, err := people.Settle(a, people.NewStanding{Person: person, Home: home, Kind: kind, Proof: people.ProofCounter})
		return err
	})
}

// See plays a view as someone.
func See(s *act.Stage, by access.Actor, f func(*act.View) error) error {
	return s.See(context.Background(), by, f)
}
