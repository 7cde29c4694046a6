package db_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

func files(pairs ...string) fs.FS {
	out := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return out
}

const more = `CREATE TABLE more (realm_id {{INT}} NOT NULL, id {{INT}} NOT NULL, PRIMARY KEY (realm_id, id)) {{STRICT}};`

// One way up: later releases add, an older one refuses, nothing is passed over.
func TestMigrate(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		later := append(db.Schema{files("0003_more.sql", more)}, schema...)
		for _, step := range []struct {
			name    string
			schema  db.Schema
			applied int
			version int64
			fails   string
		}{
			{"the same", schema, 0, 1, ""},
			{"a broken one", append(schema, files("0002_bad.sql", more+"CREATE TABLE oops (")), 0, 1, "0002_bad.sql"},
			{"a later one", later, 1, 3, ""},
			{"the later again", later, 0, 3, ""},
			{"an older release", schema, 0, 3, db.ErrNewer.Error()},
			{"one numbered below", append(later, files("0002_late.sql", more)), 0, 3, "missing"},
			{"two of one name", append(later, files("0003_more.sql", more)), 0, 3, "two migrations"},
		} {
			applied, err := d.Migrate(t.Context(), step.schema)
			if applied != step.applied || (err == nil) != (step.fails == "") || err != nil && !strings.Contains(err.Error(), step.fails) {
				t.Errorf("%s: applied %d, %v", step.name, applied, err)
			}
			if got, err := d.Version(t.Context()); got != step.version || err != nil {
				t.Errorf("%s: version %d, %v; want %d", step.name, got, err, step.version)
			}
		}
	})
}

// A SQLite file that holds something is copied before it is migrated.
func TestMigrateCopiesFirst(t *testing.T) {
	t.Parallel()
	c := dbtest.Config(t, schema, db.SQLite)
	d, err := db.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
		_, err := tx.Exec(sqlNewBox, 1, 42)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Migrate(t.Context(), append(schema, files("0002_more.sql", more))); err != nil {
		t.Fatal(err)
	}
	copies, _ := filepath.Glob(filepath.Join(c.Dir, "before-0002.*.db"))
	if len(copies) != 1 {
		t.Fatalf("copies: %v", copies)
	}
	old := dbtest.OpenFile(t, copies[0])
	if err := old.View(t.Context(), realm, func(tx *db.Tx) error {
		got, err := db.Get[int64](tx, sqlLoadBox, 1)
		if got != 42 {
			t.Errorf("the copy holds %d", got)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if v, err := old.Version(t.Context()); v != 1 || err != nil {
		t.Errorf("the copy is of version %d, %v", v, err)
	}
}

// Servers that start together on one empty PostgreSQL take turns.
func TestMigrateTogether(t *testing.T) {
	t.Parallel()
	c := dbtest.Config(t, nil, db.Postgres)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			d, err := db.Open(t.Context(), c)
			if err != nil {
				t.Error(err)
				return
			}
			_, err = d.Migrate(t.Context(), append(schema, files("0003_more.sql", more)))
			if err := errors.Join(err, d.Close()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

// A file for one engine is invisible to the other.
func TestMigrationsOfOneEngine(t *testing.T) {
	t.Parallel()
	one := db.Schema{files(
		"0001_find.sqlite.sql", "CREATE VIRTUAL TABLE find USING fts5(words);",
		"0001_find.postgres.sql", "CREATE TABLE find (words tsvector);",
	)}
	dbtest.Both(t, one, func(t *testing.T, d *db.DB) {
		if v, err := d.Version(t.Context()); v != 1 || err != nil {
			t.Errorf("version %d, %v", v, err)
		}
	})
	sums, err := one.Sums()
	if len(sums) != 2 || err != nil {
		t.Errorf("sums %v, %v", sums, err)
	}
	a, errA := one.Fingerprint(db.SQLite)
	b, errB := one.Fingerprint(db.Postgres)
	if a == b || errA != nil || errB != nil {
		t.Errorf("fingerprints %s %v, %s %v", a, errA, b, errB)
	}
}

// Analyze renews what the readers know; they go on reading.
func TestAnalyze(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		if err := errors.Join(d.Analyze(t.Context()), d.View(t.Context(), realm, func(tx *db.Tx) error {
			_, err := db.Select[int64](tx, sqlLines, 1)
			return err
		})); err != nil {
			t.Error(err)
		}
	})
}
