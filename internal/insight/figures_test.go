package insight_test

import (
	"context"
	"reflect"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/insight"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
)

// process keeps figures beside a world, as a process does.
type process struct {
	*mattertest.World
	t  *testing.T
	mu sync.Mutex
	f  *insight.Figures
}

func both(t *testing.T, f func(t *testing.T, p *process)) {
	t.Helper()
	t.Parallel()
	dbtest.Both(t, mattertest.Schema, func(t *testing.T, d *db.DB) {
		p := &process{World: mattertest.New(t, d), t: t, f: &insight.Figures{}}
		event.Now(p.Bus, func(a *act.Act, e matter.Counted) error { return p.figures().Follow(a, e) })
		event.Now(p.Bus, func(a *act.Act, e place.Moved) error { return p.figures().FollowMove(a, e) })
		event.Now(p.Bus, matter.FollowMove)
		f(t, p)
	})
}

func (p *process) figures() *insight.Figures {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.f
}

func (p *process) restart() {
	p.mu.Lock()
	p.f = &insight.Figures{}
	p.mu.Unlock()
}

func (p *process) load() {
	p.t.Helper()
	if err := p.figures().Load(context.Background(), p.Stage, mattertest.Realm); err != nil {
		p.t.Fatal(err)
	}
	if got := p.figures().Kept(mattertest.Realm); got != (p.DB.Engine == db.SQLite) {
		p.t.Errorf("kept: %v", got)
	}
}

// questions are of every key and place and of some of the filters.
func (p *process) questions() (out []matter.Question) {
	all := matter.Keys()
	for _, at := range []place.Place{p.Town.District, p.Town.Subdistrict, p.Town.Community, p.Town.Other, p.Town.Grid, p.Town.Compound} {
		for i := range all {
			q := matter.Question{Scope: matter.ScopeOf(at), By: []matter.Key{all[i], all[(i+3)%len(all)], all[(i+5)%len(all)]}[:i%4]}
			switch i % 3 {
			case 1:
				q.Category = p.Category["repair"]
			case 2:
				day := calendar.DayOf(p.Time())
				q.Stage, q.Raised = matter.StageRegistered, [2]calendar.Day{day.Add(-400), day.Add(-1)}
			}
			out = append(out, q)
		}
	}
	return out
}

// wantSame holds the answers from memory to those from the matters themselves.
func (p *process) wantSame() {
	p.t.Helper()
	p.View(p.t, mattertest.System, func(v *act.View) error {
		for _, q := range p.questions() {
			got, err := p.figures().Group(v, q)
			if err != nil {
				return err
			}
			want, err := matter.Grouped(v, q)
			if err != nil {
				return err
			}
			if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
				p.t.Errorf("%+v:\n%v\nwant\n%v", q, got, want)
			}
		}
		return nil
	})
}

// Figures in memory are a recount of the matters after whatever was done, before
// they are built and after a restart.
func TestFiguresAreTheMatters(t *testing.T) {
	both(t, func(t *testing.T, p *process) {
		p.Raise(t, p.Resident, matter.New{})
		p.wantSame()
		p.load()
		var open []matter.ID
		rapid.Check(t, func(r *rapid.T) {
			switch rapid.IntRange(0, 3).Draw(r, "what") {
			case 0, 1:
				codes := []string{"clean", "noise", "repair"}
				open = append(open, p.Raise(t, p.Resident, matter.New{Category: p.Category[rapid.SampledFrom(codes).Draw(r, "category")]}))
			case 2:
				if len(open) > 0 {
					m := p.Matter(t, open[rapid.IntRange(0, len(open)-1).Draw(r, "matter")])
					_ = p.Try(p.Worker, func(a *act.Act) error { // refused or not
						return matter.Correct(a, m.Ref(), matter.Correction{Category: p.Category["noise"]})
					})
				}
			case 3:
				if len(open) > 0 {
					m := p.Matter(t, open[rapid.IntRange(0, len(open)-1).Draw(r, "matter")])
					_ = p.Try(p.Resident, func(a *act.Act) error { return matter.Withdraw(a, m.Ref(), matter.Plea{}) })
				}
			}
			p.Pass(7 * time.Hour)
		})
		p.wantSame()
		p.restart()
		p.wantSame()
		p.load()
		p.wantSame()
	})
}

// A place that moves takes its matters along in the figures too.
func TestFiguresFollowAMove(t *testing.T) {
	both(t, func(t *testing.T, p *process) {
		p.load()
		for range 3 {
			p.Raise(t, p.Resident, matter.New{})
		}
		p.wantSame()
		p.Act(t, mattertest.System, func(a *act.Act) error { return place.Move(a, p.Town.Compound.ID, p.Town.OtherGrid.ID) })
		p.load()
		p.Pass(time.Minute)
		p.Tick(t) // the job that gives them to their new community
		p.wantSame()
	})
}

// A place that another process moved in the same file (the command line beside a
// running server) is found at the next load.
func TestFiguresNoticeAMoveElsewhere(t *testing.T) {
	t.Parallel()
	c := dbtest.Config(t, mattertest.Schema, db.SQLite)
	open := func() *db.DB {
		d, err := db.Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = d.Close() })
		return d
	}
	p := &process{World: mattertest.New(t, open()), t: t, f: &insight.Figures{}}
	event.Now(p.Bus, matter.FollowMove)
	for range 3 {
		p.Raise(t, p.Resident, matter.New{})
	}
	p.load()
	elsewhere := *p.Stage
	elsewhere.DB = open()
	if err := elsewhere.Do(t.Context(), mattertest.System, func(a *act.Act) error {
		return place.Move(a, p.Town.Compound.ID, p.Town.OtherGrid.ID)
	}); err != nil {
		t.Fatal(err)
	}
	p.Pass(time.Minute)
	p.Tick(t)
	p.load()
	p.wantSame()
}

// What is done while the figures are built is in them.
func TestFiguresAreBuiltWhileOthersAct(t *testing.T) {
	both(t, func(t *testing.T, p *process) {
		n := matter.New{Place: p.Town.Homes[0].ID, Channel: matter.ChannelPage, Category: p.Category["repair"], Words: "灯坏了，请来修"}
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				for range 10 {
					if err := p.Do(context.Background(), p.Resident, func(a *act.Act) error {
						_, err := matter.Raise(a, n)
						return err
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		for range 3 {
			p.load()
			p.restart()
		}
		p.load()
		group.Wait()
		p.wantSame()
	})
}

func TestWhoMayNotCountIsToldNothing(t *testing.T) {
	both(t, func(t *testing.T, p *process) {
		p.load()
		for at, q := range map[string]matter.Question{
			"their own place": {Scope: matter.ScopeOf(p.Town.Community)}, "everywhere": {}, "by name": {Scope: matter.ScopeOf(p.Town.District), By: []matter.Key{matter.ByGrid}},
		} {
			p.View(t, p.Resident, func(v *act.View) error {
				if _, err := p.figures().Group(v, q); errs.KindOf(err) != errs.NotFound {
					t.Errorf("%s: %v", at, err)
				}
				return nil
			})
		}
	})
}
