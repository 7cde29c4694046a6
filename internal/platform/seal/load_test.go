package seal_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
)

var schema = db.Schema{seal.Schema}

func TestKeysAreMadeOnceAndReadAgain(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		dir := t.TempDir()
		first := load(t, d, dir)
		about, err := os.Stat(filepath.Join(dir, seal.FileName))
		if err != nil || about.Mode().Perm() != 0o600 {
			t.Fatalf("mode %v, %v", about.Mode(), err)
		}
		sealed, err := first.Seal("x.y:1", "13800001234")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := load(t, d, dir).Open("x.y:1", sealed); err != nil || got != "13800001234" {
			t.Errorf("after a restart: %q, %v", got, err)
		}
		if err := seal.Rotate(dir); err != nil {
			t.Fatal(err)
		}
		if got, err := load(t, d, dir).Open("x.y:1", sealed); err != nil || got != "13800001234" {
			t.Errorf("after a rotation: %q, %v", got, err)
		}
	})
}

func TestStartWithoutTheRightKeysIsRefused(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		dir := t.TempDir()
		load(t, d, dir)
		file := filepath.Join(dir, seal.FileName)
		if err := os.Chmod(file, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := seal.Load(context.Background(), d, dir); err == nil {
			t.Error("a file that others can read was accepted")
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if _, err := seal.Load(context.Background(), d, dir); !errors.Is(err, seal.ErrLost) {
			t.Errorf("without the file: %v", err)
		}
		if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
			t.Error("a new file was made over sealed rows")
		}
		other := t.TempDir()
		load(t, dbtest.Open(t, schema, db.SQLite), other)
		if _, err := seal.Load(context.Background(), d, other); !errors.Is(err, seal.ErrOther) {
			t.Errorf("with another instance's file: %v", err)
		}
		if err := os.WriteFile(file, []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := seal.Load(context.Background(), d, dir); err == nil {
			t.Error("an empty file was accepted")
		}
	})
}

func load(t *testing.T, d *db.DB, dir string) *seal.Keys {
	t.Helper()
	k, err := seal.Load(context.Background(), d, dir)
	if err != nil {
		t.Fatal(err)
	}
	return k
}
