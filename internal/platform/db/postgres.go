package db

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

func openPostgres(ctx context.Context, address string) (*DB, error) {
	c, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	c.MaxConns, c.MaxConnLifetime = 32, 30*time.Minute
	d := &DB{Engine: Postgres}
	if d.pool, err = pgxpool.NewWithConfig(ctx, c); err == nil {
		if err = assertPostgres(ctx, d.pool); err == nil {
			d.flusher, err = startFlusher(ctx, address)
		}
		if err != nil {
			d.pool.Close()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return d, nil
}

// pgTx is a transaction on PostgreSQL. What needs no answer of its own travels
// with what does: BEGIN with the first statement, COMMIT with the last ones. So
// an act has fewer round trips, and the rows that many want at once are locked
// for fewer of them.
type pgTx struct {
	ctx   context.Context
	conn  *pgx.Conn
	begin string // not sent yet; "" once it is
	lazy  bool   // the commit does not wait for the disk: the flusher does
}

func (d *DB) updatePostgres(ctx context.Context, realm int64, f func(*Tx) error) error {
	t := &Tx{realm: realm, work: &work{engine: Postgres, writes: true, stamps: &d.stamps}}
	if err := d.durablyPostgres(ctx, t, f); err != nil {
		return err
	}
	t.land()
	t.committed()
	return nil
}

func (d *DB) durablyPostgres(ctx context.Context, t *Tx, f func(*Tx) error) error {
	d.gate.RLock()
	defer d.gate.RUnlock()
	lazy, err := d.commitPostgres(ctx, t, f)
	if err != nil || !lazy {
		return err
	}
	if err := d.flusher.wait(); err != nil {
		return unknown(err)
	}
	return nil
}

// commitPostgres runs f and commits; lazy says that it is not yet durable.
func (d *DB) commitPostgres(ctx context.Context, t *Tx, f func(*Tx) error) (lazy bool, err error) {
	conn, err := d.pool.Acquire(ctx)
	if err != nil {
		return false, failed(err, "BEGIN")
	}
	defer conn.Release()
	d.acting.Add(1)
	defer d.acting.Add(-1)
	run := &pgTx{ctx: ctx, conn: conn.Conn(), begin: "BEGIN"}
	t.run = run
	err = t.finish(f)
	// A cancelled request must not cancel a COMMIT: its outcome would be unknown.
	run.ctx = context.WithoutCancel(ctx)
	if err == nil && (run.begin == "" || len(t.queue) > 0) {
		run.lazy = d.acting.Load() > 1
		err = t.send(run, true)
	}
	if err != nil {
		return false, errors.Join(err, run.rollback())
	}
	return run.lazy, nil
}

func (d *DB) viewPostgres(ctx context.Context, realm int64, f func(*Tx) error) error {
	conn, err := d.pool.Acquire(ctx)
	if err != nil {
		return failed(err, "BEGIN")
	}
	run := &pgTx{ctx: ctx, conn: conn.Conn(), begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
	defer func() {
		if run.begin != "" {
			conn.Release()
			return
		}
		go func() { // nobody waits for the end of a view
			run.ctx = context.WithoutCancel(ctx)
			_ = run.rollback()
			conn.Release()
		}()
	}()
	return f(&Tx{realm: realm, work: &work{engine: Postgres, run: run}})
}

// rollback ends a transaction that has not ended by itself.
func (p *pgTx) rollback() error {
	if p.begin != "" || p.conn.IsClosed() || p.conn.PgConn().TxStatus() == 'I' {
		return nil
	}
	_, err := p.conn.Exec(p.ctx, "ROLLBACK")
	return err
}

func (p *pgTx) exec(q string, args []any) (int, error) {
	if p.begin != "" {
		r, err := p.first(q, args)
		if err != nil {
			return 0, err
		}
		tag, err := r.Exec()
		return int(tag.RowsAffected()), errors.Join(err, r.Close())
	}
	tag, err := p.conn.Exec(p.ctx, q, args...)
	return int(tag.RowsAffected()), err
}

func (p *pgTx) query(q string, args []any) (rows, error) {
	if p.begin != "" {
		r, err := p.first(q, args)
		if err != nil {
			return nil, err
		}
		found, err := r.Query()
		if err != nil {
			return nil, errors.Join(err, r.Close())
		}
		return &pgRows{found, r}, nil
	}
	found, err := p.conn.Query(p.ctx, q, args...)
	if err != nil {
		return nil, err
	}
	return &pgRows{found, nil}, nil
}

// first sends the first statement together with the BEGIN before it, and answers
// its results, which are still to be read.
func (p *pgTx) first(q string, args []any) (pgx.BatchResults, error) {
	var b pgx.Batch
	b.Queue(p.begin)
	b.Queue(q, args...)
	p.begin = ""
	r := p.conn.SendBatch(p.ctx, &b)
	if _, err := r.Exec(); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

// all runs the statements in one round trip, and the commit with them if it is
// time for it; at is the one that failed, len(queue) or more for the commit.
func (p *pgTx) all(queue []later, commit bool) (at int, err error) {
	var b pgx.Batch
	if p.begin != "" {
		b.Queue(p.begin)
		p.begin, at = "", -1
	}
	for _, l := range queue {
		b.Queue(l.text, l.args...)
	}
	if p.lazy {
		b.Queue("SET LOCAL synchronous_commit TO off")
	}
	if commit {
		b.Queue("COMMIT")
	}
	r := p.conn.SendBatch(p.ctx, &b)
	for range b.Len() {
		var tag pgconn.CommandTag
		if tag, err = r.Exec(); err == nil && tag.String() == "ROLLBACK" {
			err = pgx.ErrTxCommitRollback
		}
		if err != nil {
			break
		}
		at++
	}
	if e := r.Close(); err == nil {
		err = e
	}
	return max(0, at), err
}

// pgRows are the rows of a result; batch, if not nil, is what it came with.
type pgRows struct {
	pgx.Rows
	batch pgx.BatchResults
}

func (r *pgRows) columns() ([]string, error) {
	fields := r.FieldDescriptions()
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names, r.Err()
}

func (r *pgRows) next() (bool, error) {
	if r.Next() {
		return true, nil
	}
	return false, r.Err()
}

func (r *pgRows) scan(into []any) error { return r.Scan(into...) }

func (r *pgRows) close() error {
	r.Close()
	if r.batch == nil {
		return r.Err()
	}
	return errors.Join(r.Err(), r.batch.Close())
}
