package db_test

import (
	"errors"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

var shelf = db.Schema{fstest.MapFS{"0001_shelf.sql": {Data: []byte(
	`CREATE TABLE shelf (realm_id {{INT}} NOT NULL, id {{INT}} NOT NULL, n {{INT}} NOT NULL, PRIMARY KEY (realm_id, id)) {{STRICT}};`)}}}

const (
	sqlShelfGet db.SQL = `SELECT n FROM shelf WHERE realm_id = :realm AND id = ?`
	sqlShelfPut db.SQL = `INSERT INTO shelf (realm_id, id, n) VALUES (:realm, ?, ?)
		ON CONFLICT (realm_id, id) DO UPDATE SET n = excluded.n`
	sqlShelfRise db.SQL = `/* all of the realm */ UPDATE shelf SET n = n + 1 WHERE realm_id = :realm`
	sqlShelfDrop db.SQL = `DELETE FROM shelf WHERE realm_id = :realm AND id = ?`
)

// Whatever acts, failed acts and another process do, what is kept is what the
// table says.
func TestKeptIsWhatTheTableSays(t *testing.T) {
	t.Parallel()
	for _, engine := range []db.Engine{db.SQLite, db.Postgres} {
		t.Run(engine.String(), func(t *testing.T) {
			t.Parallel()
			c := dbtest.Config(t, shelf, engine)
			var handles [2]*db.DB
			for i := range handles {
				d, err := db.Open(t.Context(), c)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = d.Close() })
				handles[i] = d
			}
			rapid.Check(t, func(r *rapid.T) {
				for range rapid.IntRange(1, 12).Draw(r, "acts") {
					d := handles[rapid.IntRange(0, 1).Draw(r, "process")]
					realm := rapid.Int64Range(1, 2).Draw(r, "realm")
					fails := rapid.Bool().Draw(r, "fails")
					steps := rapid.SliceOfN(rapid.IntRange(0, 5), 1, 6).Draw(r, "steps")
					id, n := rapid.Int64Range(1, 3).Draw(r, "id"), rapid.Int64Range(1, 1000).Draw(r, "n")
					err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
						for _, s := range steps {
							if err := shelve(tx, s, id, n); err != nil {
								return err
							}
						}
						if fails {
							return errFails
						}
						return nil
					})
					if err != nil && !errors.Is(err, errFails) {
						r.Fatal(err)
					}
				}
			})
		})
	}
}

var errFails = errors.New("it fails")

// shelve does one step of an act.
func shelve(tx *db.Tx, step int, id, n int64) (err error) {
	switch step {
	case 0:
		_, err = tx.Exec(sqlShelfPut, id, n)
	case 1:
		_, err = tx.Exec(sqlShelfRise)
	case 2:
		_, err = tx.Exec(sqlShelfDrop, id)
	case 3:
		if _, err = tx.Exec(sqlShelfPut, id, n); err == nil {
			db.Keep(tx, "shelf", id, n)
		}
	default:
		read := func() (int64, error) {
			n, _, err := db.Find[int64](tx, sqlShelfGet, id)
			return n, err
		}
		kept, err := db.Kept(tx, "shelf", id, read)
		if err != nil {
			return err
		}
		if said, err := read(); err != nil || kept != said {
			return errors.Join(err, errors.New("what was kept is old"))
		}
	}
	return err
}
