package db

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// writer is the single writer of SQLite. It takes the acts that wait at the
// moment, runs each in a savepoint of one transaction, makes that transaction
// durable and only then answers any of them.
type writer struct {
	queue   chan *deed
	stopped chan struct{}
	s       *session
}

// deed is one act on its way through the writer.
type deed struct {
	ctx   context.Context
	realm int64
	f     func(*Tx) error
	tx    *Tx
	err   error
	done  chan struct{}
}

const (
	maxGroup  = 256                  // acts in one commit
	maxGather = 8 * time.Millisecond // how long a group may go on taking acts in
)

func startWriter(s *session) *writer {
	w := &writer{queue: make(chan *deed, maxGroup), stopped: make(chan struct{}), s: s}
	go w.loop()
	return w
}

var errClosed = errs.New(errs.Unavailable, "db.closed", "系统正在重启，这次没有保存，请过一会儿再试")

func (w *writer) do(ctx context.Context, realm int64, f func(*Tx) error) (err error) {
	d := &deed{ctx: ctx, realm: realm, f: f, done: make(chan struct{})}
	defer func() {
		if recover() != nil { // the queue was closed
			err = errClosed
		}
	}()
	w.queue <- d
	<-d.done
	return d.err
}

func (w *writer) close() error {
	close(w.queue)
	<-w.stopped
	return w.s.close()
}

func (w *writer) loop() {
	defer close(w.stopped)
	for first := range w.queue {
		w.group(first)
	}
}

// group runs the acts of the moment and answers them after one durable commit.
func (w *writer) group(first *deed) {
	ctx := context.Background()
	group := []*deed{first}
	broken := w.s.run(ctx, "BEGIN IMMEDIATE")
	start := time.Now()
	for next := first; next != nil && broken == nil; {
		broken = w.one(next)
		if next = nil; broken == nil && len(group) < maxGroup && time.Since(start) < maxGather {
			if next = w.waiting(); next != nil {
				group = append(group, next)
			}
		}
	}
	if broken == nil {
		broken = w.s.run(ctx, "COMMIT")
	}
	if broken != nil {
		_ = w.s.run(ctx, "ROLLBACK") // the engine may have done so itself
	}
	for _, d := range group {
		if broken != nil && d.err == nil {
			d.err = failed(broken, "COMMIT")
		}
		if d.err == nil {
			d.tx.committed()
		}
		close(d.done)
	}
}

func (w *writer) waiting() *deed {
	select {
	case d := <-w.queue: // nil when closed
		return d
	default:
		return nil
	}
}

// one runs an act in its savepoint. The answer is nil as long as the group can
// go on, whatever became of the act itself.
func (w *writer) one(d *deed) (broken error) {
	if d.err = d.ctx.Err(); d.err != nil {
		return nil // nobody waits for it any more
	}
	ctx := context.Background() // an interrupted statement would undo the whole group
	if err := w.s.run(ctx, "SAVEPOINT act"); err != nil {
		return err
	}
	d.tx = &Tx{ctx: ctx, engine: SQLite, realm: d.realm, run: w.s}
	if d.err = safely(d.f, d.tx); d.err != nil {
		if err := w.s.run(ctx, "ROLLBACK TO act"); err != nil {
			return errors.Join(d.err, err)
		}
	}
	return w.s.run(ctx, "RELEASE act")
}

// safely turns a panic of an act into an error of that act alone.
func safely(f func(*Tx) error, t *Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f(t)
}
