// Package placetest builds trees of places for the tests of other modules.
package placetest

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

// Realm is the realm of the tests.
const Realm int64 = 7

// Schema is what the tests of places need of the database.
var Schema = db.Schema{trail.Schema, act.Schema, job.Schema, place.Schema}

// Now is the morning of an ordinary working day: 2026-06-03 09:00 in China.
var Now = time.Date(2026, 6, 3, 9, 0, 0, 0, calendar.Zone)

// Stage is a stage on d whose clock stands at Now. Whoever reacts to events
// listens on bus; nil: nobody does.
func Stage(d *db.DB, bus *event.Bus, grants ...access.Grant) *act.Stage {
	if bus == nil {
		bus = event.NewBus()
	}
	return &act.Stage{
		DB: d, Policy: access.NewPolicy(grants, nil), IDs: id.NewMaker(1, func() time.Time { return Now }),
		Now: func() time.Time { return Now }, Publish: bus.Publish, Keys: keys(), Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
}

var keys = sync.OnceValue(func() *seal.Keys {
	k, err := seal.Generate()
	if err != nil {
		panic(err)
	}
	return k
})

// System is whoever may do everything: first run, imports, jobs.
var System = access.Actor{Realm: Realm, System: "test"}

// Do plays an act as the system and fails the test on an error.
func Do(t testing.TB, s *act.Stage, f func(*act.Act) error) {
	t.Helper()
	if err := s.Do(context.Background(), System, f); err != nil {
		t.Fatal(err)
	}
}

// See plays a view as the system and fails the test on an error.
func See(t testing.TB, s *act.Stage, f func(*act.View) error) {
	t.Helper()
	if err := s.See(context.Background(), System, f); err != nil {
		t.Fatal(err)
	}
}

// Add plants a place of a kind under a parent as the system.
func Add(t testing.TB, s *act.Stage, kind place.Kind, name string, parent place.ID) (p place.Place) {
	t.Helper()
	Do(t, s, func(a *act.Act) (err error) {
		p, err = place.Add(a, place.New{Kind: kind, Name: name, Parent: parent})
		return err
	})
	return p
}

// Town is a small town: one district and subdistrict; 深田 with two grids, one of
// them with 阳光小区 (two buildings of two entrances with four homes each), and
// 海滨, a community of its own.
type Town struct {
	District, Subdistrict place.Place
	Community, Other      place.Place // 深田, 海滨
	Grid, Second          place.Place // of 深田
	OtherGrid             place.Place // of 海滨
	Compound              place.Place // 阳光小区, in Grid
	Buildings             []place.Place
	Entrances             []place.Place
	Homes                 []place.Place
}

// Plant builds the town.
func Plant(t testing.TB, s *act.Stage) (town Town) {
	t.Helper()
	Do(t, s, func(a *act.Act) error {
		g := grower{a: a}
		town.District = g.add(place.District, "思明区", 0)
		town.Subdistrict = g.add(place.Subdistrict, "鹭江街道", town.District.ID)
		town.Community = g.add(place.Community, "深田社区", town.Subdistrict.ID)
		town.Other = g.add(place.Community, "海滨社区", town.Subdistrict.ID)
		town.Grid = g.add(place.Grid, "第一网格", town.Community.ID)
		town.Second = g.add(place.Grid, "第二网格", town.Community.ID)
		town.OtherGrid = g.add(place.Grid, "第一网格", town.Other.ID)
		town.Compound = g.add(place.Compound, "阳光小区", town.Grid.ID)
		for _, building := range []string{"1幢", "2幢"} {
			b := g.add(place.Building, building, town.Compound.ID)
			town.Buildings = append(town.Buildings, b)
			for _, entrance := range []string{"1单元", "2单元"} {
				e := g.add(place.Entrance, entrance, b.ID)
				town.Entrances = append(town.Entrances, e)
				for _, home := range []string{"101", "102", "201", "202"} {
					town.Homes = append(town.Homes, g.add(place.Home, home, e.ID))
				}
			}
		}
		return g.err
	})
	return town
}

// grower adds places until one fails.
type grower struct {
	a   *act.Act
	err error
}

func (g *grower) add(kind place.Kind, name string, parent place.ID) (p place.Place) {
	if g.err == nil {
		p, g.err = place.Add(g.a, place.New{Kind: kind, Name: name, Parent: parent})
	}
	return p
}
