package db_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const childEnv = "JINLIN_DB_CHILD" // the directory a child process writes to until it is killed

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		os.Exit(write(dir))
	}
	os.Exit(m.Run())
}

// write stirs a box from several sides and prints each act once it is acknowledged.
func write(dir string) int {
	d, err := db.Open(context.Background(), db.Config{Dir: dir})
	if err == nil && os.Getenv(childEnv+"_RELAXED") != "" {
		err = d.Relax()
	}
	if err != nil {
		println(err.Error())
		return 1
	}
	first, _ := strconv.ParseInt(os.Getenv(childEnv+"_FIRST"), 10, 64)
	var out sync.Mutex
	var group sync.WaitGroup
	for side := range int64(8) {
		group.Go(func() {
			for n := range int64(100_000) {
				act := first + n*8 + side
				if err := d.Update(context.Background(), realm, func(tx *db.Tx) error { return stir(tx, 1, act) }); err != nil {
					return // the disk is gone
				}
				out.Lock()
				_, _ = os.Stdout.WriteString(strconv.FormatInt(act, 10) + "\n")
				out.Unlock()
			}
		})
	}
	group.Wait()
	return 0
}

// kill -9 in the middle of the acts: what was acknowledged is there, no act is
// half there, and the file that was never closed opens again.
func TestKill(t *testing.T) {
	t.Parallel()
	c := dbtest.Config(t, schema, db.SQLite)
	d, err := db.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
		_, err := tx.Exec(sqlNewBox, 1, 0)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	told := map[int64]bool{}
	for round := range 3 {
		run(t, child{dir: c.Dir, first: int64(round+1) * 1_000_000, acts: 300}, told)
		if log, err := os.Stat(filepath.Join(c.Dir, "jinlin.db-wal")); err != nil || log.Size() == 0 {
			t.Error("the process was killed and left no log: the test measures nothing")
		}
		if lost := missing(t, c.Dir, told); lost > 0 {
			t.Errorf("%d acknowledged acts are lost", lost)
		}
	}
}

// child is a process that writes until it is stopped.
type child struct {
	dir   string
	first int64  // number of its first act
	acts  int    // after so many
	stop  func() // the power is cut, and what it says from then on counts for nothing; nil: only killed
	env   []string
}

// run runs a child and notes in told what it acknowledged.
func run(t *testing.T, c child, told map[int64]bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), c.env...), childEnv+"="+c.dir, childEnv+"_FIRST="+strconv.FormatInt(c.first, 10))
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(pipe)
	for n := 0; ; n++ {
		if n == c.acts {
			if c.stop != nil {
				c.stop()
			}
			_ = cmd.Process.Kill()
		}
		line, err := r.ReadString('\n')
		if err != nil {
			if !errors.Is(err, io.EOF) && !errors.Is(err, os.ErrClosed) {
				t.Error(err)
			}
			break
		}
		act, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if c.stop == nil || n < c.acts {
			told[act] = true
		}
	}
	_ = cmd.Wait()
}

// missing opens what the child left, checks that no act is half there, and counts
// the acknowledged ones that are not there.
func missing(t *testing.T, dir string, told map[int64]bool) (lost int) {
	t.Helper()
	d, err := db.Open(t.Context(), db.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.View(t.Context(), realm, func(tx *db.Tx) error {
		acts, err := db.Select[int64](tx, sqlLines, 1)
		if err != nil {
			return err
		}
		want, there := int64(0), map[int64]bool{}
		for _, a := range acts {
			want = after(want, a)
			there[a] = true
		}
		for a := range told {
			if !there[a] {
				lost++
			}
		}
		got, err := db.Get[int64](tx, sqlLoadBox, 1)
		if got != want {
			t.Errorf("the box holds %d, its acts make %d", got, want)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	return lost
}

// A clean close leaves one file; a damaged file that was not closed is refused.
func TestDamageIsFoundAfterAnUncleanStop(t *testing.T) {
	t.Parallel()
	c := dbtest.Config(t, schema, db.SQLite)
	file := filepath.Join(c.Dir, "jinlin.db")
	d, err := db.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	for i := range int64(500) {
		if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
			_, err := tx.Exec(sqlNewBox, i, i)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(file + "-*"); len(left) > 0 {
		t.Errorf("a clean close left %v", left)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 3 * 4096; i < len(whole); i += 7 {
		whole[i] ^= 0xff
	}
	if err := errors.Join(os.WriteFile(file, whole, 0o600), os.WriteFile(file+"-wal", []byte("left"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if d, err := db.Open(t.Context(), c); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("opened a damaged file: %v", err)
		_ = d.Close()
	}
}

// PostgreSQL settings under which something acknowledged could be lost, and a
// server that is not there.
func TestPostgresIsRefused(t *testing.T) {
	t.Parallel()
	c := dbtest.Config(t, schema, db.Postgres)
	u, err := url.Parse(c.URL)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("synchronous_commit", "off")
	u.RawQuery = q.Encode()
	if _, err := db.Open(t.Context(), db.Config{URL: u.String()}); err == nil || !strings.Contains(err.Error(), "synchronous_commit") {
		t.Errorf("synchronous_commit = off: %v", err)
	}
	if _, err := db.Open(t.Context(), db.Config{URL: "postgres://nobody@127.0.0.1:1/none?sslmode=disable"}); err == nil {
		t.Error("opened a server that is not there")
	}
}

// A connection that breaks in the middle of an act saves nothing and says so;
// the next act finds a new connection.
func TestPostgresGoesAway(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, schema, db.Postgres)
	const (
		sqlWho  db.SQL = `SELECT pg_backend_pid()`
		sqlKill db.SQL = `SELECT pg_terminate_backend(?)`
	)
	err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
		if _, err := tx.Exec(sqlNewBox, 1, 0); err != nil {
			return err
		}
		pid, err := db.Get[int64](tx, sqlWho)
		if err != nil {
			return err
		}
		if err := d.View(t.Context(), realm, func(other *db.Tx) error {
			_, err := db.Get[bool](other, sqlKill, pid)
			return err
		}); err != nil {
			return err
		}
		_, err = tx.Exec(sqlNewBox, 2, 0)
		return err
	})
	if !errs.Is(err, "db.away") {
		t.Errorf("the act says %v", err)
	}
	if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
		_, err := tx.Exec(sqlNewBox, 1, 0)
		return err
	}); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
