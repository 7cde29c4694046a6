package job_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

func hourly(t time.Time) time.Time { return t.Truncate(time.Hour).Add(time.Hour) }

// Whichever server comes first does what is due; nobody does it twice; what fails
// is tried again and holds up nothing else.
func TestEvery(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		c := newClock()
		s, k := stage(d, c.now), job.NewKinds()
		var ill sync.Mutex
		bad := 0
		job.Every(k, "ill", hourly, func(a *act.Act) error {
			ill.Lock()
			defer ill.Unlock()
			if bad++; bad <= 3 {
				return errors.Join(mark(a, "ill"), errors.New("病了"))
			}
			return mark(a, "ill")
		})
		job.Every(k, "hour", hourly, func(a *act.Act) error { return mark(a, a.At.Format("hour 15:04")) })
		tick := func() (failed int) {
			var group sync.WaitGroup
			var lock sync.Mutex
			for range 4 {
				group.Go(func() {
					if err := runner(s, k, 1).Tick(t.Context(), system.Realm); err != nil {
						lock.Lock()
						defer lock.Unlock()
						failed++
					}
				})
			}
			group.Wait()
			return failed
		}
		for i, want := range []map[string]int{
			{},                          // the first look only sets the time
			{"hour 09:00": 1},           // an hour later; the ill one fails three times of four
			{"hour 09:00": 1, "ill": 1}, // a minute later nothing more is due
			{"hour 09:00": 1, "ill": 1, "hour 12:30": 1}, // hours missed are not made up one by one
		} {
			failed := tick()
			if i == 1 {
				want["ill"] = 1
				if failed != 3 {
					t.Errorf("%d failures", failed)
				}
			}
			if i == 3 {
				want["ill"] = 2
			}
			if got, _ := effects(t, s); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("round %d: %v, want %v", i, got, want)
			}
			c.move([]time.Duration{time.Hour, time.Minute, 3*time.Hour + 29*time.Minute, 0}[i])
		}
	})
}

func TestNightly(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("CST", 8*3600)
	next := job.Nightly(3, zone)
	for from, want := range map[string]string{
		"2026-11-22T02:59:59+08:00": "2026-11-22T03:00:00+08:00",
		"2026-11-22T03:00:00+08:00": "2026-11-23T03:00:00+08:00",
		"2026-11-21T20:00:00Z":      "2026-11-23T03:00:00+08:00",
		"2026-12-31T23:00:00+08:00": "2027-01-01T03:00:00+08:00",
	} {
		at, err := time.Parse(time.RFC3339, from)
		if err != nil {
			t.Fatal(err)
		}
		if got := next(at).Format(time.RFC3339); got != want {
			t.Errorf("after %s comes %s, want %s", from, got, want)
		}
	}
}

// No two servers hold one node number, and a renewed lease keeps its number.
func TestTakeNode(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		take := func(holder string, in time.Duration, want int) {
			t.Helper()
			if got, err := job.TakeNode(t.Context(), d, holder, start.Add(in)); got != want || err != nil {
				t.Errorf("%s after %v: node %d, %v; want %d", holder, in, got, err, want)
			}
		}
		take("a", 0, 0)
		take("b", 0, 1)
		take("b", 9*time.Minute, 1)
		take("c", 11*time.Minute, 0) // the lease of a has run out
		take("b", 12*time.Minute, 1) // b keeps its own
		take("a", 12*time.Minute, 2)
		var group sync.WaitGroup
		var held sync.Map
		for i := range 20 {
			group.Go(func() {
				n, err := job.TakeNode(t.Context(), d, fmt.Sprint("server ", i), start.Add(12*time.Minute))
				if other, taken := held.LoadOrStore(n, i); taken || err != nil {
					t.Errorf("servers %d and %v hold node %d, %v", i, other, n, err)
				}
			})
		}
		group.Wait()
	})
}
