package job_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

// Jobs done together are done exactly once each, and one that cannot be done
// undoes none of the others.
func TestJobsDoneTogether(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		const n = 100
		s, k := stage(d, newClock().now), job.NewKinds()
		job.Handle(k, "good", mark)
		job.Handle(k, "mixed", func(a *act.Act, name string) error {
			if name == "mixed-7" {
				return errors.Join(mark(a, name), errors.New("病了"))
			}
			return mark(a, name)
		})
		job.Call(k, "call", func(_ context.Context, _ access.Actor, name string) (func(*act.Act) error, error) {
			return func(a *act.Act) error { return mark(a, name) }, nil
		})
		do(t, s, func(a *act.Act) error {
			var all error
			for i := range n {
				for _, kind := range []string{"good", "mixed", "call"} {
					all = errors.Join(all, job.Add(a, kind, kind+"-"+strconv.Itoa(i), where(kind)...))
				}
			}
			return all
		})
		ctx, stop := context.WithCancel(t.Context())
		var group sync.WaitGroup
		for range 2 {
			group.Go(func() { runner(s, k, 3).Run(ctx) })
		}
		eventually(t, s, 3*n-1, 1)
		stop()
		group.Wait()
		if marks, _ := effects(t, s); marks["mixed-7"] != 0 {
			t.Error("the job that failed left something")
		}
	})
}
