package db

import (
	"context"
	"crypto/rand"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

var heap = Schema{fstest.MapFS{"0001_heap.sql": {Data: []byte(
	`CREATE TABLE heap (realm_id {{INT}} NOT NULL, id {{INT}} NOT NULL, load {{BLOB}} NOT NULL, PRIMARY KEY (realm_id, id)) {{STRICT}};`)}}}

const (
	sqlPut   SQL = `INSERT INTO heap (realm_id, id, load) VALUES (:realm, ?, ?)`
	sqlCount SQL = `SELECT count(*) FROM heap WHERE realm_id = :realm`
)

func openHeap(t *testing.T, dir string) *DB {
	t.Helper()
	d, err := Open(t.Context(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Migrate(t.Context(), heap); err != nil {
		t.Fatal(err)
	}
	return d
}

func put(ctx context.Context, d *DB, id int64) error {
	load := make([]byte, 20_000)
	_, _ = rand.Read(load)
	return d.Update(ctx, 1, func(tx *Tx) error {
		_, err := tx.Exec(sqlPut, id, load)
		return err
	})
}

func heapSize(t *testing.T, d *DB) (n int64) {
	t.Helper()
	if err := d.View(t.Context(), 1, func(tx *Tx) (err error) {
		n, err = Get[int64](tx, sqlCount)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// fillUp puts until nothing goes in any more and says how many were acknowledged.
func fillUp(t *testing.T, d *DB) int64 {
	t.Helper()
	var next, done atomic.Int64
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for {
				err := put(t.Context(), d, next.Add(1))
				if err != nil {
					if errs.KindOf(err) != errs.Unavailable || !errs.Is(err, "db.full") {
						t.Errorf("a full disk says %v", err)
					}
					return
				}
				done.Add(1)
			}
		})
	}
	group.Wait()
	return done.Load()
}

// A full disk is told plainly, loses nothing acknowledged, can still be read,
// and is over without a restart once there is room again.
func TestFullFile(t *testing.T) {
	t.Parallel()
	d := openHeap(t, t.TempDir())
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	limit := func(pages SQL) {
		if err := d.Update(t.Context(), 1, func(tx *Tx) error {
			_, err := Get[int64](tx, "PRAGMA max_page_count = "+pages)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	limit("600")
	done := fillUp(t, d)
	if got := heapSize(t, d); got != done || done == 0 {
		t.Errorf("%d are there, %d were acknowledged", got, done)
	}
	limit("4000")
	if err := put(t.Context(), d, 1_000_000); err != nil {
		t.Errorf("with room again: %v", err)
	}
	if err := checkWhole(d.writer.s); err != nil {
		t.Error(err)
	}
}

// An act that goes on after the engine has undone its transaction leaves nothing.
func TestNothingRunsAfterAFailure(t *testing.T) {
	t.Parallel()
	d := openHeap(t, t.TempDir())
	if err := d.Update(t.Context(), 1, func(tx *Tx) error {
		_, _ = tx.run.exec("ROLLBACK", nil) // as the engine does by itself when the disk is full
		_, first := tx.Exec(SQL("SELECT nonsense"))
		_, second := tx.Exec(sqlPut, 1, []byte{})
		if first == nil || !errors.Is(second, first) {
			t.Errorf("%v, then %v", first, second)
		}
		return nil
	}); err == nil {
		t.Error("acknowledged")
	}
	if n := heapSize(t, d); n != 0 {
		t.Errorf("%d rows", n)
	}
	if err := errors.Join(put(t.Context(), d, 1), d.Close()); err != nil {
		t.Error(err)
	}
}
