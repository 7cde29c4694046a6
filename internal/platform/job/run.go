package job

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

const (
	leaseFor = 5 * time.Minute
	batch    = 32
	maxTries = 12
	lookFor  = 15 * time.Second // a look at the table at least this often
)

// pause is how long after the n-th failed try the next one waits: 10 s doubling
// to about half a day over the tries.
func pause(n int) time.Duration { return 10 * time.Second << min(n-1, 12) }

// Runner works off the jobs of the instance.
type Runner struct {
	Stage *act.Stage
	Kinds *Kinds
	Log   *slog.Logger
	// Workers is how many jobs run at once.
	Workers int
}

// Run works until ctx ends, then waits for the jobs under way.
func (r *Runner) Run(ctx context.Context) {
	for ctx.Err() == nil {
		n, err := r.Once(ctx)
		if err != nil && ctx.Err() == nil {
			r.Log.Error("jobs", "err", err)
		}
		if n > 0 {
			continue
		}
		select {
		case <-ctx.Done():
		case <-bell:
		case <-time.After(r.sleep(ctx)):
		}
	}
}

// Once claims a batch of due jobs, runs them and says how many there were.
func (r *Runner) Once(ctx context.Context) (int, error) {
	tasks, lease, err := r.claim(ctx)
	if err != nil {
		return 0, fmt.Errorf("claim: %w", err)
	}
	var group sync.WaitGroup
	slots := make(chan struct{}, max(1, r.Workers))
	for _, t := range tasks {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			r.run(context.WithoutCancel(ctx), t, lease)
		})
	}
	group.Wait()
	return len(tasks), nil
}

func (r *Runner) claim(ctx context.Context) (tasks []Task, lease time.Time, err error) {
	now := r.Stage.Now().Truncate(time.Microsecond)
	due := false
	err = r.Stage.DB.View(ctx, 0, func(tx *db.Tx) error {
		next, err := db.Get[int64](tx, sqlNext, now)
		due = next != 0 && next <= now.UnixMicro()
		return err
	})
	if err != nil || !due {
		return nil, lease, err
	}
	lease = now.Add(leaseFor)
	err = r.Stage.DB.Update(ctx, 0, func(tx *db.Tx) (err error) {
		tasks, err = db.Select[Task](tx, sqlClaim, lease, now, now, batch)
		return err
	})
	return tasks, lease, err
}

// errTaken ends a job whose lease ran out and that another server took up.
var errTaken = errors.New("job: taken up by another server")

func (r *Runner) run(ctx context.Context, t Task, lease time.Time) {
	by := access.Actor{Realm: t.Realm, System: t.Kind}
	err := r.Stage.Do(ctx, by, func(a *act.Act) error {
		n, err := a.Tx.Exec(sqlDone, t.ID, lease)
		if err != nil {
			return err
		}
		if n == 0 {
			return errTaken
		}
		handle := r.Kinds.handlers[t.Kind]
		if handle == nil {
			return fmt.Errorf("no handler for %q", t.Kind)
		}
		return handle(a, t.Payload)
	})
	if err == nil || errors.Is(err, errTaken) {
		return
	}
	r.Log.Error("job", "kind", t.Kind, "id", t.ID.String(), "try", t.Attempts, "err", err)
	state, at := waiting, r.Stage.Now().Add(pause(t.Attempts))
	if t.Attempts >= maxTries {
		state = failed
	}
	if err := r.Stage.DB.Update(ctx, t.Realm, func(tx *db.Tx) error {
		_, err := tx.Exec(sqlAgain, at, state, err.Error(), t.ID)
		return err
	}); err != nil {
		r.Log.Error("job", "kind", t.Kind, "id", t.ID.String(), "err", err) // its lease will run out
	}
}

// sleep is how long nothing is due.
func (r *Runner) sleep(ctx context.Context) time.Duration {
	now := r.Stage.Now()
	wait := lookFor
	_ = r.Stage.DB.View(ctx, 0, func(tx *db.Tx) error {
		next, err := db.Get[int64](tx, sqlFuture, now)
		if err == nil && next != 0 {
			wait = min(wait, max(time.Millisecond, time.UnixMicro(next).Sub(now)))
		}
		return err
	})
	return wait
}
