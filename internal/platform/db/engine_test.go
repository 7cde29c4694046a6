package db

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

func TestVersionsOfSQLite(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]bool{
		"3.51.2": false, "3.40.1": false, "2.99.99": false, "3.51": true, "3.51.3": true, "3.51.3.1": true, "3.53.0": true, "4.0": true, "": false,
	} {
		if got := atLeast(version, 3, 51, 3); got != want {
			t.Errorf("%q is new enough: %v", version, got)
		}
	}
}

// The settings of TRUST section 5: a connection that lacks one is refused.
func TestAssertSQLite(t *testing.T) {
	t.Parallel()
	for name, break_ := range map[string]string{
		"":             "SELECT 1",
		"journal":      "PRAGMA journal_mode = DELETE",
		"synchronous":  "PRAGMA synchronous = NORMAL",
		"foreign keys": "PRAGMA foreign_keys = OFF",
	} {
		s, err := newSession(t.TempDir(), true)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.run(break_); err != nil {
			t.Fatal(err)
		}
		if err := assertSQLite(s); (err == nil) != (name == "") {
			t.Errorf("%s: %v", name, err)
		}
		if err := s.close(); err != nil {
			t.Error(err)
		}
	}
}

// What people and programs hear about a database that cannot save.
func TestErrorsPeopleCanActOn(t *testing.T) {
	t.Parallel()
	pg := func(code string) error { return fmt.Errorf("wrapped: %w", &pgconn.PgError{Code: code}) }
	for _, c := range []struct {
		err  error
		want string
	}{
		{pg("53100"), "db.full"},
		{pg("57P01"), "db.away"},
		{pg("08006"), "db.away"},
		{pg("53300"), "db.away"},
		{pg("25006"), "db.away"},
		{&net.OpError{Op: "dial", Err: errors.New("refused")}, "db.away"},
		{io.ErrUnexpectedEOF, "db.away"},
		{pg("23505"), ""},
		{pg("42601"), ""},
		{context.Canceled, ""},
		{context.DeadlineExceeded, ""},
	} {
		err := failed(c.err, "SELECT 1")
		if e := errs.As(err); (e == nil) != (c.want == "") || e != nil && (e.Code != c.want || e.Kind != errs.Unavailable) {
			t.Errorf("%v became %v, want %q", c.err, err, c.want)
		}
		if !errors.Is(err, c.err) {
			t.Errorf("%v lost its cause", err)
		}
	}
}

// An error at COMMIT says "not saved" only when the server said so.
func TestUnknownOutcome(t *testing.T) {
	t.Parallel()
	for err, want := range map[error]bool{
		io.ErrUnexpectedEOF:            true,
		&pgconn.PgError{Code: "57P01"}: true,
		&pgconn.PgError{Code: "40001"}: false,
		&pgconn.PgError{Code: "23505"}: false,
		&pgconn.PgError{Code: "53100"}: false,
		pgx.ErrTxCommitRollback:        false,
	} {
		if got := errs.Is(unknown(err), "db.unknown"); got != want {
			t.Errorf("%v: unknown %v", err, got)
		}
	}
}
