package file

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// disk keeps content in a folder: DIR/ab/abcd…, and unfinished content in
// DIR/part.
type disk struct{ dir string }

// staleAfter is when unfinished content is nobody's any more.
const staleAfter = 24 * time.Hour

// OpenDisk keeps content in a folder, which it makes where it is missing.
// Several servers may share it. What a crash left unfinished is removed.
func OpenDisk(dir string) (Store, error) {
	d := &disk{dir: dir}
	if err := os.MkdirAll(d.parts(), 0o700); err != nil {
		return nil, fmt.Errorf("open file store: %w", err)
	}
	left, err := os.ReadDir(d.parts())
	if err != nil {
		return nil, fmt.Errorf("open file store: %w", err)
	}
	for _, entry := range left {
		if at, err := entry.Info(); err == nil && time.Since(at.ModTime()) > staleAfter {
			_ = os.Remove(filepath.Join(d.parts(), entry.Name()))
		}
	}
	return d, nil
}

func (d *disk) parts() string { return filepath.Join(d.dir, "part") }

func (d *disk) path(key Key) string { return filepath.Join(d.dir, string(key[:2]), string(key)) }

// Put writes beside, makes the bytes durable, and only then gives them their
// name; the folder is made durable last.
func (d *disk) Put(ctx context.Context, r io.Reader) (Key, int64, error) {
	part, err := os.CreateTemp(d.parts(), "in-")
	if err != nil {
		return "", 0, putError(err)
	}
	defer os.Remove(part.Name()) // gone already when all went well
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(part, hash), withContext(ctx, r))
	if err == nil {
		err = part.Sync()
	}
	if closeErr := part.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return "", 0, putError(err)
	}
	key := Key(hex.EncodeToString(hash.Sum(nil)))
	if err := d.settle(part.Name(), key); err != nil {
		return "", 0, putError(err)
	}
	return key, size, nil
}

// settle moves finished content to its place.
func (d *disk) settle(part string, key Key) error {
	folder := filepath.Dir(d.path(key))
	switch err := os.Mkdir(folder, 0o700); {
	case err == nil:
		if err := syncFolder(d.dir); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrExist):
		return err
	}
	if err := os.Rename(part, d.path(key)); err != nil {
		return err
	}
	return syncFolder(folder)
}

func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

func (d *disk) Get(_ context.Context, key Key) (io.ReadSeekCloser, error) {
	if !key.Valid() {
		return nil, missing()
	}
	f, err := os.Open(d.path(key))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, missing()
	}
	if err != nil {
		return nil, fmt.Errorf("get file %s: %w", key, err)
	}
	return f, nil
}

func (d *disk) Delete(_ context.Context, key Key) error {
	if !key.Valid() {
		return nil
	}
	err := os.Remove(d.path(key))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("delete file %s: %w", key, err)
	}
	return syncFolder(filepath.Dir(d.path(key)))
}

func (d *disk) All(ctx context.Context) iter.Seq2[Stored, error] {
	return func(yield func(Stored, error) bool) {
		err := filepath.WalkDir(d.dir, func(path string, entry fs.DirEntry, err error) error {
			if err == nil {
				err = ctx.Err()
			}
			if key := Key(filepath.Base(path)); err == nil && !entry.IsDir() && key.Valid() {
				at, statErr := entry.Info()
				if errors.Is(statErr, fs.ErrNotExist) {
					return nil // deleted meanwhile
				}
				if err = statErr; err == nil && !yield(Stored{key, at.Size(), at.ModTime()}, nil) {
					return fs.SkipAll
				}
			}
			return err
		})
		if err != nil {
			yield(Stored{}, fmt.Errorf("list files: %w", err))
		}
	}
}

// putError keeps a refusal of ours, says so where the disk is full, and names
// the deed for the rest.
func putError(err error) error {
	if errs.As(err) != nil {
		return err
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return errs.New(errs.Unavailable, "file.full", "存储空间满了，文件没有存下来。请告诉管理员，稍后再试").Because(err)
	}
	return fmt.Errorf("put file: %w", err)
}

// withContext is r until ctx is done.
func withContext(ctx context.Context, r io.Reader) io.Reader { return &cancellable{ctx, r} }

type cancellable struct {
	ctx  context.Context
	from io.Reader
}

func (c *cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.from.Read(p)
}
