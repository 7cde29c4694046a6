package db

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	_ "modernc.org/sqlite" // SQLite for the migrations
	"zombiezen.com/go/sqlite"

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

// FileName is the one SQLite file in the directory of the instance.
const FileName = "jinlin.db"

// sqliteDSN opens the file of dir for the migrations, which speak database/sql.
func sqliteDSN(dir string) string {
	q := url.Values{"_pragma": {fmt.Sprintf("busy_timeout(%d)", busyFor.Milliseconds())}}
	for _, p := range pragmas {
		q.Add("_pragma", p)
	}
	return "file:" + filepath.Join(dir, FileName) + "?" + q.Encode()
}

// assertSQLite refuses to start on settings under which an acknowledged act
// could be lost: the WAL-reset bug before 3.51.3, another journal, fewer syncs.
func assertSQLite(s *session) error {
	var version, journal string
	var synchronous, foreign int
	for q, dest := range map[string]any{
		"SELECT sqlite_version()": &version, "PRAGMA journal_mode": &journal,
		"PRAGMA synchronous": &synchronous, "PRAGMA foreign_keys": &foreign,
	} {
		if err := s.one(q, dest); err != nil {
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

// assertPostgres refuses a server on which an acknowledged act could be lost or
// Chinese text cannot be kept.
func assertPostgres(ctx context.Context, pool *pgxpool.Pool) error {
	var number int
	var commit, encoding string
	if err := pool.QueryRow(ctx, `SELECT current_setting('server_version_num')::int,
		current_setting('synchronous_commit'), current_setting('server_encoding')`).Scan(&number, &commit, &encoding); err != nil {
		return err
	}
	switch {
	case number < 150000:
		return fmt.Errorf("PostgreSQL 15 or later is needed, this is %d", number/10000)
	case commit == "off":
		return errors.New("synchronous_commit is off: an acknowledged act could be lost")
	case encoding != "UTF8":
		return fmt.Errorf("the database is encoded in %s, not UTF8", encoding)
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

// uncleanStop says whether the last process left the file without closing it: a
// log that still holds something is folded in and removed by a clean close.
func uncleanStop(dir string) bool {
	log, err := os.Stat(filepath.Join(dir, FileName+"-wal"))
	return err == nil && log.Size() > 0
}

// checkWhole refuses a file that is damaged.
func checkWhole(s *session) error {
	var verdict string
	if err := s.one("PRAGMA quick_check(1)", &verdict); err != nil {
		verdict = err.Error()
	}
	if verdict != "ok" {
		return fmt.Errorf("the database file is damaged (%s): restore the last backup", verdict)
	}
	return nil
}

// translate turns the driver errors that a person can act on into errs.Error;
// nil for the others.
func translate(err error) error {
	switch sqlite.ErrCode(err).ToPrimary() {
	case sqlite.ResultFull:
		return errs.New(errs.Unavailable, "db.full", "服务器的磁盘满了，这次没有保存，请联系管理员清理后再试").Because(err)
	case sqlite.ResultIOErr, sqlite.ResultReadOnly, sqlite.ResultCantOpen:
		return errs.New(errs.Unavailable, "db.io", "服务器的磁盘出了问题，这次没有保存，请联系管理员").Because(err)
	case sqlite.ResultBusy:
		return errs.New(errs.Unavailable, "db.busy", "现在太忙了，这次没有保存，请过一会儿再试").Because(err)
	}
	var p *pgconn.PgError
	switch {
	case errors.As(err, &p) && p.Code == "53100":
		return errs.New(errs.Unavailable, "db.full", "服务器的磁盘满了，这次没有保存，请联系管理员清理后再试").Because(err)
	case away(err):
		return errs.New(errs.Unavailable, "db.away", "数据库暂时连不上，这次没有保存，请过一会儿再试").Because(err)
	}
	return nil
}

// away says that the PostgreSQL server is shutting down, gone or, after a
// failover, read-only.
func away(err error) bool {
	var p *pgconn.PgError
	if errors.As(err, &p) {
		return strings.HasPrefix(p.Code, "57P") || strings.HasPrefix(p.Code, "08") || p.Code == "25006" || p.Code == "53300"
	}
	var refused *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &refused) || errors.As(err, &network) && !errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, io.ErrUnexpectedEOF)
}

// refused says that the server itself has refused a statement or the commit.
func refused(err error) bool {
	var p *pgconn.PgError
	return errors.As(err, &p) && !away(err) || errors.Is(err, pgx.ErrTxCommitRollback)
}

// unknown is an error after COMMIT was sent: unless the server itself refused, the
// act may or may not be saved, and the retry with its idempotency key will tell.
func unknown(err error) error {
	if refused(err) {
		return failed(err, "COMMIT")
	}
	return errs.New(errs.Unavailable, "db.unknown", "刚才和数据库断开了，不确定有没有保存；请再提交一次，不会重复").Because(err)
}

// IsDuplicate says that a unique key refused the row.
func IsDuplicate(err error) bool {
	if code := sqlite.ErrCode(err); code == sqlite.ResultConstraintUnique || code == sqlite.ResultConstraintPrimaryKey {
		return true
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
