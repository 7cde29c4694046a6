package db

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the PostgreSQL driver
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Engine is which database stands behind a DB.
type Engine uint8

// The two engines.
const (
	SQLite Engine = iota
	Postgres
)

func (e Engine) String() string { return [...]string{"sqlite", "postgres"}[e] }

// fileName is the one SQLite file in the directory of the instance.
const fileName = "jinlin.db"

// sqliteDSN opens the file of dir with the settings that TRUST section 5 asserts.
func sqliteDSN(dir string, write bool) string {
	q := url.Values{}
	for _, p := range []string{"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)",
		"cache_size(-32000)", "temp_store(MEMORY)", "secure_delete(ON)"} {
		q.Add("_pragma", p)
	}
	if !write {
		q.Add("_pragma", "query_only(ON)")
	}
	return "file:" + filepath.Join(dir, fileName) + "?" + q.Encode()
}

// assertSQLite refuses to start on settings under which an acknowledged act
// could be lost: the WAL-reset bug before 3.51.3, another journal, fewer syncs.
func assertSQLite(ctx context.Context, s *session) error {
	var version, journal string
	var synchronous, foreign int
	for q, dest := range map[string]any{
		"SELECT sqlite_version()": &version, "PRAGMA journal_mode": &journal,
		"PRAGMA synchronous": &synchronous, "PRAGMA foreign_keys": &foreign,
	} {
		if err := s.conn.QueryRowContext(ctx, q).Scan(dest); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
	}
	switch {
	case !atLeast(version, 3, 51, 3):
		return fmt.Errorf("SQLite %s may corrupt a WAL database; 3.51.3 or later is needed", version)
	case journal != "wal":
		return fmt.Errorf("journal_mode is %q, not wal: the file system may not support it", journal)
	case synchronous != 2:
		return fmt.Errorf("synchronous is %d, not FULL", synchronous)
	case foreign != 1:
		return errors.New("foreign_keys is off")
	}
	return nil
}

func atLeast(version string, want ...int) bool {
	for i, p := range strings.Split(version, ".") {
		n, _ := strconv.Atoi(p)
		if i >= len(want) || n > want[i] {
			return true
		}
		if n < want[i] {
			return false
		}
	}
	return true
}

// checkClean runs a quick_check when the last process did not close the file.
func checkClean(ctx context.Context, dir string, s *session) error {
	mark := filepath.Join(dir, "clean")
	err := os.Remove(mark)
	if err == nil || !errors.Is(err, os.ErrNotExist) {
		return err
	}
	var verdict string
	if err := s.conn.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("the database file is damaged (%s): restore the last backup", verdict)
	}
	return nil
}

func markClean(dir string) error {
	return os.WriteFile(filepath.Join(dir, "clean"), []byte("closed\n"), 0o600)
}

// translate turns the driver errors that a person can act on into errs.Error;
// nil for the others.
func translate(err error) error {
	var s *sqlite.Error
	if errors.As(err, &s) {
		switch s.Code() & 0xff {
		case sqlite3.SQLITE_FULL:
			return errs.New(errs.Unavailable, "db.full", "服务器的磁盘满了，这次没有保存，请联系管理员清理后再试").Because(err)
		case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
			return errs.New(errs.Unavailable, "db.io", "服务器的磁盘出了问题，这次没有保存，请联系管理员").Because(err)
		case sqlite3.SQLITE_BUSY:
			return errs.New(errs.Unavailable, "db.busy", "现在太忙了，这次没有保存，请过一会儿再试").Because(err)
		}
	}
	var p *pgconn.PgError
	if errors.As(err, &p) {
		switch {
		case p.Code == "53100":
			return errs.New(errs.Unavailable, "db.full", "服务器的磁盘满了，这次没有保存，请联系管理员清理后再试").Because(err)
		case strings.HasPrefix(p.Code, "57P") || p.Code == "25006": // shutting down; read-only after a failover
			return errs.New(errs.Unavailable, "db.away", "数据库暂时连不上，这次没有保存，请过一会儿再试").Because(err)
		}
	}
	return nil
}

// IsDuplicate says that a unique key refused the row.
func IsDuplicate(err error) bool {
	var s *sqlite.Error
	if errors.As(err, &s) {
		return s.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || s.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
	}
	var p *pgconn.PgError
	return errors.As(err, &p) && p.Code == "23505"
}

// ErrAgain asks for the transaction to be run again: it has just lost a race.
var ErrAgain = errs.New(errs.Unavailable, "db.again", "刚才有人同时在改，请再试一次")

// lostRace says that the transaction must be run again.
func lostRace(err error) bool {
	if errors.Is(err, ErrAgain) {
		return true
	}
	var p *pgconn.PgError
	return errors.As(err, &p) && (p.Code == "40001" || p.Code == "40P01")
}
