package job

import (
	"embed"
	"encoding/json"
	"fmt"
	"time"

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
	Attempts int         `db:"attempts"`
	Error    string      `db:"last_error"`
}

const (
	waiting = 0
	failed  = 1
)

// Kinds knows what to do for each kind of job. It is filled before the first
// job runs.
type Kinds struct {
	handlers map[string]func(*act.Act, string) error
	crons    []cron
}

// NewKinds knows nothing yet.
func NewKinds() *Kinds { return &Kinds{handlers: map[string]func(*act.Act, string) error{}} }

// Handle does f for jobs of the kind, in an act of their own by the system. The
// act's changes and the end of the job commit together.
func Handle[T any](k *Kinds, kind string, f func(*act.Act, T) error) {
	if _, taken := k.handlers[kind]; taken {
		panic("job: two handlers for " + kind)
	}
	k.handlers[kind] = func(a *act.Act, payload string) error {
		var v T
		if err := json.Unmarshal([]byte(payload), &v); err != nil {
			return fmt.Errorf("payload: %w", err)
		}
		return f(a, v)
	}
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
	if err := db.Insert(a.Tx, "job_task", r); err != nil {
		return err
	}
	if !r.RunAt.After(a.At) {
		a.Tx.AfterCommit(wake)
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
	return db.Select[Task](v.Tx, sqlFailed, failed, limit)
}

// Retry gives a failed job another round of tries.
func Retry(a *act.Act, task id.Of[Task]) error {
	n, err := a.Tx.Exec(sqlRetry, waiting, a.At, task, failed)
	if err == nil && n == 0 {
		err = db.ErrNone
	}
	a.Tx.AfterCommit(wake)
	return err
}

// bell wakes the runner of this process when a job was added for now.
var bell = make(chan struct{}, 1)

func wake() {
	select {
	case bell <- struct{}{}:
	default:
	}
}
