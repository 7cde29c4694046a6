package db_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
	"unsafe"

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
	dir := t.TempDir()
	image, disk := filepath.Join(dir, "image"), filepath.Join(dir, "disk")
	prepareDisk(t, image, disk)
	defer unmount(t, disk)
	copyDatabase(t, disk)
	told := map[int64]bool{}
	cut := func() {
		if err := shutDown(disk); err != nil {
			t.Errorf("cutting the power: %v", err)
		}
	}
	env := []string{}
	if relaxed {
		env = append(env, childEnv+"_RELAXED=1")
	}
	run(t, child{dir: disk, first: int64(round+1) * 1_000_000, acts: 200 + 50*round, stop: cut, env: env}, told)
	unmount(t, disk)
	mount(t, image, disk)
	if len(told) < 200 {
		t.Fatalf("only %d acts were acknowledged", len(told))
	}
	if _, err := os.Stat(filepath.Join(disk, "jinlin.db")); relaxed && err != nil {
		return len(told)
	}
	return missing(t, disk, told)
}

func prepareDisk(t *testing.T, image, disk string) {
	t.Helper()
	f, err := os.Create(image)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(256 << 20); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() != 0 {
		t.Skip("mounting takes root")
	}
	if out, err := exec.Command("mkfs.ext4", "-q", image).CombinedOutput(); err != nil {
		t.Skipf("mkfs.ext4: %v %s", err, out)
	}
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-o", "loop", image, disk).CombinedOutput(); err != nil {
		t.Skipf("no loop devices here: %v %s", err, out)
	}
}

func mount(t *testing.T, image, disk string) {
	t.Helper()
	if out, err := exec.Command("mount", "-o", "loop", image, disk).CombinedOutput(); err != nil {
		t.Fatalf("mount: %v %s", err, out)
	}
}

// unmount waits until nobody holds the disk: reading a dead one would prove nothing.
func unmount(t *testing.T, disk string) {
	t.Helper()
	var out []byte
	var err error
	for range 50 {
		if out, err = exec.Command("umount", disk).CombinedOutput(); err == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("umount: %v %s", err, out)
}

// shutDown is EXT4_IOC_SHUTDOWN without flushing the log.
func shutDown(disk string) error {
	d, err := os.Open(disk)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	const shutdown, noFlush = 0x8004587d, 2
	flags := uint32(noFlush)
	if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, d.Fd(), shutdown, uintptr(unsafe.Pointer(&flags))); e != 0 {
		return e
	}
	return nil
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
