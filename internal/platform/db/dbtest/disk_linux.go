package dbtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// Disk is a file system of its own whose power can be cut: an ext4 in a file.
type Disk struct {
	Path  string // where it is mounted
	image string
	t     testing.TB
}

// NewDisk mounts an empty disk until the test ends. It skips the test where that
// is not possible: without root, mkfs.ext4 or loop devices.
func NewDisk(t testing.TB) *Disk {
	t.Helper()
	dir := t.TempDir()
	d := &Disk{Path: filepath.Join(dir, "disk"), image: filepath.Join(dir, "image"), t: t}
	f, err := os.Create(d.image)
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
	if out, err := exec.Command("mkfs.ext4", "-q", d.image).CombinedOutput(); err != nil {
		t.Skipf("mkfs.ext4: %v %s", err, out)
	}
	if err := os.Mkdir(d.Path, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := d.mount(); err != nil {
		t.Skipf("no loop devices here: %v %s", err, out)
	}
	t.Cleanup(d.unmount)
	return d
}

// Cut cuts the power: what was not flushed is gone, and until Again nothing can
// be written or read.
func (d *Disk) Cut() {
	if err := d.shutDown(); err != nil {
		d.t.Errorf("cutting the power: %v", err)
	}
}

// Again gives the power back, once nobody has a file of the disk open.
func (d *Disk) Again() {
	d.t.Helper()
	d.unmount()
	if out, err := d.mount(); err != nil {
		d.t.Fatalf("mount: %v %s", err, out)
	}
}

func (d *Disk) mount() ([]byte, error) {
	return exec.Command("mount", "-o", "loop", d.image, d.Path).CombinedOutput()
}

// unmount waits until nobody holds the disk: reading a dead one would prove nothing.
func (d *Disk) unmount() {
	d.t.Helper()
	var out []byte
	var err error
	for range 50 {
		if out, err = exec.Command("umount", d.Path).CombinedOutput(); err == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	d.t.Fatalf("umount: %v %s", err, out)
}

// shutDown is EXT4_IOC_SHUTDOWN without flushing the log.
func (d *Disk) shutDown() error {
	f, err := os.Open(d.Path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	const shutdown, noFlush = 0x8004587d, 2
	flags := uint32(noFlush)
	if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), shutdown, uintptr(unsafe.Pointer(&flags))); e != 0 {
		return e
	}
	return nil
}
