package file

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/iotest"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// stores runs a test on every kind of store.
func stores(t *testing.T, test func(t *testing.T, s Store)) {
	t.Helper()
	t.Parallel()
	t.Run("disk", func(t *testing.T) {
		t.Parallel()
		s, err := OpenDisk(filepath.Join(t.TempDir(), "files"))
		if err != nil {
			t.Fatal(err)
		}
		test(t, s)
	})
	t.Run("s3", func(t *testing.T) {
		t.Parallel()
		test(t, openBucket(t))
	})
}

func keys(t *testing.T, s Store) map[Key]int64 {
	t.Helper()
	out := map[Key]int64{}
	for stored, err := range s.All(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if age := time.Since(stored.At); age > time.Minute || age < -time.Minute {
			t.Errorf("%s was put at %v", stored.Key, stored.At)
		}
		out[stored.Key] = stored.Size
	}
	return out
}

func TestPutGetDelete(t *testing.T) {
	stores(t, func(t *testing.T, s Store) {
		ctx := context.Background()
		content := bytes.Repeat([]byte("近邻"), 100_000)
		sum := sha256.Sum256(content)
		want := Key(hex.EncodeToString(sum[:]))
		for range 2 { // the second time it is there already
			key, size, err := s.Put(ctx, bytes.NewReader(content))
			if err != nil || key != want || size != int64(len(content)) {
				t.Fatalf("put: %s, %d, %v", key, size, err)
			}
		}
		empty, _, err := s.Put(ctx, strings.NewReader(""))
		if got := keys(t, s); err != nil || len(got) != 2 || got[want] != int64(len(content)) || got[empty] != 0 {
			t.Errorf("kept: %v, %v", got, err)
		}
		f, err := s.Get(ctx, want)
		if err != nil {
			t.Fatal(err)
		}
		if at, err := f.Seek(600_000-6, io.SeekStart); err != nil || at != 600_000-6 {
			t.Errorf("seek: %d, %v", at, err)
		}
		if tail, err := io.ReadAll(f); err != nil || string(tail) != "近邻" {
			t.Errorf("tail %q, %v", tail, err)
		}
		_ = f.Close()
		for range 2 {
			if err := s.Delete(ctx, want); err != nil {
				t.Errorf("delete: %v", err)
			}
		}
		if _, err := s.Get(ctx, want); errs.KindOf(err) != errs.NotFound {
			t.Errorf("get what was deleted: %v", err)
		}
		if got := keys(t, s); len(got) != 1 {
			t.Errorf("kept after the deletion: %v", got)
		}
	})
}

func TestNothingIsKeptOfAFailedPut(t *testing.T) {
	stores(t, func(t *testing.T, s Store) {
		ctx, stop := context.WithCancel(context.Background())
		boom := errors.New("the line went dead")
		if _, _, err := s.Put(ctx, io.MultiReader(strings.NewReader("half"), iotest.ErrReader(boom))); !errors.Is(err, boom) {
			t.Errorf("a reader that fails: %v", err)
		}
		if _, _, err := s.Put(ctx, Bounded(strings.NewReader("12345"), 4)); !errs.Is(err, "file.large") {
			t.Errorf("more than allowed: %v", err)
		}
		if _, _, err := s.Put(ctx, Bounded(strings.NewReader("1234"), 4)); err != nil {
			t.Errorf("just as much as allowed: %v", err)
		}
		stop()
		if _, _, err := s.Put(ctx, strings.NewReader("late")); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
		if got := keys(t, s); len(got) != 1 {
			t.Errorf("kept: %v", got)
		}
	})
}

func TestOnlyKeysReachTheStore(t *testing.T) {
	stores(t, func(t *testing.T, s Store) {
		for _, key := range []Key{"", "..", "../../etc/passwd", "ab", Key(strings.Repeat("A", 64)), Key(strings.Repeat("a", 63) + "/"), Key(strings.Repeat("a", 66))} {
			if key.Valid() {
				t.Errorf("%q is no key", key)
			}
			if _, err := s.Get(context.Background(), key); errs.KindOf(err) != errs.NotFound {
				t.Errorf("get %q: %v", key, err)
			}
			if err := s.Delete(context.Background(), key); err != nil {
				t.Errorf("delete %q: %v", key, err)
			}
		}
	})
}

func TestManyPutAtOnce(t *testing.T) {
	stores(t, func(t *testing.T, s Store) {
		var all sync.WaitGroup
		for i := range 16 {
			all.Go(func() {
				content := strings.Repeat("x", i/4)
				key, _, err := s.Put(context.Background(), strings.NewReader(content))
				if err != nil {
					t.Errorf("put: %v", err)
					return
				}
				f, err := s.Get(context.Background(), key)
				if err != nil {
					t.Errorf("get: %v", err)
					return
				}
				defer f.Close()
				if got, _ := io.ReadAll(f); string(got) != content {
					t.Errorf("%q was put, %q came back", content, got)
				}
			})
		}
		all.Wait()
		if got := keys(t, s); len(got) != 4 {
			t.Errorf("kept: %v", got)
		}
	})
}

func TestDiskAfterACrash(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := OpenDisk(dir); err != nil {
		t.Fatal(err)
	}
	old, young := filepath.Join(dir, "part", "in-1"), filepath.Join(dir, "part", "in-2")
	for _, path := range []string{old, young} {
		if err := os.WriteFile(path, []byte("unfinished"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(old, time.Now(), time.Now().Add(-2*staleAfter)); err != nil {
		t.Fatal(err)
	}
	s, err := OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what a crash left stays: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("what another server is writing is gone: %v", err)
	}
	if got := keys(t, s); len(got) != 0 {
		t.Errorf("unfinished content is listed: %v", got)
	}
}

func TestAFullDiskSaysSo(t *testing.T) {
	t.Parallel()
	full := &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	if err := putError(full); errs.KindOf(err) != errs.Unavailable || !strings.Contains(errs.As(err).Message(), "存储空间满了") {
		t.Errorf("%v", err)
	}
}
