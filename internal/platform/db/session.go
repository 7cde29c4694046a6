package db

import (
	"context"
	"database/sql"
	"errors"
)

// session is one SQLite connection with the statements it has prepared.
type session struct {
	pool  *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func newSession(ctx context.Context, dsn string) (*session, error) {
	pool, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return &session{pool: pool, conn: conn, stmts: map[string]*sql.Stmt{}}, nil
}

// maxPrepared bounds what a session keeps prepared; texts are few, so passing it
// means that one slipped in that varies, and starting over is cheap.
const maxPrepared = 2000

func (s *session) prepared(ctx context.Context, q string) (*sql.Stmt, error) {
	if st, ok := s.stmts[q]; ok {
		return st, nil
	}
	st, err := s.conn.PrepareContext(ctx, q)
	if err != nil {
		return nil, err
	}
	if len(s.stmts) >= maxPrepared {
		for _, old := range s.stmts {
			_ = old.Close()
		}
		clear(s.stmts)
	}
	s.stmts[q] = st
	return st, nil
}

func (s *session) exec(ctx context.Context, q string, args []any) (sql.Result, error) {
	st, err := s.prepared(ctx, q)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(ctx, args...)
}

func (s *session) query(ctx context.Context, q string, args []any) (*sql.Rows, error) {
	st, err := s.prepared(ctx, q)
	if err != nil {
		return nil, err
	}
	return st.QueryContext(ctx, args...)
}

func (s *session) run(ctx context.Context, q string) error {
	_, err := s.exec(ctx, q, nil)
	return err
}

func (s *session) close() error {
	for _, st := range s.stmts {
		_ = st.Close()
	}
	return errors.Join(s.conn.Close(), s.pool.Close())
}
