package db

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
)

// flusher makes the commits of many acts durable at once on PostgreSQL, whose
// rows stay locked until the log of their own commit is on the disk: acts that
// want the same row (a number, a counter) would wait for one disk write each.
// So while several acts are under way they commit without waiting for the disk,
// and none is answered before a later record of the log has reached it: the log
// is written in order, and with that record everything before it.
type flusher struct {
	address string
	conn    *pgx.Conn // nil: lost; it is never renewed within a flush, see flush
	queue   chan chan error
	relaxed bool // a test's: answers without a flush
	stopped chan struct{}
}

func startFlusher(ctx context.Context, address string) (*flusher, error) {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return nil, err
	}
	f := &flusher{address: address, conn: conn, queue: make(chan chan error), stopped: make(chan struct{})}
	go f.loop()
	return f, nil
}

// wait returns once everything committed so far is durable. After an error it may
// or may not be.
func (f *flusher) wait() error {
	done := make(chan error, 1)
	f.queue <- done
	return <-done
}

func (f *flusher) close() {
	close(f.queue)
	<-f.stopped
}

func (f *flusher) loop() {
	defer close(f.stopped)
	for first := range f.queue {
		group := []chan error{first}
		for more := true; more; {
			select {
			case next, ok := <-f.queue:
				if more = ok; ok {
					group = append(group, next)
				}
			default:
				more = false
			}
		}
		err := f.flush()
		for _, done := range group {
			done <- err
		}
	}
	if f.conn != nil {
		_ = f.conn.Close(context.Background())
	}
}

// flush writes a record to the log and waits until it is on the disk. A connection
// that breaks is renewed for the next flush only: the server may have crashed, and
// one that came up again says nothing of what was committed before.
func (f *flusher) flush() error {
	if f.relaxed {
		return nil
	}
	ctx := context.Background()
	if f.conn == nil {
		return f.renew(ctx)
	}
	_, err := f.conn.Exec(ctx, "SELECT pg_logical_emit_message(true, 'jinlin', '')")
	if err != nil {
		_ = f.conn.Close(ctx)
		f.conn = nil
		_ = f.renew(ctx)
	}
	return err
}

var errRenewed = errors.New("db: the connection was lost before the flush")

// renew connects again; what waited is not known to be durable all the same.
func (f *flusher) renew(ctx context.Context) (err error) {
	f.conn, err = pgx.Connect(ctx, f.address)
	if err != nil {
		f.conn = nil
		return err
	}
	return errRenewed
}
