package matter_test

import (
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
)

// What is raised, and what is done, between the move of a place and the job that
// gives its matters to another community is counted where it belongs.
func TestBetweenAMoveAndItsJob(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		event.Now(w.Bus, matter.FollowMove)
		before := w.Raise(t, w.Resident, matter.New{})
		other := w.Raise(t, w.Resident, matter.New{})
		w.Pass(time.Hour)
		w.Act(t, mattertest.System, func(a *act.Act) error { return place.Move(a, w.Town.Compound.ID, w.Town.OtherGrid.ID) })
		after := w.Raise(t, w.Resident, matter.New{})
		w.Act(t, w.Resident, func(a *act.Act) error { return matter.Withdraw(a, matter.Ref{ID: before}, matter.Plea{}) })
		w.Pass(time.Minute)
		w.Tick(t)
		wantCounted(t, w)
		for _, m := range []matter.ID{before, other, after} {
			if got := w.Matter(t, m); got.Unit != w.Town.Other.ID {
				t.Errorf("%s is numbered by %s, want by its new community", got.Number, got.Unit)
			}
		}
	})
}

// The same for a community that goes to another subdistrict, whose months are
// counted apart.
func TestBetweenAMoveToAnotherSubdistrictAndItsJob(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		event.Now(w.Bus, matter.FollowMove)
		before := w.Raise(t, w.Resident, matter.New{})
		w.Raise(t, w.Resident, matter.New{})
		w.Pass(time.Hour)
		w.Act(t, mattertest.System, func(a *act.Act) error {
			to, err := place.Add(a, place.New{Kind: place.Subdistrict, Name: "另一个街道", Parent: w.Town.District.ID})
			if err != nil {
				return err
			}
			return place.Move(a, w.Town.Community.ID, to.ID)
		})
		w.Raise(t, w.Resident, matter.New{})
		w.Act(t, w.Resident, func(a *act.Act) error { return matter.Withdraw(a, matter.Ref{ID: before}, matter.Plea{}) })
		w.Pass(time.Minute)
		w.Tick(t)
		wantCounted(t, w)
	})
}
