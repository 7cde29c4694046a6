package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Config says which database to open.
type Config struct {
	Dir string // directory of the instance; the SQLite file lives there
	URL string // postgres://… ; empty: SQLite
}

// DB is an open database.
type DB struct {
	Engine  Engine
	stamps  stamps
	dir     string
	pool    *pgxpool.Pool // PostgreSQL only
	flusher *flusher      // PostgreSQL only
	acting  atomic.Int32  // PostgreSQL only: acts that hold a connection
	gate    sync.RWMutex  // PostgreSQL only: held while an act is not yet durable
	writer  *writer       // SQLite only
	idle    chan *session // SQLite only: readers not in use
	closed  chan struct{} // SQLite only: closed by Close
}

// Open opens the database, refusing settings under which something
// acknowledged could be lost.
func Open(ctx context.Context, c Config) (*DB, error) {
	if c.URL != "" {
		return openPostgres(ctx, c.URL)
	}
	return openSQLite(c.Dir)
}

func openSQLite(dir string) (*DB, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	d := &DB{Engine: SQLite, dir: dir, closed: make(chan struct{})}
	if err := checkDisk(dir); err != nil {
		return nil, fmt.Errorf("open %s in %s: %w", FileName, dir, err)
	}
	unclean := uncleanStop(dir)
	write, err := newSession(dir, true)
	if err == nil {
		err = assertSQLite(write)
		if err == nil && unclean {
			err = checkWhole(write)
		}
		if err != nil {
			err = errors.Join(err, write.close())
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open %s in %s: %w", FileName, dir, err)
	}
	n := max(4, 2*runtime.GOMAXPROCS(0))
	d.idle = make(chan *session, n)
	for range n {
		s, err := newSession(dir, false)
		if err != nil {
			return nil, fmt.Errorf("open %s in %s: %w", FileName, dir, err)
		}
		d.idle <- s
	}
	d.writer = startWriter(write, &d.stamps)
	return d, nil
}

// Close waits for the acts under way and closes the database.
func (d *DB) Close() error {
	if d.Engine == Postgres {
		d.pool.Close()
		d.gate.Lock() // once the acts under way are durable
		defer d.gate.Unlock()
		d.flusher.close()
		return nil
	}
	close(d.closed)
	err := d.writer.close()
	for range cap(d.idle) {
		err = errors.Join(err, (<-d.idle).close())
	}
	return err
}

// Update runs f in a transaction of a realm. When it answers nil, what f wrote
// is durable; on any error nothing of it is (or, for an error at COMMIT, the
// outcome is unknown: the caller retries with its idempotency key). f may run
// more than once and must touch nothing but the transaction.
func (d *DB) Update(ctx context.Context, realm int64, f func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if d.Engine == SQLite {
		return d.writer.do(ctx, realm, f)
	}
	var err error
	for try := range 5 {
		if try > 0 {
			time.Sleep(time.Duration(try*try) * 5 * time.Millisecond)
		}
		if err = d.updatePostgres(ctx, realm, f); !lostRace(err) {
			return err
		}
	}
	return err
}

// View runs f on a snapshot of a realm; f can write nothing.
func (d *DB) View(ctx context.Context, realm int64, f func(*Tx) error) error {
	if d.Engine == Postgres {
		return d.viewPostgres(ctx, realm, f)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	var s *session
	select {
	case s = <-d.idle:
	case <-ctx.Done():
		return ctx.Err()
	case <-d.closed:
		return errClosed
	}
	defer func() { d.idle <- s }()
	if err := s.run("BEGIN"); err != nil {
		return failed(err, "BEGIN")
	}
	defer func() { _ = s.run("ROLLBACK") }()
	return f(&Tx{realm: realm, work: &work{engine: SQLite, run: s}})
}

// Check says whether the engine understands a statement as the schema stands,
// without running it: a test asks it of every statement of the house.
func (d *DB) Check(ctx context.Context, q SQL) error {
	text := strings.NewReplacer("{where}", "1 = 1", "{order}", "1").Replace(string(q))
	text = bind(dialect{d.Engine, true}, SQL(text)).text
	if d.Engine == Postgres {
		return d.pool.AcquireFunc(ctx, func(c *pgxpool.Conn) error {
			_, err := c.Conn().Prepare(ctx, text, text)
			return err
		})
	}
	s := <-d.idle
	defer func() { d.idle <- s }()
	_, err := s.prepared(text)
	return err
}
