package event_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

var schema = db.Schema{trail.Schema, act.Schema, job.Schema, fstest.MapFS{"0099_seen.sql": {Data: []byte(
	`CREATE TABLE seen (realm_id {{INT}} NOT NULL, who TEXT NOT NULL, n {{INT}} NOT NULL, PRIMARY KEY (realm_id, who, n)) {{STRICT}};`)}}}

const (
	sqlSeen db.SQL = `SELECT n FROM seen WHERE realm_id = :realm AND who = ? ORDER BY n`
	sqlJobs db.SQL = `SELECT id FROM job_task WHERE realm_id = :realm`
)

// Raised is what these tests publish.
type Raised struct {
	Matter id.Any
	At     time.Time
}

// Closed is what nobody listens to.
type Closed struct{}

type seen struct {
	Who string `db:"who"`
	N   int64  `db:"n"`
}

func house(d *db.DB) (*act.Stage, *event.Bus, *job.Kinds) {
	bus, kinds := event.NewBus(), job.NewKinds()
	return &act.Stage{DB: d, Policy: access.NewPolicy(nil, nil), IDs: id.NewMaker(1, time.Now), Now: time.Now,
		Publish: bus.Publish, Log: slog.New(slog.DiscardHandler)}, bus, kinds
}

func see(who string) func(*act.Act, Raised) error {
	return func(a *act.Act, e Raised) error { return db.Insert(a.Tx, "seen", seen{who, int64(e.Matter)}) }
}

var by = access.Actor{Realm: 3, System: "test"}

// Whoever reacts now has done so, and whoever reacts later has a job, if and only
// if the act committed; each later reaction happens once.
func TestReactionsFollowTheCommit(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		s, bus, kinds := house(d)
		event.Now(bus, see("now"))
		event.Later(bus, kinds, "notify", see("notify"))
		event.Later(bus, kinds, "count", see("count"))
		r := &job.Runner{Stage: s, Kinds: kinds, Log: s.Log, Workers: 2}
		serial := int64(0)
		var want []int64
		rapid.Check(t, func(t *rapid.T) {
			for _, good := range rapid.SliceOfN(rapid.Bool(), 1, 5).Draw(t, "commits") {
				serial++
				err := s.Do(t.Context(), by, func(a *act.Act) error {
					if err := errors.Join(a.Publish(Raised{Matter: id.Any(serial), At: a.At}), a.Publish(Closed{})); err != nil || good {
						return err
					}
					return errors.New("no")
				})
				if (err == nil) != good {
					t.Fatal(err)
				}
				if good {
					want = append(want, serial)
				}
			}
			check(t, s, map[string]int{"now": len(want)})
			for n := 1; n > 0; {
				var err error
				if n, err = r.Once(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			check(t, s, map[string]int{"now": len(want), "notify": len(want), "count": len(want), "jobs": 0})
		})
	})
}

// tester is a test or one round of a property.
type tester interface {
	Context() context.Context
	Errorf(string, ...any)
	Fatal(...any)
}

func check(t tester, s *act.Stage, want map[string]int) {
	if err := s.See(t.Context(), by, func(v *act.View) error {
		for who, n := range want {
			got, err := db.Select[int64](v.Tx, sqlSeen, who)
			if who == "jobs" {
				got, err = db.Select[int64](v.Tx, sqlJobs)
			}
			if err != nil {
				return err
			}
			if len(got) != n {
				t.Errorf("%s: %d reactions to %d events", who, len(got), n)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// A reaction that cannot be borne undoes the act, and says whose it was.
func TestAReactionUndoesTheAct(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		s, bus, kinds := house(d)
		event.Now(bus, see("now"))
		event.Now(bus, func(*act.Act, Raised) error { return errors.New("不行") })
		event.Later(bus, kinds, "notify", see("notify"))
		err := s.Do(t.Context(), by, func(a *act.Act) error { return a.Publish(Raised{Matter: 1}) })
		if err == nil || !strings.Contains(err.Error(), "event_test.Raised") {
			t.Errorf("got %v", err)
		}
		check(t, s, map[string]int{"now": 0, "jobs": 0})
	})
}

// Two reactions of one name would share their jobs.
func TestNamesOfReactionsDiffer(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("two reactions of one name")
		}
	}()
	bus, kinds := event.NewBus(), job.NewKinds()
	event.Later(bus, kinds, "notify", see("a"))
	event.Later(bus, kinds, "notify", see("b"))
}
