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
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

const (
	leaseFor = 5 * time.Minute
	callFor  = time.Minute
	batch    = 32
	maxTries = 12
	lookFor  = 15 * time.Second // a look at the table at least this often
	// gather is how long after the last job a new one waits for others to be done
	// with it in one act: nobody notices, and a busy minute has fewer commits.
	gather = 20 * time.Millisecond
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

// Run works until ctx ends, then waits for the jobs under way. Of those that call
// the outside it claims no more than it has hands free, so that no job waits
// behind a slow one; those done in acts it claims many at a time.
func (r *Runner) Run(ctx context.Context) {
	calls, acts := newCrew(r.Workers), newCrew(r.Workers)
	var last time.Time // when there was something to do
	for ctx.Err() == nil {
		n := r.hand(ctx, calls, in(outside), calls.free(), alone)
		if acts.free() > 0 {
			n += r.hand(ctx, acts, in(waiting), batch, byKind)
		}
		if n > 0 {
			last = r.Stage.Now()
			continue
		}
		select {
		case <-ctx.Done():
		case <-calls.idle:
		case <-acts.idle:
		case <-bell(r.Stage):
			pauseFor(ctx, gather-r.Stage.Now().Sub(last))
		case <-time.After(r.sleep(ctx)):
		}
	}
	calls.Wait()
	acts.Wait()
}

// hand gives due jobs to a crew and says how many there were.
func (r *Runner) hand(ctx context.Context, c *crew, which db.Cond, most int, split func([]Task) [][]Task) int {
	tasks, err := r.claim(ctx, which, most)
	if err != nil && ctx.Err() == nil {
		r.Log.Error("jobs", "err", err)
	}
	for _, together := range split(tasks) {
		c.work(func() { r.together(context.WithoutCancel(ctx), together) })
	}
	return len(tasks)
}

// together does jobs of one kind and realm in one act. When that fails each is
// done alone, so that one that cannot be done holds up none of the others.
func (r *Runner) together(ctx context.Context, tasks []Task) {
	if len(tasks) > 1 && r.tryAll(ctx, tasks) == nil {
		return
	}
	for _, t := range tasks {
		r.run(ctx, t)
	}
}

// Once claims a batch of due jobs, runs them one after the other and says how
// many there were: for programs that want to know when the work is done.
func (r *Runner) Once(ctx context.Context) (int, error) {
	tasks, err := r.claim(ctx, in(waiting, outside), batch)
	if err != nil {
		return 0, fmt.Errorf("claim: %w", err)
	}
	for _, t := range tasks {
		r.run(context.WithoutCancel(ctx), t)
	}
	return len(tasks), nil
}

func (r *Runner) claim(ctx context.Context, which db.Cond, most int) (tasks []Task, err error) {
	if most == 0 {
		return nil, nil
	}
	now := r.Stage.Now().Truncate(time.Microsecond)
	due := 0
	err = r.Stage.DB.View(ctx, 0, func(tx *db.Tx) error {
		due, err = db.Get[int](tx, sqlDue.Where(which), now, now)
		return err
	})
	if err != nil || due == 0 {
		return nil, err
	}
	err = r.Stage.DB.Update(ctx, 0, func(tx *db.Tx) error {
		tasks, err = db.Select[Task](tx, sqlClaim.Where(which), now.Add(leaseFor), now, now, most)
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
	more, at := 0, r.Stage.Now().Add(pause(t.Attempts))
	if t.Attempts >= maxTries {
		more = failed
	}
	if err := r.Stage.DB.Update(ctx, t.Realm, func(tx *db.Tx) error {
		_, err := tx.Exec(sqlAgain, at, more, short(err), t.ID, t.Lease)
		return err
	}); err != nil {
		r.Log.Error("job", "kind", t.Kind, "id", t.ID.String(), "err", err) // its lease will run out
	}
}

// try does a job and ends it in one act.
func (r *Runner) try(ctx context.Context, t Task) error {
	end, err := r.prepare(ctx, t)
	if err != nil {
		return err
	}
	return r.Stage.Do(ctx, t.actor(), func(a *act.Act) error {
		n, err := a.Tx.Exec(sqlDone, t.ID, t.Lease)
		if err != nil {
			return err
		}
		if n == 0 {
			return errTaken
		}
		return end(a)
	})
}

// tryAll does jobs of one kind and realm, claimed together, in one act.
func (r *Runner) tryAll(ctx context.Context, tasks []Task) error {
	ids, ends := make([]id.Of[Task], len(tasks)), make([]func(*act.Act) error, len(tasks))
	for i, t := range tasks {
		end, err := r.prepare(ctx, t)
		if err != nil {
			return err
		}
		ids[i], ends[i] = t.ID, end
	}
	return r.Stage.Do(ctx, tasks[0].actor(), func(a *act.Act) error {
		var these db.Cond
		db.In(&these, "id", ids)
		n, err := a.Tx.Exec(sqlDoneAll.Where(these), tasks[0].Lease)
		if err != nil {
			return err
		}
		if n != len(tasks) {
			return errTaken
		}
		for _, end := range ends {
			if err := end(a); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t Task) actor() access.Actor { return access.Actor{Realm: t.Realm, System: t.Kind} }

// prepare does of a job what stands outside its act, and answers its act.
func (r *Runner) prepare(ctx context.Context, t Task) (func(*act.Act) error, error) {
	handle := r.Kinds.handlers[t.Kind]
	switch {
	case handle == nil:
		return nil, fmt.Errorf("no handler for %q", t.Kind)
	case t.Attempts > maxTries:
		return nil, errEnds
	}
	end, err := safely(ctx, handle, t.actor(), t.Payload)
	if end == nil {
		end = func(*act.Act) error { return nil }
	}
	return end, err
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
		next, err := db.Get[int64](tx, sqlFuture.Where(in(waiting, outside)), now)
		if err == nil && next != 0 {
			wait = min(wait, max(time.Millisecond, time.UnixMicro(next).Sub(now)))
		}
		return err
	})
	return wait
}
