package place_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

// whole checks that every place of the tree has the path and levels that follow
// from its parent, and none else.
func whole(v *act.View) error {
	var check func(parent place.Place) error
	check = func(parent place.Place) error {
		children, err := place.Children(v, parent.ID)
		if err != nil {
			return err
		}
		for _, p := range children {
			want := parent.Levels
			switch p.Kind {
			case place.Subdistrict:
				want.Subdistrict = p.ID
			case place.Community:
				want.Community = p.ID
			case place.Grid:
				want.Grid = p.ID
			case place.Compound:
				want.Compound = p.ID
			}
			path := "/" + p.ID.String() + "/"
			if !parent.ID.IsZero() {
				path = string(parent.Path) + p.ID.String() + "/"
			}
			if p.Path != access.Path(path) || p.Levels != want {
				return fmt.Errorf("%s %s: path %s levels %v, want %s %v", p.Kind, p.Name, p.Path, p.Levels, path, want)
			}
			if err := check(p); err != nil {
				return err
			}
		}
		return nil
	}
	return check(place.Place{})
}

func TestMoveKeepsTheTreeWhole(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		moved := 0
		bus := event.NewBus()
		event.Now(bus, func(_ *act.Act, e place.Moved) error { moved++; return nil })
		s := placetest.Stage(d, bus)
		town := placetest.Plant(t, s)
		all := []place.Place{
			town.Subdistrict, town.Community, town.Other, town.Grid, town.Second, town.OtherGrid, town.Compound,
			town.Buildings[0], town.Buildings[1], town.Entrances[0], town.Homes[0], town.Homes[5],
			placetest.Add(t, s, place.Section, "东片区", town.Community.ID),
			placetest.Add(t, s, place.Compound, "老街", town.Other.ID),
			placetest.Add(t, s, place.Subdistrict, "中华街道", town.District.ID),
		}
		rapid.Check(t, func(t *rapid.T) {
			what := rapid.SampledFrom(all).Draw(t, "what")
			to := rapid.SampledFrom(all).Draw(t, "to")
			if fit := fitting(all, what); len(fit) > 0 && rapid.IntRange(0, 3).Draw(t, "fit") > 0 {
				to = rapid.SampledFrom(fit).Draw(t, "fitting")
			}
			before := moved
			err := s.Do(context.Background(), placetest.System, func(a *act.Act) error { return place.Move(a, what.ID, to.ID) })
			if err == nil != (moved == before+1) {
				t.Fatalf("moved %d times, err %v", moved-before, err)
			}
			if err != nil && errs.KindOf(err) == errs.Internal {
				t.Fatal(err)
			}
			if err := s.See(context.Background(), placetest.System, whole); err != nil {
				t.Fatal(err)
			}
		})
		if moved == 0 {
			t.Error("no move succeeded: the test proves nothing")
		}
	})
}

// fitting lists the places of a kind under which the place may stand.
func fitting(all []place.Place, p place.Place) (out []place.Place) {
	for _, to := range all {
		if slices.Contains(p.Kind.Parents(), to.Kind) {
			out = append(out, to)
		}
	}
	return out
}

func TestMoveRefuses(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		inner := placetest.Add(t, s, place.Compound, "大院", town.Community.ID)
		placetest.Add(t, s, place.Grid, "院内网格", inner.ID)
		for name, c := range map[string]struct {
			what, to place.Place
			code     string
		}{
			"same parent":         {town.Compound, town.Grid, "invalid"},
			"into itself":         {town.Grid, town.Compound, "invalid"},
			"wrong level":         {town.Compound, town.Buildings[0], "invalid"},
			"grid inside a grid":  {inner, town.Grid, "invalid"},
			"no such destination": {inner, place.Place{ID: 99}, "invalid"},
			"no such place":       {place.Place{ID: 99}, town.Grid, "not_found"},
		} {
			err := s.Do(context.Background(), placetest.System, func(a *act.Act) error { return place.Move(a, c.what.ID, c.to.ID) })
			if !errs.Is(err, c.code) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestLargeMoveGoesOnInJobs(t *testing.T) { // not parallel: it changes the size of a step
	defer place.SetMoveStep(place.SetMoveStep(5))
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		t.Run(engine.String(), func(t *testing.T) { largeMove(t, dbtest.Open(t, placetest.Schema, engine)) })
	}
}

func largeMove(t *testing.T, d *db.DB) {
	var moved []place.Moved
	bus := event.NewBus()
	event.Now(bus, func(_ *act.Act, e place.Moved) error { moved = append(moved, e); return nil })
	s := placetest.Stage(d, bus)
	town := placetest.Plant(t, s)
	kinds := job.NewKinds()
	place.Jobs(kinds)
	placetest.Do(t, s, func(a *act.Act) error { return place.Move(a, town.Compound.ID, town.OtherGrid.ID) })
	if len(moved) != 0 {
		t.Fatal("told before the end")
	}
	// What is moving can be moved no further; what is added below it follows.
	err := s.Do(context.Background(), placetest.System, func(a *act.Act) error {
		return place.Move(a, town.Buildings[1].ID, town.Second.ID)
	})
	if !errs.Is(err, "place.moving") {
		t.Errorf("moved while moving: %v", err)
	}
	placetest.Add(t, s, place.Home, "909", town.Entrances[3].ID)
	r := job.Runner{Stage: s, Kinds: kinds, Log: s.Log, Workers: 1}
	for range 10 {
		if _, err := r.Once(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	if len(moved) != 1 || moved[0].Old.Grid != town.Grid.ID || moved[0].New.Community != town.Other.ID {
		t.Errorf("told %+v", moved)
	}
	placetest.See(t, s, whole)
	placetest.See(t, s, func(v *act.View) error {
		h, err := place.History(v, town.Compound.ID)
		if len(h) != 1 || h[0].Done != 24 || h[0].Finished.IsZero() {
			t.Errorf("history %+v", h)
		}
		return err
	})
}

func TestPlacesAddedWhileTheirParentMovesFollow(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				to := []place.ID{town.OtherGrid.ID, town.Second.ID, town.Grid.ID}[i%3]
				if got := refusal(s, func(a *act.Act) error { return place.Move(a, town.Compound.ID, to) }); got != "" && got != "place.same_parent" {
					t.Error(got)
				}
			})
			group.Go(func() {
				placetest.Add(t, s, place.Home, fmt.Sprintf("90%d", i), town.Entrances[i%4].ID)
			})
		}
		group.Wait()
		placetest.See(t, s, whole)
	})
}

// A building goes elsewhere while the compound around it moves in many steps:
// whichever comes first, every path must follow from its parent.
func TestMovesOfOneTreeGoOneAfterTheOther(t *testing.T) { // not parallel: it changes the size of a step
	defer place.SetMoveStep(place.SetMoveStep(1))
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		t.Run(engine.String(), func(t *testing.T) {
			s := placetest.Stage(dbtest.Open(t, placetest.Schema, engine), nil)
			town := placetest.Plant(t, s)
			kinds := job.NewKinds()
			place.Jobs(kinds)
			r := job.Runner{Stage: s, Kinds: kinds, Log: s.Log, Workers: 1}
			for i := range 6 {
				moveBoth(t, s, map[place.ID]place.ID{
					town.Compound.ID:     []place.ID{town.OtherGrid.ID, town.Grid.ID}[i%2],
					town.Buildings[0].ID: []place.ID{town.Second.ID, town.Compound.ID}[i%2],
				})
				for range 20 {
					if _, err := r.Once(context.Background()); err != nil {
						t.Fatal(err)
					}
				}
				placetest.See(t, s, whole)
			}
		})
	}
}

// moveBoth starts moves at once; one may find the other under way.
func moveBoth(t *testing.T, s *act.Stage, moves map[place.ID]place.ID) {
	t.Helper()
	var group sync.WaitGroup
	for moved, to := range moves {
		group.Go(func() {
			got := refusal(s, func(a *act.Act) error { return place.Move(a, moved, to) })
			if got != "" && got != "place.moving" && got != "place.same_parent" {
				t.Error(got)
			}
		})
	}
	group.Wait()
}

// Two people at one place: a new name must not take back that it was closed.
func TestChangesOfOnePlaceDoNotUndoEachOther(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		for i := range 12 {
			grid := placetest.Add(t, s, place.Grid, fmt.Sprintf("临时网格%d", i), town.Community.ID)
			var group sync.WaitGroup
			for _, deed := range []func(a *act.Act) error{
				func(a *act.Act) error { return place.Close(a, grid.ID) },
				func(a *act.Act) error { return place.Rename(a, grid.ID, fmt.Sprintf("改名网格%d", i), "") },
				func(a *act.Act) error { return place.Measure(a, grid.ID, place.Size{Households: 300}) },
			} {
				group.Go(func() {
					if got := refusal(s, deed); got != "" {
						t.Error(got)
					}
				})
			}
			group.Wait()
			placetest.See(t, s, func(v *act.View) error {
				p, err := place.Get(v, grid.ID)
				if p.Open() || p.Households != 300 || p.Name != fmt.Sprintf("改名网格%d", i) {
					t.Errorf("round %d: %+v", i, p)
				}
				return err
			})
		}
	})
}
