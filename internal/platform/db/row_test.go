package db_test

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

var cabinet = db.Schema{fstest.MapFS{
	"0001_cabinet.sql": {Data: []byte(`
CREATE TABLE cabinet (realm_id {{INT}} NOT NULL, id {{INT}} NOT NULL, name TEXT NOT NULL, note TEXT, owner {{INT}},
  at {{INT}}, open {{BOOL}} NOT NULL, seal {{BLOB}}, tags {{JSON}} NOT NULL, path {{PATH}} NOT NULL, PRIMARY KEY (realm_id, id)) {{STRICT}};`)},
}}

const (
	sqlDrawer  db.SQL = `SELECT id, name, note, owner, at, open, seal, tags, path FROM cabinet WHERE realm_id = :realm AND id = ?`
	sqlDrawers db.SQL = `SELECT id FROM cabinet WHERE realm_id = :realm AND {where} ORDER BY {order} LIMIT ?`
	sqlMost    db.SQL = `SELECT max(at) FROM cabinet WHERE realm_id = :realm`
)

type drawer struct {
	ID    id.Of[drawer] `db:"id"`
	Name  string        `db:"name"`
	Note  *string       `db:"note"`
	Owner id.Any        `db:"owner"`
	marks
	Path   string `db:"path"`
	Hidden string // no column
}

type marks struct {
	At   time.Time      `db:"at"`
	Open bool           `db:"open"`
	Seal []byte         `db:"seal"`
	Tags map[string]any `db:"tags,json"`
}

// What is inserted is what comes back, on both engines.
func TestRowsComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	text := rapid.StringMatching(`[^\x00]{0,40}`)
	dbtest.Both(t, cabinet, func(t *testing.T, d *db.DB) {
		serial := int64(0)
		rapid.Check(t, func(t *rapid.T) {
			serial++
			want := drawer{ID: id.Of[drawer](serial), Name: text.Draw(t, "name"), Path: text.Draw(t, "path"),
				Owner: id.Any(rapid.Int64Range(0, math.MaxInt64).Draw(t, "owner"))}
			want.Open = rapid.Bool().Draw(t, "open")
			want.Tags = map[string]any{text.Draw(t, "key"): text.Draw(t, "value")}
			if rapid.Bool().Draw(t, "note?") {
				note := text.Draw(t, "note")
				want.Note = &note
			}
			if rapid.Bool().Draw(t, "seal?") {
				want.Seal = rapid.SliceOfN(rapid.Byte(), 1, 30).Draw(t, "seal")
			}
			if rapid.Bool().Draw(t, "at?") {
				want.At = time.UnixMicro(rapid.Int64Range(-1<<50, 1<<52).Draw(t, "at")).UTC()
			}
			if err := d.Update(t.Context(), realm, func(tx *db.Tx) error { return db.Insert(tx, "cabinet", want) }); err != nil {
				t.Fatal(err)
			}
			if err := d.View(t.Context(), realm, func(tx *db.Tx) error {
				got, err := db.Get[drawer](tx, sqlDrawer, want.ID)
				if !reflect.DeepEqual(got, want) {
					t.Errorf("got %+v, want %+v", got, want)
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
		})
	})
}

// Many rows go in by few statements; lists are filtered, ordered and cut.
func TestInsertAndSelectMany(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, cabinet, func(t *testing.T, d *db.DB) {
		var rows []drawer
		for i := range 1000 {
			rows = append(rows, drawer{ID: id.Of[drawer](i + 1), Name: fmt.Sprintf("第%d屉", i+1), marks: marks{Open: i%2 == 0}})
		}
		if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
			err := db.Insert(tx, "cabinet", rows...)
			if tx.Wrote() != 1000 || tx.Statements() > 20 {
				t.Errorf("wrote %d rows by %d statements", tx.Wrote(), tx.Statements())
			}
			return errors.Join(err, db.Insert[drawer](tx, "cabinet"))
		}); err != nil {
			t.Fatal(err)
		}
		if err := d.View(t.Context(), realm, func(tx *db.Tx) error {
			var c db.Cond
			c.And("open")
			if tx.Engine() == db.SQLite {
				c = db.Cond{}
				c.And("open = 1")
			}
			db.In(&c, "id", []int64{1, 2, 3, 999, 1001})
			got, err := db.Select[id.Of[drawer]](tx, sqlDrawers.Where(c).Order("id DESC"), 2)
			if want := []id.Of[drawer]{999, 3}; !reflect.DeepEqual(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
			seen := 0
			stop := db.Each(tx, func(id.Of[drawer]) error {
				if seen++; seen == 5 {
					return db.ErrNone
				}
				return nil
			}, sqlDrawers.Where(db.Cond{}).Order("id"), 1000)
			if seen != 5 || !errors.Is(stop, db.ErrNone) {
				t.Errorf("saw %d, %v", seen, stop)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// What does not fit is an error, not a zero.
func TestRowsThatDoNotFit(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, cabinet, func(t *testing.T, d *db.DB) {
		if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
			return db.Insert(tx, "cabinet", drawer{ID: 1})
		}); err != nil {
			t.Fatal(err)
		}
		type narrow struct {
			ID int64 `db:"id"`
		}
		for name, want := range map[string]struct {
			try  func(tx *db.Tx) error
			text string
		}{
			"a column without a field": {func(tx *db.Tx) error { _, err := db.Get[narrow](tx, sqlDrawer, 1); return err }, "no field"},
			"columns into one value":   {func(tx *db.Tx) error { _, err := db.Get[string](tx, sqlDrawer, 1); return err }, "columns for a single"},
			"too few arguments":        {func(tx *db.Tx) error { _, err := db.Get[drawer](tx, sqlDrawer); return err }, "0 arguments for 1"},
			"NULL into a plain number": {func(tx *db.Tx) error { _, err := db.Get[int64](tx, sqlMost); return err }, "NULL"},
			"none":                     {func(tx *db.Tx) error { _, err := db.Get[drawer](tx, sqlDrawer, 2); return err }, db.ErrNone.Error()},
		} {
			err := d.View(t.Context(), realm, want.try)
			if err == nil || !strings.Contains(err.Error(), want.text) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := d.View(t.Context(), realm, func(tx *db.Tx) error {
			at, err := db.Get[time.Time](tx, sqlMost)
			if !at.IsZero() {
				t.Errorf("no time came back as %v", at)
			}
			return err
		}); err != nil {
			t.Error(err)
		}
		err := d.Update(t.Context(), realm, func(tx *db.Tx) error { return db.Insert(tx, "cabinet", drawer{ID: 1}) })
		if !db.IsDuplicate(err) {
			t.Errorf("a second row of the same key: %v", err)
		}
	})
}
