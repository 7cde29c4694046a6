package matter_test

import (
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// A dispatch is taken back at once or not at all, and the matter stands as it did.
func TestRecall(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		recall := func(m matter.ID) error {
			return w.Try(w.Worker, func(a *act.Act) error { return matter.Recall(a, matter.Ref{ID: m}) })
		}
		dispatch := func(m matter.ID) {
			t.Helper()
			w.Act(t, w.Worker, func(a *act.Act) error {
				return matter.Dispatch(a, matter.Ref{ID: m}, matter.Handover{Seat: mattertest.SeatOf(w.GridWorker)})
			})
		}
		m := w.Raise(t, w.Resident, matter.New{})
		before := w.Matter(t, m)
		w.Pass(50 * time.Hour)
		dispatch(m)
		if w.Matter(t, m).DueAt.Equal(before.DueAt) {
			t.Fatal("the clock did not begin anew")
		}
		wantCode(t, w.Try(w.Secretary, func(a *act.Act) error { return matter.Recall(a, matter.Ref{ID: m}) }), "matter.recall")
		w.Pass(8 * time.Second)
		if err := recall(m); err != nil {
			t.Fatal(err)
		}
		after := w.Matter(t, m)
		if after.Stage != matter.StageRegistered || after.Holding != before.Holding || after.Clock != before.Clock {
			t.Errorf("%+v %+v, was %+v %+v", after.Holding, after.Clock, before.Holding, before.Clock)
		}
		wantCode(t, recall(m), "matter.stage") // once

		dispatch(m)
		w.Pass(2 * time.Minute)
		wantCode(t, recall(m), "matter.recall") // too late

		// Dispatched again to another seat: it goes back to the first.
		w.Act(t, w.Worker, func(a *act.Act) error {
			return matter.Dispatch(a, matter.Ref{ID: m}, matter.Handover{Seat: mattertest.SeatOf(w.Property)})
		})
		if err := recall(m); err != nil {
			t.Fatal(err)
		}
		if got := w.Matter(t, m); got.Seat != mattertest.SeatOf(w.GridWorker) || got.Stage != matter.StageDispatched {
			t.Errorf("%+v", got.Holding)
		}
		w.Act(t, w.GridWorker, func(a *act.Act) error { return matter.Accept(a, matter.Ref{ID: m}) })
		wantCode(t, recall(m), "matter.stage") // accepted
		w.View(t, mattertest.System, func(v *act.View) error {
			wrong, err := mattertest.Miscounts(v)
			for _, line := range wrong {
				t.Error(line)
			}
			return err
		})
	})
}

// What the desk may choose from is what one by one would be found, in the same
// few statements for many.
func TestChoices(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		var ids []matter.ID
		for range 12 {
			ids = append(ids, w.Raise(t, w.Resident, matter.New{}))
		}
		lift := w.Raise(t, w.Resident, matter.New{Category: w.Category["lift"], Words: "电梯晃"})
		tip := w.Raise(t, w.Resident, matter.New{Against: w.PropertyCompany, Words: "物业乱收费"})
		w.View(t, w.Worker, func(v *act.View) error {
			before := v.Tx.Statements()
			all, err := matter.Several(v, append(ids, lift, tip)...)
			if err != nil {
				return err
			}
			choices, err := matter.Choices(v, all...)
			if n := v.Tx.Statements() - before; n > 4 {
				t.Errorf("%d statements", n)
			}
			if len(all) != 14 || len(choices) != 14 {
				t.Errorf("%d matters, %d choices", len(all), len(choices))
			}
			has := func(m matter.ID, by int64) bool {
				for _, s := range choices[m].Seats {
					if int64(s.ID) == by && len(s.Holders) > 0 {
						return true
					}
				}
				return false
			}
			property := int64(mattertest.SeatOf(w.Property))
			if !has(ids[0], property) || has(tip, property) || !has(lift, int64(mattertest.SeatOf(w.GridWorker))) {
				t.Error("wrong seats")
			}
			if has(ids[0], int64(mattertest.SeatOf(w.Foreign))) {
				t.Error("a seat of elsewhere")
			}
			return err
		})
		w.View(t, w.Foreign, func(v *act.View) error {
			all, err := matter.Several(v, ids...)
			if len(all) > 0 {
				t.Error("a stranger sees them")
			}
			return err
		})
	})
}
