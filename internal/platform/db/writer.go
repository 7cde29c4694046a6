package db

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// writer is the single writer of SQLite. It takes the acts that wait at the
// moment, runs them in one transaction as if each had its own, makes that
// transaction durable and only then answers any of them.
type writer struct {
	gate    sync.RWMutex // held to enqueue, so that nobody does after closing
	closed  bool
	queue   chan *deed
	stopped chan struct{}
	s       *session
	memory  memory
	stamps  *stamps
	version int64 // of the file, as far as other processes wrote it
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

func startWriter(s *session, of *stamps) *writer {
	w := &writer{queue: make(chan *deed, maxGroup), stopped: make(chan struct{}), s: s, memory: memory{}, stamps: of}
	go w.loop()
	return w
}

var errClosed = errs.New(errs.Unavailable, "db.closed", "系统正在重启，这次没有保存，请过一会儿再试")

func (w *writer) do(ctx context.Context, realm int64, f func(*Tx) error) error {
	d := &deed{ctx: ctx, realm: realm, f: f, done: make(chan struct{})}
	if !w.enqueue(d) {
		return errClosed
	}
	<-d.done
	if d.err == nil {
		d.tx.committed() // here, not in the writer: it may well act again
	}
	return d.err
}

func (w *writer) enqueue(d *deed) bool {
	w.gate.RLock()
	defer w.gate.RUnlock()
	if !w.closed {
		w.queue <- d
	}
	return !w.closed
}

func (w *writer) close() error {
	w.gate.Lock()
	w.closed = true
	close(w.queue)
	w.gate.Unlock()
	<-w.stopped
	return w.s.close()
}

func (w *writer) loop() {
	ended := false
	defer func() {
		if ended {
			close(w.stopped)
		} else {
			go w.loop() // an act ended this goroutine: only a test's Fatal does
		}
	}()
	for first := range w.queue {
		w.group(first)
	}
	ended = true
}

// group runs the acts of the moment and answers them after one durable commit.
func (w *writer) group(first *deed) {
	group := []*deed{first}
	var broken error = errCut // until the commit says otherwise
	defer func() {
		if broken != nil {
			clear(w.memory)
			_ = w.s.run("ROLLBACK") // the engine may have done so itself
		}
		for _, d := range group {
			switch {
			case d.err != nil:
			case broken != nil:
				d.err = failed(broken, "COMMIT")
			default:
				d.tx.land()
			}
			close(d.done)
		}
	}()
	if err := w.s.run("BEGIN IMMEDIATE"); err != nil {
		broken = err
		return
	}
	if err := w.look(); err != nil {
		broken = err
		return
	}
	start, one := time.Now(), w.bare
	for next := first; next != nil; {
		err := one(next)
		if errors.Is(err, errSpoilt) {
			one = w.saved
			err = w.again(group)
		}
		if err != nil {
			broken = err
			return
		}
		if next = nil; len(group) < maxGroup && time.Since(start) < maxGather {
			if next = w.waiting(); next != nil {
				group = append(group, next)
			}
		}
	}
	broken = w.s.run("COMMIT")
}

// look forgets what is in memory when another process has written to the file.
func (w *writer) look() error {
	was := w.version
	err := w.s.one("PRAGMA data_version", &w.version)
	if err != nil || w.version != was {
		clear(w.memory)
	}
	return err
}

// errCut is what the others of a group hear when an act ended the goroutine.
var errCut = errs.New(errs.Unavailable, "db.cut", "刚才出了点问题，这次没有保存，请再试一次")

func (w *writer) waiting() *deed {
	select {
	case d := <-w.queue: // nil when closed
		return d
	default:
		return nil
	}
}

// errSpoilt says that an act failed after it had written, with nothing to go
// back to but the beginning of the group.
var errSpoilt = errors.New("db: an act failed after it had written")

// bare runs an act without a savepoint of its own, which costs a tenth of all
// time: most acts that fail do so before they write, and leave nothing to undo.
func (w *writer) bare(d *deed) (broken error) {
	if d.err = d.ctx.Err(); d.err != nil {
		return nil // nobody waits for it any more
	}
	w.run(d)
	switch {
	case d.err == nil:
		return nil
	case len(d.tx.changed) > 0:
		return errSpoilt
	case w.s.idle():
		return d.err // the engine itself has rolled back
	}
	return nil
}

// again undoes the group and runs those of its acts once more that had gone well,
// each in a savepoint. Those that failed keep their answer.
func (w *writer) again(group []*deed) (broken error) {
	clear(w.memory)
	if err := w.s.run("ROLLBACK"); err != nil && !w.s.idle() {
		return err
	}
	if err := w.s.run("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	for _, d := range group {
		if d.err != nil {
			continue
		}
		if err := w.saved(d); err != nil {
			return err
		}
	}
	return nil
}

// saved runs an act in its savepoint. The answer is nil as long as the group can
// go on, whatever became of the act itself.
func (w *writer) saved(d *deed) (broken error) {
	if d.err = d.ctx.Err(); d.err != nil {
		return nil // nobody waits for it any more
	}
	if err := w.s.run("SAVEPOINT act"); err != nil {
		return err
	}
	if w.run(d); d.err != nil {
		clear(w.memory)
		if err := w.s.run("ROLLBACK TO act"); err != nil {
			return errors.Join(d.err, err)
		}
	}
	return w.s.run("RELEASE act")
}

func (w *writer) run(d *deed) {
	d.tx = &Tx{realm: d.realm, work: &work{engine: SQLite, writes: true, run: w.s, memory: w.memory, stamps: w.stamps}}
	d.err = d.tx.finish(d.f)
}
