package db_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// A power cut in the middle of the acts: what was acknowledged is there. kill -9
// proves nothing about that, because the kernel keeps what a process has written.
// Here a file system of its own is shut down without flushing its log. What is
// acknowledged while it shuts down does not count: for a moment the kernel calls
// flushes done that are not, as no machine without power would.
//
// The control runs the same without waiting for the disk and must lose something,
// or the test measures nothing.
func TestPowerCut(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	for round := range 6 {
		if lost := cutPower(t, round, false); lost > 0 {
			t.Errorf("round %d: %d acknowledged acts are lost", round, lost)
		}
	}
	for round := 0; cutPower(t, round, true) == 0; round++ {
		if round == 5 {
			t.Error("the control loses nothing: the test measures nothing")
			break
		}
	}
}

// cutPower runs the child on a disk whose power is cut, and says how many of the
// acts it acknowledged are gone.
func cutPower(t *testing.T, round int, relaxed bool) (lost int) {
	t.Helper()
	disk := dbtest.NewDisk(t)
	copyDatabase(t, disk.Path)
	told := map[int64]bool{}
	env := []string{}
	if relaxed {
		env = append(env, childEnv+"_RELAXED=1")
	}
	run(t, child{dir: disk.Path, first: int64(round+1) * 1_000_000, acts: 200 + 50*round, stop: disk.Cut, env: env}, told)
	disk.Again()
	if len(told) < 200 {
		t.Fatalf("only %d acts were acknowledged", len(told))
	}
	if _, err := os.Stat(filepath.Join(disk.Path, "jinlin.db")); relaxed && err != nil {
		return len(told)
	}
	return missing(t, disk.Path, told)
}

func copyDatabase(t *testing.T, disk string) {
	t.Helper()
	c := dbtest.Config(t, schema, db.SQLite)
	whole, err := os.ReadFile(filepath.Join(c.Dir, "jinlin.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(disk, "jinlin.db"), whole, 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(t.Context(), db.Config{Dir: disk})
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
	syscall.Sync()
}
