package db_test

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

const (
	sqlShelfAll db.SQL = `SELECT id, n FROM shelf WHERE realm_id = :realm AND id <= ? ORDER BY id LIMIT ?`
	sqlNull     db.SQL = `/* every realm */ SELECT NULL`
)

// The same statement may be run while its rows are being read, and a value that
// does not fit is an error, not a zero.
func TestRowsWithinRows(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, shelf, func(t *testing.T, d *db.DB) {
		rows := []shelved{{1, 10}, {2, 20}, {3, 300}}
		if err := d.Update(t.Context(), 1, func(tx *db.Tx) error { return db.Insert(tx, "shelf", rows...) }); err != nil {
			t.Fatal(err)
		}
		if err := d.View(t.Context(), 1, func(tx *db.Tx) error {
			for range 3 {
				n, err := db.Get[int16](tx, sqlShelfGet, 3)
				if err != nil || n != 300 {
					t.Errorf("%d, %v", n, err)
				}
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
		for name, f := range map[string]func(*db.Tx) error{
			"too large": func(tx *db.Tx) error { _, err := db.Get[int8](tx, sqlShelfGet, 3); return err },
			"nothing":   func(tx *db.Tx) error { _, err := db.Get[string](tx, sqlNull); return err },
			"columns":   func(tx *db.Tx) error { _, err := db.Get[int64](tx, sqlShelfAll, 3, 1); return err },
		} {
			if err := d.View(t.Context(), 1, f); err == nil {
				t.Errorf("%s: no error", name)
			}
		}
		if d.Engine == db.Postgres {
			return // reads one result at a time
		}
		if err := d.View(t.Context(), 1, func(tx *db.Tx) error {
			seen := 0
			err := db.Each(tx, func(s shelved) error {
				below, err := db.Select[shelved](tx, sqlShelfAll, s.ID, 10)
				if len(below) != int(s.ID) {
					t.Errorf("%d rows up to %d", len(below), s.ID)
				}
				seen++
				return err
			}, sqlShelfAll, 3, 10)
			if seen != 3 {
				t.Errorf("%d rows", seen)
			}
			return err
		}); err != nil {
			t.Error(err)
		}
	})
}
