package db_test

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// The stamp of a table is another one after an act that changed it, and only then.
func TestStamp(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		box, line := d.Stamp("box"), d.Stamp("line")
		if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
			_, err := tx.Exec(sqlNewBox, 1, 0)
			if d.Stamp("box") != box {
				t.Error("the stamp grew before the commit")
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if d.Stamp("box") == box {
			t.Error("the stamp of the changed table is the same")
		}
		if d.Stamp("line") != line {
			t.Error("the stamp of another table grew")
		}
		both := d.Stamp("box", "line")
		_ = d.Update(t.Context(), realm, func(tx *db.Tx) error {
			if _, err := tx.Exec(sqlNewBox, 2, 0); err != nil {
				return err
			}
			return errFails
		})
		if err := d.View(t.Context(), realm, func(tx *db.Tx) error {
			_, err := db.Get[int64](tx, sqlHasLine, 1)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if d.Stamp("box", "line") != both {
			t.Error("the stamp grew without a change")
		}
	})
}
