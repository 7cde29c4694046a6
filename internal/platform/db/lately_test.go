package db_test

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// What was read lately is believed by the acts after it, on both engines; never
// by one that changed the table, nor by those after such a one.
func TestLately(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		reads := 0
		lately := func(tx *db.Tx) error {
			_, err := db.Lately(tx, "box", "count", func() (int, error) {
				reads++
				return reads, nil
			})
			return err
		}
		do := func(what string, want int, f func(*db.Tx) error) {
			t.Helper()
			if err := d.Update(t.Context(), realm, f); err != nil {
				t.Fatal(err)
			}
			if reads != want {
				t.Errorf("%s: read %d times, want %d", what, reads, want)
			}
		}
		do("the first", 1, lately)
		do("the next", 1, lately)
		do("one that changes the table", 3, func(tx *db.Tx) error {
			if _, err := tx.Exec(sqlNewBox, 7, 0); err != nil {
				return err
			}
			reads++ // what it reads itself is not what is remembered
			return lately(tx)
		})
		before := reads
		do("after the change", map[db.Engine]int{db.SQLite: before, db.Postgres: before + 1}[d.Engine], lately)
		do("the next after it", reads, lately)
	})
}
