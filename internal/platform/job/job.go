package job

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Schema is the migrations of the jobs.
//
//go:embed schema/*.sql
var Schema embed.FS

// Task is a job that waits, runs, or has failed for good.
type Task struct {
	Realm    int64       `db:"realm_id"`
	ID       id.Of[Task] `db:"id"`
	Kind     string      `db:"kind"`
	Payload  string      `db:"payload"`
	RunAt    time.Time   `db:"run_at"`
	Lease    int64       `db:"lease_until"` // Unix microseconds; 0: nobody runs it
	Attempts int         `db:"attempts"`
	Error    string      `db:"last_error"`
}

// The states of a job. One that works outside any transaction waits apart from
// those done in acts, so that neither is looked for among the others.
const (
	waiting = 0
	outside = 2 // waits, for a kind that calls
	failed  = 1 // is added to what it waited as
)

// in is the condition of a task in one of the states.
func in(states ...int) (c db.Cond) {
	db.In(&c, "state", states)
	return c
}

// Kinds knows what to do for each kind of job. It is filled before the first
// job runs.
type Kinds struct {
	handlers map[string]handler
	crons    []cron
}

// handler does a job of one kind: what it answers is done in the act that ends
// the job.
type handler func(ctx context.Context, by access.Actor, payload string) (func(*act.Act) error, error)

// NewKinds knows nothing yet.
func NewKinds() *Kinds { return &Kinds{handlers: map[string]handler{}} }

func handle[T any](k *Kinds, kind string, f func(context.Context, access.Actor, T) (func(*act.Act) error, error)) {
	if _, taken := k.handlers[kind]; taken {
		panic("job: two handlers for " + kind)
	}
	k.handlers[kind] = func(ctx context.Context, by access.Actor, payload string) (func(*act.Act) error, error) {
		var v T
		if err := json.Unmarshal([]byte(payload), &v); err != nil {
			return nil, fmt.Errorf("payload: %w", err)
		}
		return f(ctx, by, v)
	}
}

// Handle does f for jobs of the kind, in an act of their own by the system. The
// act's changes and the end of the job commit together.
func Handle[T any](k *Kinds, kind string, f func(*act.Act, T) error) {
	handle(k, kind, func(_ context.Context, _ access.Actor, v T) (func(*act.Act) error, error) {
		return func(a *act.Act) error { return f(a, v) }, nil
	})
}

// Call does f for jobs of the kind outside any transaction: for what touches the
// network, which must hold up nobody's act. It is done at least once, within
// callFor; what f answers is done in the act that ends the job. Its jobs are added
// as Outside.
func Call[T any](k *Kinds, kind string, f func(ctx context.Context, by access.Actor, v T) (func(*act.Act) error, error)) {
	handle(k, kind, func(ctx context.Context, by access.Actor, v T) (func(*act.Act) error, error) {
		ctx, cancel := context.WithTimeout(ctx, callFor)
		defer cancel()
		return f(ctx, by, v)
	})
}

// Option changes when or how often a job runs.
type Option func(*row)

type row struct {
	ID       id.Of[Task] `db:"id"`
	Kind     string      `db:"kind"`
	Payload  string      `db:"payload"`
	RunAt    time.Time   `db:"run_at"`
	Lease    int64       `db:"lease_until"`
	Attempts int         `db:"attempts"`
	State    int         `db:"state"`
	Uniq     *string     `db:"uniq"`
	Error    string      `db:"last_error"`
}

// At runs the job at a time rather than at once.
func At(t time.Time) Option { return func(r *row) { r.RunAt = t } }

// Outside is for a job of a kind that calls: it waits for a hand of its own, and
// holds up no job that is done in an act.
func Outside() Option { return func(r *row) { r.State = outside } }

// Unique keeps one waiting job of the kind for the key; adding it again moves it
// to the new time with the new payload.
func Unique(key string) Option { return func(r *row) { r.Uniq = &key } }

// Add inserts a job in the act.
func Add(a *act.Act, kind string, payload any, options ...Option) error {
	b, err := json.Marshal(payload)
	if err != nil {
		return err
	}
	r := row{ID: act.NewID[Task](a), Kind: kind, Payload: string(b), RunAt: a.At}
	for _, o := range options {
		o(&r)
	}
	if r.Uniq != nil {
		if err := Cancel(a, kind, *r.Uniq); err != nil {
			return err
		}
	}
	if err := db.InsertSoon(a.Tx, nil, "job_task", r); err != nil {
		return err
	}
	if !r.RunAt.After(a.At) {
		a.Tx.AfterCommit(func() { ring(a.Stage) })
	}
	return nil
}

// Cancel removes the waiting job of the kind and key, if there is one.
func Cancel(a *act.Act, kind, key string) error {
	_, err := a.Tx.Exec(sqlCancel, kind, key)
	return err
}

// Failed lists the jobs that were given up, newest first.
func Failed(v *act.View, limit int) ([]Task, error) {
	return db.Select[Task](v.Tx, sqlFailed.Where(in(waiting+failed, outside+failed)), limit)
}

// Retry gives a failed job another round of tries.
func Retry(a *act.Act, task id.Of[Task]) error {
	n, err := a.Tx.Exec(sqlRetry.Where(in(waiting+failed, outside+failed)), failed, a.At, task)
	if err == nil && n == 0 {
		err = db.ErrNone
	}
	a.Tx.AfterCommit(func() { ring(a.Stage) })
	return err
}

// bells wake the runner of this process when a job was added for now.
var bells sync.Map // *act.Stage -> chan struct{}

func bell(s *act.Stage) chan struct{} {
	c, _ := bells.LoadOrStore(s, make(chan struct{}, 1))
	return c.(chan struct{})
}

func ring(s *act.Stage) {
	select {
	case bell(s) <- struct{}{}:
	default:
	}
}
