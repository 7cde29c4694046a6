package db_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

var numbers = db.Schema{fstest.MapFS{
	"0001_number.sql": {Data: []byte(`
CREATE TABLE number (realm_id {{INT}} NOT NULL, id {{INT}} NOT NULL, person {{INT}} NOT NULL, key {{BLOB}} NOT NULL,
  PRIMARY KEY (realm_id, id)) {{STRICT}};
CREATE UNIQUE INDEX number_person ON number (realm_id, person, key);
CREATE INDEX number_key ON number (realm_id, key);`)},
}}

const (
	sqlNumbers   db.SQL = `SELECT person FROM number WHERE realm_id = :realm AND {where}`
	sqlAddNumber db.SQL = `INSERT INTO number (realm_id, id, person, key) VALUES (:realm, ?, ?, ?)`
)

// A list of keys is looked up one by one, in an empty table and in a small one
// that was counted, on the connections that read and on the one that writes.
func TestKeysAreLookedUpInSmallTables(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, numbers, db.SQLite)
	var keys db.Cond
	db.In(&keys, "key", make([][]byte, 200))
	looked := func(when string) {
		t.Helper()
		look := func(tx *db.Tx) error {
			plan, err := db.Explain(tx, sqlNumbers.Where(keys))
			if all := strings.Join(plan, "\n"); !strings.Contains(all, "key=?") {
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
	looked("empty")
	if err := d.Update(t.Context(), realm, func(tx *db.Tx) (err error) {
		for id := 0; id < 30 && err == nil; id++ {
			_, err = tx.Exec(sqlAddNumber, id, id, []byte{byte(id)})
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := d.Analyze(t.Context()); err != nil {
		t.Fatal(err)
	}
	looked("small")
}
