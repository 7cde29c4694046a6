package matter_test

import (
	"slices"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// A call is promised only where the place has set its minutes, once, and a clock
// keeps the promise.
func TestPromisedCall(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		help := func() matter.ID { return w.Raise(t, w.Resident, matter.New{Channel: matter.ChannelOneTap}) }
		promise := func(m matter.ID) (by time.Time) {
			t.Helper()
			w.Act(t, w.Resident, func(a *act.Act) (err error) {
				by, err = matter.PromiseCall(a, m)
				return err
			})
			return by
		}
		missed := func() (out []matter.ID) {
			for _, e := range w.Heard() {
				if u, ok := e.(matter.Uncalled); ok {
					out = append(out, u.Matter)
				}
			}
			return out
		}
		if by := promise(help()); !by.IsZero() {
			t.Fatalf("promised by %v where nobody set it", by)
		}
		w.Act(t, mattertest.System, func(a *act.Act) error {
			_, err := place.SetPolicy(a, w.Town.Subdistrict.ID, place.NewSetting{Key: "matter.help.call", Text: "15", Citation: "街道约定"})
			return err
		})
		forgotten, called := help(), help()
		by := promise(forgotten)
		if by.Sub(w.Time()) != 15*time.Minute || !promise(forgotten).Equal(by) || promise(called).IsZero() {
			t.Errorf("promised by %v at %v", by, w.Time())
		}
		w.Act(t, w.Worker, func(a *act.Act) error {
			return matter.Dispatch(a, matter.Ref{ID: called}, matter.Handover{Seat: mattertest.SeatOf(w.GridWorker)})
		})
		w.Act(t, w.GridWorker, func(a *act.Act) error { return matter.Accept(a, matter.Ref{ID: called}) })
		w.Act(t, w.GridWorker, func(a *act.Act) error { return matter.Contact(a, matter.Ref{ID: called}, "电话") })
		w.Heard()
		w.Pass(14 * time.Minute)
		w.Tick(t)
		if got := missed(); len(got) > 0 {
			t.Errorf("missed before its time: %v", got)
		}
		w.Pass(2 * time.Minute)
		w.Tick(t)
		if got := missed(); !slices.Equal(got, []matter.ID{forgotten}) {
			t.Errorf("missed: %v, want %v", got, forgotten)
		}
		w.View(t, w.Worker, func(v *act.View) error {
			whole, err := matter.Get(v, forgotten)
			if last := whole.Steps[len(whole.Steps)-1]; last.Verb != matter.VerbUncalled || whole.CallBy().IsZero() {
				t.Errorf("%s, by %v", last.Verb, whole.CallBy())
			}
			return err
		})
	})
}
