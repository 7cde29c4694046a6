package db

import (
	"errors"
	"fmt"
	"syscall"
)

const (
	minFree = 64 << 20 // bytes: room for a write-ahead log and a clear error
	nfs     = 0x6969
)

// checkDisk refuses a file system on which an acknowledged act could be lost
// (NFS does not keep SQLite's locks) or that is about to be full.
func checkDisk(dir string) error {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return err
	}
	return suitable(int64(fs.Type), fs.Bavail*uint64(fs.Bsize))
}

func suitable(kind int64, free uint64) error {
	switch {
	case kind == nfs:
		return errors.New("SQLite is not safe on NFS: choose a local disk, or PostgreSQL")
	case free < minFree:
		return fmt.Errorf("only %d MiB free on the disk, at least %d MiB are needed", free>>20, minFree>>20)
	}
	return nil
}
