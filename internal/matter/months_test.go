package matter_test

import (
	"context"
	"reflect"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
)

// follower is what a process keeps of the figures; restart begins it anew.
type follower struct {
	t  *testing.T
	w  *mattertest.World
	mu sync.Mutex
	m  *matter.Months
}

func follow(t *testing.T, w *mattertest.World) *follower {
	f := &follower{t: t, w: w, m: &matter.Months{}}
	event.Now(w.Bus, func(a *act.Act, e matter.Counted) error { return f.months().Follow(a, e) })
	return f
}

func (f *follower) months() *matter.Months {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.m
}

func (f *follower) restart() {
	f.mu.Lock()
	f.m = &matter.Months{}
	f.mu.Unlock()
	f.load()
}

func (f *follower) load() { f.w.Act(f.t, mattertest.System, f.months().Load) }

// wantSame holds the boards from memory to those from the database, and those to
// a recount.
func (f *follower) wantSame() {
	f.t.Helper()
	w, m := f.w, f.months()
	wantCounted(f.t, w)
	w.View(f.t, mattertest.System, func(v *act.View) error {
		if m.Kept(mattertest.Realm) != (v.Tx.Engine() == db.SQLite) {
			f.t.Errorf("kept: %v", m.Kept(mattertest.Realm))
		}
		for _, p := range []place.Place{w.Town.Community, w.Town.Subdistrict, w.Town.District} {
			for _, s := range []matter.Span{span(f.t, "2026-01-01", "2031-12-31"), span(f.t, "2026-05-19", "2026-07-18")} {
				got, err := m.BoardOf(v, matter.ScopeOf(p), s)
				if err != nil {
					return err
				}
				want, err := matter.BoardOf(v, matter.ScopeOf(p), s)
				if err != nil {
					return err
				}
				if !reflect.DeepEqual(plainBoard(got), plainBoard(want)) {
					f.t.Errorf("%s %v:\n%+v\nwant\n%+v", p.Name, s, got, want)
				}
			}
			standing, err := m.Standing(v, matter.ScopeOf(p))
			if err != nil {
				return err
			}
			waiting, err := matter.Waiting(v, matter.ScopeOf(p))
			if err != nil {
				return err
			}
			for _, stage := range matter.Stages() {
				if standing[stage] != int64(waiting[stage]) {
					f.t.Errorf("%s %s: %d stand, %d wait", p.Name, stage, standing[stage], waiting[stage])
				}
			}
		}
		return nil
	})
}

// plainBoard leaves out what says nothing: zeros, and the order of equals.
func plainBoard(b matter.Board) map[string]any {
	out := map[string]any{"raised": b.Raised, "closed": b.Closed, "again": b.Again, "late": b.Late, "rates": b.Rates.Counted, "x": b.Rates.Excluded, "unjudged": b.Rates.Unjudged}
	for _, s := range b.Stages {
		if s.Entered != 0 || s.Now != 0 {
			out["stage "+string(s.Stage)] = s
		}
	}
	for _, c := range b.Categories {
		if c.Raised != 0 || c.Closed != 0 {
			out["category "+c.Category.String()] = c
		}
	}
	for o, n := range b.Outcomes {
		if n != 0 {
			out["outcome "+string(o)] = n
		}
	}
	for k, n := range b.Reached {
		if n != 0 {
			out["reach "+string(k)] = n
		}
	}
	return out
}

// The boards from memory are those from the database and those of a recount,
// whatever was done, in whatever order, and after a restart.
func TestMonthsAreTheCounters(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		f := follow(t, w)
		f.load()
		rapid.Check(t, func(r *rapid.T) {
			x := walker{World: w, other: w.Raise(t, w.Resident, matter.New{})}
			x.m = w.Matter(t, w.Raise(t, w.Resident, matter.New{}))
			for range rapid.IntRange(1, 12).Draw(r, "steps") {
				x.n = rapid.IntRange(0, 11).Draw(r, "n")
				verbs := x.m.Stage.Verbs()
				if len(verbs) == 0 {
					break
				}
				_ = x.try(rapid.SampledFrom(verbs).Draw(r, "verb")) // refused or not
				w.Pass(time.Duration(rapid.IntRange(1, 60).Draw(r, "hours")) * time.Hour)
				if rapid.IntRange(0, 5).Draw(r, "tick") == 0 {
					w.Tick(t)
				}
				x.m = w.Matter(t, x.m.ID)
			}
		})
		f.wantSame()
		f.restart()
		f.wantSame()
		mend(t, w, sqlDouble)
		if f.months().Kept(mattertest.Realm) {
			t.Error("what was mended is still kept")
		}
		f.load()
		f.wantSame()
	})
}

// Whoever has acted reads what they did, with many at once, and with the loading
// in the midst of it.
func TestMonthsWhileOthersAct(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		f := follow(t, w)
		n := matter.New{Place: w.Town.Homes[0].ID, Channel: matter.ChannelPage, Category: w.Category["repair"], Words: "灯坏了，请来修"}
		raised := func() (all int64) {
			w.View(t, mattertest.System, func(v *act.View) error {
				b, err := f.months().BoardOf(v, matter.ScopeOf(w.Town.District), span(t, "2026-01-01", "2026-12-31"))
				all = b.Raised
				return err
			})
			return all
		}
		var group sync.WaitGroup
		for i := range 4 {
			group.Go(func() {
				for j := range 12 {
					before := raised()
					if err := w.Do(context.Background(), w.Resident, func(a *act.Act) error {
						_, err := matter.Raise(a, n)
						return err
					}); err != nil {
						t.Error(err)
					}
					if after := raised(); after <= before {
						t.Errorf("%d before, %d after", before, after)
					}
					if i == 0 && j%4 == 1 {
						f.load()
					}
				}
			})
		}
		group.Wait()
		f.wantSame()
	})
}

// What lies in no community is on the boards above it: at the subdistrict, and at
// the root.
func TestMattersOfNoCommunityAreCounted(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, mattertest.Schema, func(t *testing.T, d *db.DB) {
		w := mattertest.New(t, d)
		f := follow(t, w)
		f.load()
		system := access.Actor{Realm: mattertest.Realm, System: "test"}
		for _, at := range []place.Place{w.Town.Subdistrict, w.Town.District, w.Town.Community} {
			w.Act(t, system, func(a *act.Act) error {
				_, err := matter.Raise(a, matter.New{Place: at.ID, Channel: matter.ChannelPage, Category: w.Category["repair"], Words: "路灯不亮", Anonymous: true})
				return err
			})
		}
		f.wantSame()
		w.View(t, system, func(v *act.View) error {
			for p, want := range map[place.Place]int64{w.Town.District: 3, w.Town.Subdistrict: 2, w.Town.Community: 1} {
				for _, s := range []matter.Span{span(t, "2026-01-01", "2026-12-31"), span(t, "2026-05-19", "2026-07-18")} {
					b, err := matter.BoardOf(v, matter.ScopeOf(p), s)
					if err != nil || b.Raised != want {
						t.Errorf("%s %v: %d raised, want %d (%v)", p.Name, s, b.Raised, want, err)
					}
				}
			}
			return nil
		})
	})
}

// A complaint about the reader's own organisation is in no number they are shown,
// and in those of everyone else who may count there.
func TestStandingHidesComplaintsFromWhomTheyAreAbout(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		f := follow(t, w)
		f.load()
		own := org.ID(w.Secretary.Seats[0].Org)
		for i := range 5 {
			n := matter.New{Words: "说社区的事"}
			if i < 2 {
				n.Against = own
			}
			w.Raise(t, w.Resident, n)
		}
		for _, restarted := range []bool{false, true} {
			for _, c := range []struct {
				by   access.Actor
				at   place.Place
				want int64
			}{
				{w.Secretary, w.Town.Community, 3}, {w.OfficeLead, w.Town.Community, 5}, {w.OfficeLead, w.Town.Subdistrict, 5},
			} {
				w.View(t, c.by, func(v *act.View) error {
					standing, err := f.months().Standing(v, matter.ScopeOf(c.at))
					if err != nil {
						return err
					}
					waiting, err := matter.Waiting(v, matter.ScopeOf(c.at))
					sum := int64(0)
					for _, stage := range matter.Stages() {
						sum += standing[stage]
						if standing[stage] != int64(waiting[stage]) {
							t.Errorf("%s %s: %d stand, %d wait", c.at.Name, stage, standing[stage], waiting[stage])
						}
					}
					if sum != c.want {
						t.Errorf("%s: %d open, want %d (after a restart: %v)", c.at.Name, sum, c.want, restarted)
					}
					return err
				})
			}
			f.restart()
		}
	})
}
