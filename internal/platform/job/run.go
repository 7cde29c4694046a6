package job

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

const (
	leaseFor = 5 * time.Minute
	callFor  = time.Minute
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

// Run works until ctx ends, then waits for the jobs under way. It claims no more
// than it has hands free, so that no job waits behind a slow one.
func (r *Runner) Run(ctx context.Context) {
	workers := max(1, r.Workers)
	busy, idle := make(chan struct{}, workers), make(chan struct{}, 1)
	var group sync.WaitGroup
	for ctx.Err() == nil {
		tasks, err := r.claim(ctx, workers-len(busy))
		if err != nil && ctx.Err() == nil {
			r.Log.Error("jobs", "err", err)
		}
		for _, t := range tasks {
			busy <- struct{}{}
			group.Go(func() {
				r.run(context.WithoutCancel(ctx), t)
				<-busy
				select {
				case idle <- struct{}{}:
				default:
				}
			})
		}
		if len(tasks) > 0 {
			continue
		}
		select {
		case <-ctx.Done():
		case <-idle:
		case <-bell(r.Stage):
		case <-time.After(r.sleep(ctx)):
		}
	}
	group.Wait()
}

// Once claims a batch of due jobs, runs them one after the other and says how
// many there were: for programs that want to know when the work is done.
func (r *Runner) Once(ctx context.Context) (int, error) {
	tasks, err := r.claim(ctx, batch)
	if err != nil {
		return 0, fmt.Errorf("claim: %w", err)
	}
	for _, t := range tasks {
		r.run(context.WithoutCancel(ctx), t)
	}
	return len(tasks), nil
}

func (r *Runner) claim(ctx context.Context, most int) (tasks []Task, err error) {
	if most == 0 {
		return nil, nil
	}
	now := r.Stage.Now().Truncate(time.Microsecond)
	due := 0
	err = r.Stage.DB.View(ctx, 0, func(tx *db.Tx) error {
		due, err = db.Get[int](tx, sqlDue, now, now)
		return err
	})
	if err != nil || due == 0 {
		return nil, err
	}
	err = r.Stage.DB.Update(ctx, 0, func(tx *db.Tx) error {
		tasks, err = db.Select[Task](tx, sqlClaim, now.Add(leaseFor), now, now, most)
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(tasks, func(a, b Task) int { return cmp.Or(a.RunAt.Compare(b.RunAt), cmp.Compare(a.ID, b.ID)) })
	return tasks, nil
}

var (
	// errTaken ends a job whose lease ran out and that another server took up.
	errTaken = errors.New("job: taken up by another server")
	errEnds  = errors.New("the process ended each time while it ran")
)

func (r *Runner) run(ctx context.Context, t Task) {
	err := r.try(ctx, t)
	if err == nil || errors.Is(err, errTaken) {
		return
	}
	r.Log.Error("job", "kind", t.Kind, "id", t.ID.String(), "try", t.Attempts, "err", err)
	state, at := waiting, r.Stage.Now().Add(pause(t.Attempts))
	if t.Attempts >= maxTries {
		state = failed
	}
	if err := r.Stage.DB.Update(ctx, t.Realm, func(tx *db.Tx) error {
		_, err := tx.Exec(sqlAgain, at, state, short(err), t.ID, t.Lease)
		return err
	}); err != nil {
		r.Log.Error("job", "kind", t.Kind, "id", t.ID.String(), "err", err) // its lease will run out
	}
}

// try does a job and ends it in one act.
func (r *Runner) try(ctx context.Context, t Task) error {
	by := access.Actor{Realm: t.Realm, System: t.Kind}
	handle := r.Kinds.handlers[t.Kind]
	switch {
	case handle == nil:
		return fmt.Errorf("no handler for %q", t.Kind)
	case t.Attempts > maxTries:
		return errEnds
	}
	end, err := safely(ctx, handle, by, t.Payload)
	if err != nil {
		return err
	}
	return r.Stage.Do(ctx, by, func(a *act.Act) error {
		n, err := a.Tx.Exec(sqlDone, t.ID, t.Lease)
		if err != nil {
			return err
		}
		if n == 0 {
			return errTaken
		}
		if end == nil {
			return nil
		}
		return end(a)
	})
}

func safely(ctx context.Context, f handler, by access.Actor, payload string) (end func(*act.Act) error, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f(ctx, by, payload)
}

// short is what the list of failed jobs shows of an error.
func short(err error) string {
	text := err.Error()
	return strings.ReplaceAll(strings.ToValidUTF8(text[:min(len(text), 2000)], ""), "\x00", "")
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
