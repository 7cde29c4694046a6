package db

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// The same on a real disk that has no byte left.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=80m"); err != nil {
		t.Skipf("mounting takes root: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	d := openHeap(t, dir)
	ballast := filepath.Join(dir, "ballast")
	load(t, ballast, 60<<20)
	done := fillUp(t, d)
	load(t, ballast, 80<<20)
	if got := heapSize(t, d); got != done || done == 0 {
		t.Errorf("%d are there, %d were acknowledged", got, done)
	}
	if _, err := Open(t.Context(), Config{Dir: dir}); err == nil {
		t.Error("started on a full disk")
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(put(t.Context(), d, 1_000_000), checkWhole(d.writer.s), d.Close()); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

// load makes a file of that size, or as large as there is room for.
func load(t *testing.T, name string, size int64) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 4096)
	for written := int64(0); written < size; written += int64(len(block)) {
		if _, err := f.Write(block); errors.Is(err, syscall.ENOSPC) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
