package db_test

import (
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

const sqlManyLines db.SQL = `SELECT act FROM line WHERE realm_id = :realm AND {where}`

// A list of keys is looked up one by one, in an empty table and in a small one
// that was counted, on the connections that read and on the one that writes.
func TestKeysAreLookedUpInSmallTables(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, schema, db.SQLite)
	var keys db.Cond
	db.In(&keys, "act", make([]int64, 200))
	plans := func(when string) {
		t.Helper()
		look := func(tx *db.Tx) error {
			plan, err := db.Explain(tx, sqlManyLines.Where(keys))
			if all := strings.Join(plan, "\n"); !strings.Contains(all, "act=?") {
				t.Errorf("%s: %s", when, all)
			}
			return err
		}
		if err := d.View(t.Context(), realm, look); err != nil {
			t.Fatal(err)
		}
		if err := d.Update(t.Context(), realm, look); err != nil {
			t.Fatal(err)
		}
	}
	plans("empty")
	for act := range int64(30) {
		if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
			_, err := tx.Exec(sqlAddLine, act, 1, act)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Analyze(t.Context()); err != nil {
		t.Fatal(err)
	}
	plans("small")
}
