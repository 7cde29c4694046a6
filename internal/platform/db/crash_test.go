package db_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// A crash of the PostgreSQL server while many acts commit at once: what was
// acknowledged is there, though none of them waited for the disk by itself.
//
// The control answers without the flush and must lose something, or the test
// measures nothing.
func TestServerCrash(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	if os.Getenv(dbtest.Env) == "" {
		t.Skip(dbtest.Env + " is not set")
	}
	dir, err := os.MkdirTemp("", "jinlin-crash") // not t.TempDir: the user postgres must get in
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(dir, "postgres")
	url := strings.TrimSpace(server(t, "start", home))
	defer func() {
		server(t, "stop", home)
		_ = os.RemoveAll(dir)
	}()
	d, err := db.Open(t.Context(), db.Config{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	if _, err := d.Migrate(t.Context(), schema); err != nil {
		t.Fatal(err)
	}
	first := int64(0)
	for round := range 3 {
		if lost := crash(t, d, home, &first); lost > 0 {
			t.Errorf("round %d: %d acknowledged acts are lost", round, lost)
		}
	}
	if err := d.Relax(); err != nil {
		t.Fatal(err)
	}
	for round := 0; crash(t, d, home, &first) == 0; round++ {
		if round == 5 {
			t.Fatal("the control loses nothing: the test measures nothing")
		}
	}
}

// crash lets the server crash while eight act, and says how many of the acts it
// acknowledged are gone.
func crash(t *testing.T, d *db.DB, home string, first *int64) (lost int) {
	t.Helper()
	var told sync.Map
	var acts, acknowledged atomic.Int64
	acts.Store(*first)
	var crashing atomic.Bool
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for !crashing.Load() {
				act := acts.Add(1)
				err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
					_, err := tx.Exec(sqlAddLine, act, 1, act)
					return err
				})
				if err == nil {
					told.Store(act, true)
					acknowledged.Add(1)
				}
			}
		})
	}
	for acknowledged.Load() < 500 {
		time.Sleep(time.Millisecond)
	}
	server(t, "crash", home)
	crashing.Store(true)
	group.Wait()
	*first = acts.Load()
	told.Range(func(act, _ any) bool {
		if !hasLine(t, d, act.(int64)) {
			lost++
		}
		return true
	})
	return lost
}

func hasLine(t *testing.T, d *db.DB, act int64) bool {
	t.Helper()
	n := 0
	ask := func() error {
		return d.View(t.Context(), realm, func(tx *db.Tx) (err error) {
			n, err = db.Get[int](tx, sqlHasLine, act)
			return err
		})
	}
	err := ask()
	for range 100 {
		if err == nil {
			return n == 1
		}
		time.Sleep(20 * time.Millisecond) // the pool still lets go of what broke
		err = ask()
	}
	t.Fatal(err)
	return false
}

// server runs scripts/postgres.sh.
func server(t *testing.T, what, home string) string {
	t.Helper()
	cmd := exec.Command("bash", "../../../scripts/postgres.sh", what, home)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil && what == "start" && os.Getenv("CI") == "" {
		t.Skip("no PostgreSQL here that can be started")
	}
	if err != nil {
		t.Fatalf("postgres.sh %s: %v", what, err)
	}
	return string(out)
}
