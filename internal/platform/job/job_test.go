package job_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

var schema = db.Schema{trail.Schema, act.Schema, job.Schema, fstest.MapFS{"0099_effect.sql": {Data: []byte(
	`CREATE TABLE effect (realm_id {{INT}} NOT NULL, name TEXT NOT NULL, n {{INT}} NOT NULL, PRIMARY KEY (realm_id, name)) {{STRICT}};`)}}}

const (
	sqlEffect db.SQL = `INSERT INTO effect (realm_id, name, n) VALUES (:realm, ?, 1)
		ON CONFLICT (realm_id, name) DO UPDATE SET n = effect.n + 1`
	sqlEffects db.SQL = `SELECT name, n FROM effect WHERE realm_id = :realm ORDER BY name`
	sqlTasks   db.SQL = `SELECT count(*) FROM job_task WHERE realm_id = :realm`
	sqlTries   db.SQL = `UPDATE job_task SET attempts = ? WHERE realm_id = :realm`
)

var (
	system = access.Actor{Realm: 3, System: "test"}
	start  = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
)

// clock is a clock that stands until it is moved.
type clock struct{ at atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.at.Store(start.UnixMicro())
	return c
}

func (c *clock) now() time.Time        { return time.UnixMicro(c.at.Load()).UTC() }
func (c *clock) move(by time.Duration) { c.at.Add(by.Microseconds()) }

func stage(d *db.DB, now func() time.Time) *act.Stage {
	return &act.Stage{DB: d, Policy: access.NewPolicy(nil, nil), IDs: id.NewMaker(1, now), Now: now, Log: slog.New(slog.DiscardHandler)}
}

func runner(s *act.Stage, k *job.Kinds, workers int) *job.Runner {
	return &job.Runner{Stage: s, Kinds: k, Log: s.Log, Workers: workers}
}

// mark is a handler that leaves its payload in the book of effects.
func mark(a *act.Act, name string) error {
	_, err := a.Tx.Exec(sqlEffect, name)
	return err
}

func do(t *testing.T, s *act.Stage, f func(*act.Act) error) {
	t.Helper()
	if err := s.Do(t.Context(), system, f); err != nil {
		t.Fatal(err)
	}
}

func once(t *testing.T, r *job.Runner) int {
	t.Helper()
	n, err := r.Once(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// effects are the marks left, and how many jobs are still there.
func effects(t *testing.T, s *act.Stage) (marks map[string]int, left int) {
	t.Helper()
	type row struct {
		Name string `db:"name"`
		N    int    `db:"n"`
	}
	marks = map[string]int{}
	if err := s.DB.View(t.Context(), system.Realm, func(tx *db.Tx) error {
		rows, err := db.Select[row](tx, sqlEffects)
		if err != nil {
			return err
		}
		for _, r := range rows {
			marks[r.Name] = r.N
		}
		left, err = db.Get[int](tx, sqlTasks)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return marks, left
}

// eventually waits until every one of n jobs has left its mark exactly once and
// so many others stay.
func eventually(t *testing.T, s *act.Stage, n, stay int) {
	t.Helper()
	for limit := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		marks, left := effects(t, s)
		if len(marks) == n && left == stay {
			for name, times := range marks {
				if times != 1 {
					t.Errorf("%s was done %d times", name, times)
				}
			}
			return
		}
		if time.Now().After(limit) {
			t.Fatalf("%d of %d done, %d left", len(marks), n, left)
		}
	}
}

// A deadline of 48 hours fires after exactly 48 hours.
func TestTimerFiresOnTime(t *testing.T) {
	t.Parallel()
	file := dbtest.Config(t, schema, db.SQLite)
	synctest.Test(t, func(t *testing.T) {
		d, err := db.Open(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		s, k := stage(d, time.Now), job.NewKinds()
		began := time.Now()
		fired := make(chan time.Duration, 10)
		job.Handle(k, "deadline", func(a *act.Act, what string) error {
			fired <- a.At.Sub(began)
			return mark(a, what)
		})
		ctx, stop := context.WithCancel(t.Context())
		var group sync.WaitGroup
		group.Go(func() { runner(s, k, 2).Run(ctx) })
		do(t, s, func(a *act.Act) error {
			return errors.Join(
				job.Add(a, "deadline", "later", job.At(a.At.Add(48*time.Hour))),
				job.Add(a, "deadline", "sooner", job.At(a.At.Add(3*time.Minute+17*time.Second))),
				job.Add(a, "deadline", "now"))
		})
		time.Sleep(48*time.Hour - time.Millisecond)
		synctest.Wait()
		if len(fired) != 2 {
			t.Errorf("%d fired before the time", len(fired))
		}
		time.Sleep(2 * time.Millisecond)
		synctest.Wait()
		for _, want := range []time.Duration{0, 3*time.Minute + 17*time.Second, 48 * time.Hour} {
			if got := <-fired; got != want {
				t.Errorf("fired after %v, want %v", got, want)
			}
		}
		stop()
		group.Wait()
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
}

// A job exists if and only if its act committed.
func TestJobsCommitWithTheirAct(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		s := stage(d, time.Now)
		_ = s.Do(t.Context(), system, func(a *act.Act) error {
			return errors.Join(job.Add(a, "x", 1), errors.New("no"))
		})
		if _, left := effects(t, s); left != 0 {
			t.Errorf("%d jobs of an act that failed", left)
		}
		do(t, s, func(a *act.Act) error { return job.Add(a, "x", 1) })
		if _, left := effects(t, s); left != 1 {
			t.Errorf("%d jobs", left)
		}
	})
}

// Several servers share the work and nothing is done twice; a slow call holds up
// only its own worker; a job added for now is done at once.
func TestRunnersShareTheWork(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		const n = 300
		s, k := stage(d, time.Now), job.NewKinds()
		release := make(chan struct{})
		job.Handle(k, "mark", mark)
		job.Call(k, "slow", func(ctx context.Context, _ access.Actor, what string) (func(*act.Act) error, error) {
			<-release
			return func(a *act.Act) error { return mark(a, what) }, nil
		})
		ctx, stop := context.WithCancel(t.Context())
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() { runner(s, k, 2).Run(ctx) })
		}
		do(t, s, func(a *act.Act) error {
			return errors.Join(job.Add(a, "slow", "slow 1", job.Outside()), job.Add(a, "slow", "slow 2", job.Outside()))
		})
		for i := range n {
			do(t, s, func(a *act.Act) error { return job.Add(a, "mark", fmt.Sprint("mark ", i)) })
		}
		for limit := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
			if _, left := effects(t, s); left == 2 {
				break
			} else if time.Now().After(limit) {
				t.Fatalf("%d left", left)
			}
		}
		close(release)
		eventually(t, s, n+2, 0)
		began := time.Now()
		do(t, s, func(a *act.Act) error { return job.Add(a, "mark", "at once") })
		eventually(t, s, n+3, 0)
		if waited := time.Since(began); waited > 5*time.Second {
			t.Errorf("a job for now waited %v", waited)
		}
		stop()
		group.Wait()
	})
}

// A unique job is there once and moves; the old time does not fire.
func TestUniqueJobsMove(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		s, k := stage(d, c.now), job.NewKinds()
		r := runner(s, k, 1)
		job.Handle(k, "timer", mark)
		add := func(what, key string, in time.Duration) {
			do(t, s, func(a *act.Act) error { return job.Add(a, "timer", what, job.Unique(key), job.At(a.At.Add(in))) })
		}
		add("first", "m1", time.Hour)
		add("moved", "m1", 3*time.Hour)
		add("other", "m2", 2*time.Hour)
		c.move(90 * time.Minute)
		if n := once(t, r); n != 0 {
			t.Errorf("%d jobs at the old time", n)
		}
		do(t, s, func(a *act.Act) error { return job.Cancel(a, "timer", "m2") })
		c.move(2 * time.Hour)
		once(t, r)
		if marks, left := effects(t, s); len(marks) != 1 || marks["moved"] != 1 || left != 0 {
			t.Errorf("%v, %d left", marks, left)
		}
		add("again", "m1", 0) // the key is free once more
		once(t, r)
		if marks, _ := effects(t, s); marks["again"] != 1 {
			t.Errorf("%v", marks)
		}
	})
}

// What fails is undone, tried again with growing pauses, listed when given up,
// and can be given another round. A panic is a failure like any other.
func TestFailures(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		s, k := stage(d, c.now), job.NewKinds()
		r := runner(s, k, 1)
		healed, tries := false, 0
		var at []time.Duration
		job.Handle(k, "ill", func(a *act.Act, what string) error {
			tries++
			at = append(at, a.At.Sub(start))
			err := mark(a, what)
			switch {
			case healed:
				return err
			case tries%2 == 0:
				panic("ill\x00")
			}
			return errors.New("病了")
		})
		do(t, s, func(a *act.Act) error { return job.Add(a, "ill", "a") })
		for range 100 * 60 {
			once(t, r)
			c.move(10 * time.Second)
		}
		if want := []time.Duration{0, 10 * time.Second, 30 * time.Second, 70 * time.Second}; len(at) != 12 || !slices.Equal(at[:4], want) {
			t.Errorf("tried %d times, at %v", len(at), at)
		}
		failed := failures(t, s)
		if len(failed) != 1 || failed[0].Attempts != 12 || failed[0].Kind != "ill" || failed[0].Error == "" {
			t.Fatalf("failed: %+v", failed)
		}
		if marks, _ := effects(t, s); len(marks) != 0 {
			t.Errorf("failed tries left %v", marks)
		}
		healed = true
		do(t, s, func(a *act.Act) error { return job.Retry(a, failed[0].ID) })
		if err := s.Do(t.Context(), system, func(a *act.Act) error { return job.Retry(a, failed[0].ID) }); !errors.Is(err, db.ErrNone) {
			t.Errorf("a second retry: %v", err)
		}
		once(t, r)
		eventually(t, s, 1, 0)
		if failed := failures(t, s); len(failed) != 0 {
			t.Errorf("still failed: %+v", failed)
		}
	})
}

func failures(t *testing.T, s *act.Stage) (out []job.Task) {
	t.Helper()
	if err := s.See(t.Context(), system, func(v *act.View) (err error) {
		out, err = job.Failed(v, 10)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// A kind that this release does not know waits for one that does; a job that
// ends its process each time is given up.
func TestJobsNobodyCanDo(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, schema, db.SQLite)
	c := newClock()
	s, k := stage(d, c.now), job.NewKinds()
	do(t, s, func(a *act.Act) error { return job.Add(a, "new", "a") })
	once(t, runner(s, k, 1))
	job.Handle(k, "new", mark)
	c.move(time.Minute)
	once(t, runner(s, k, 1))
	eventually(t, s, 1, 0)
	do(t, s, func(a *act.Act) error { return job.Add(a, "new", "deadly") })
	do(t, s, func(a *act.Act) error { _, err := a.Tx.Exec(sqlTries, 12); return err })
	once(t, runner(s, k, 1))
	if f := failures(t, s); len(f) != 1 {
		t.Errorf("failed: %+v", f)
	}
	if marks, _ := effects(t, s); marks["deadly"] != 0 {
		t.Error("done for the thirteenth time")
	}
}

// A server that hangs loses its lease: another does the job, and what the first
// one ends with does not count.
func TestLeaseRunsOut(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		s := stage(d, c.now)
		started, release := make(chan struct{}), make(chan struct{})
		calls := func(wait bool) *job.Kinds {
			k := job.NewKinds()
			job.Call(k, "call", func(_ context.Context, by access.Actor, what string) (func(*act.Act) error, error) {
				if by.Realm != system.Realm || by.System != "call" {
					t.Errorf("called by %+v", by)
				}
				if wait {
					close(started)
					<-release
				}
				return func(a *act.Act) error { return mark(a, what) }, nil
			})
			return k
		}
		do(t, s, func(a *act.Act) error { return job.Add(a, "call", "a", job.Outside()) })
		var group sync.WaitGroup
		group.Go(func() { _, _ = runner(s, calls(true), 1).Once(t.Context()) })
		<-started
		if n := once(t, runner(s, calls(false), 1)); n != 0 {
			t.Errorf("%d jobs taken while the lease ran", n)
		}
		c.move(6 * time.Minute)
		if n := once(t, runner(s, calls(false), 1)); n != 1 {
			t.Errorf("%d jobs taken after the lease", n)
		}
		close(release)
		group.Wait()
		eventually(t, s, 1, 0)
	})
}
