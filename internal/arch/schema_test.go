package arch

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

var update = flag.Bool("update", false, "write docs/schema.sql and docs/schema.sum anew")

// column is one column of one table, as an engine knows it.
type column struct {
	Table  string `db:"tbl"`
	Name   string `db:"name"`
	Type   string `db:"type"`
	Filled bool   `db:"filled"` // NOT NULL
}

const (
	sqlColumnsSQLite db.SQL = `SELECT t.name AS tbl, c.name AS name, lower(c.type) AS type, c."notnull" OR c.pk > 0 AS filled
		FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'goose_db_version' ORDER BY 1, 2`
	sqlColumnsPostgres db.SQL = `SELECT table_name::text AS tbl, column_name::text AS name, data_type::text AS type, is_nullable = 'NO' AS filled
		FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
		WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'goose_db_version' ORDER BY 1, 2`
	sqlIndexed db.SQL = `SELECT t.name FROM pragma_table_list t WHERE t.schema = 'main' AND t.type IN ('virtual', 'shadow')`
	sqlUnkeyed db.SQL = `SELECT t.name || ' ' || coalesce(i.name, 'has no primary key') FROM pragma_table_list t
		LEFT JOIN pragma_index_list(t.name) i ON i."unique" LEFT JOIN pragma_index_info(i.name) c ON c.seqno = 0
		WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'goose_db_version'
			AND c.name IS DISTINCT FROM 'realm_id' -- a key of realm_id alone is the row's own number and has no index
			AND (i.name IS NOT NULL OR NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) p WHERE p.pk = 1 AND p.name = 'realm_id'))`
	sqlLoose db.SQL = `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict
			AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'`
	sqlForeign db.SQL = `SELECT t.name || '.' || f."from" FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f
		WHERE f.seq = 0 AND f."from" <> 'realm_id'`
	sqlDump db.SQL = `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND tbl_name <> 'goose_db_version'
			AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
		ORDER BY tbl_name, type = 'index', name`
)

func list[T any](t *testing.T, d *db.DB, q db.SQL) (out []T) {
	t.Helper()
	if err := d.View(context.Background(), 1, func(tx *db.Tx) (err error) {
		out, err = db.Select[T](tx, q)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// kinds says which types of PostgreSQL stand for one of SQLite.
var kinds = map[string][]string{
	"integer": {"bigint", "boolean"}, "text": {"text", "jsonb"}, "blob": {"bytea"}, "real": {"double precision"},
}

// The two engines have the same tables with the same columns, as nullable and of
// the same kind. Full-text indexes differ and are left out.
func TestEnginesHaveTheSameSchema(t *testing.T) {
	t.Parallel()
	lite := dbtest.Open(t, wholeHouse(), db.SQLite)
	post := dbtest.Open(t, wholeHouse(), db.Postgres)
	a, b := columns(t, lite, sqlColumnsSQLite), columns(t, post, sqlColumnsPostgres)
	apart := list[string](t, lite, sqlIndexed)
	for _, name := range slices.Sorted(maps.Keys(a)) {
		x, y := a[name], b[name]
		switch {
		case y.Name == "":
			t.Errorf("%s is only on SQLite", name)
		case !slices.Contains(kinds[x.Type], y.Type):
			t.Errorf("%s is %s on SQLite and %s on PostgreSQL", name, x.Type, y.Type)
		case x.Filled != y.Filled:
			t.Errorf("%s may be NULL on one engine only", name)
		}
	}
	for name, y := range b {
		if a[name].Name == "" && !slices.Contains(apart, y.Table) {
			t.Errorf("%s is only on PostgreSQL", name)
		}
	}
	if len(a) < 50 {
		t.Errorf("only %d columns: the test measures nothing", len(a))
	}
}

func columns(t *testing.T, d *db.DB, q db.SQL) map[string]column {
	t.Helper()
	out := map[string]column{}
	for _, c := range list[column](t, d, q) {
		out[c.Table+"."+c.Name] = c
	}
	return out
}

// Every primary and unique key begins with realm_id, so that the schema spreads
// by it; every table is STRICT; a foreign key names the realm too.
func TestKeysBeginWithTheRealm(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, wholeHouse(), db.SQLite)
	for _, k := range list[string](t, d, sqlUnkeyed) {
		t.Errorf("%s: a key begins with realm_id", k)
	}
	for _, name := range list[string](t, d, sqlLoose) {
		t.Errorf("%s is not {{STRICT}}", name)
	}
	for _, f := range list[string](t, d, sqlForeign) {
		t.Errorf("%s: a foreign key begins with realm_id", f)
	}
}

var (
	migration = regexp.MustCompile(`^(\d{4})_[a-z0-9_]+(\.sqlite|\.postgres)?\.sql$`)
	creates   = regexp.MustCompile(`(?i)\b(?:create|alter|drop)\s+(?:virtual\s+)?(?:table|view)\s+(?:if\s+(?:not\s+)?exists\s+)?([a-z_][a-z0-9_]*)`)
	indexes   = regexp.MustCompile(`(?i)\bon\s+([a-z_][a-z0-9_]*)\s*(?:using\s+\w+\s*)?\(`)
)

// One sequence of numbers for the whole house, each used once; a migration makes
// only tables and views of its own module.
func TestMigrationsAreNumbered(t *testing.T) {
	t.Parallel()
	taken := map[string]string{}
	for _, p := range schemaFiles() {
		m := migration.FindStringSubmatch(path.Base(p))
		if m == nil {
			t.Errorf("%s is not called NNNN_what.sql", p)
			continue
		}
		key := m[1] + m[2]
		for _, k := range []string{key, m[1]} {
			if other := taken[k]; other != "" {
				t.Errorf("%s and %s have one number", p, other)
			}
		}
		taken[key] = p
		dir := path.Dir(path.Dir(p))
		q := quoted.ReplaceAllString(text(t, p), "''")
		for _, found := range append(creates.FindAllStringSubmatch(q, -1), indexes.FindAllStringSubmatch(q, -1)...) {
			if !owned(dir, found[1]) {
				t.Errorf("%s touches %s, which is not its own", p, found[1])
			}
		}
	}
}

// docs/schema.sql is the schema as SQLite holds it after every migration.
func TestSchemaIsDumped(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, wholeHouse(), db.SQLite)
	var b strings.Builder
	b.WriteString("-- The schema after every migration, as SQLite holds it. Written by make schema.\n")
	for _, q := range list[string](t, d, sqlDump) {
		b.WriteString("\n" + q + ";\n")
	}
	compare(t, "docs/schema.sql", b.String())
}

func compare(t *testing.T, name, want string) {
	t.Helper()
	file := filepath.Join(read().root, name)
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != want {
		t.Errorf("%s is not what the migrations make: run make schema (%v)", name, err)
	}
}

// docs/schema.sum holds the sum of every migration. The first line names the
// newest migration that has been released: up to it nothing ever changes.
func TestReleasedMigrationsAreFrozen(t *testing.T) {
	t.Parallel()
	sums, err := wholeHouse().Sums()
	if err != nil {
		t.Fatal(err)
	}
	first, rest, _ := strings.Cut(readOr("docs/schema.sum", "released 0000\n"), "\n")
	released := strings.TrimPrefix(first, "released ")
	for l := range strings.Lines(rest) {
		sum, name, _ := strings.Cut(strings.TrimSpace(l), "  ")
		if len(name) >= 4 && name[:4] <= released && sums[name] != sum {
			t.Errorf("%s has been released and was changed since", name)
		}
	}
	want := first + "\n"
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		want += fmt.Sprintf("%s  %s\n", sums[name], name)
	}
	if !t.Failed() {
		compare(t, "docs/schema.sum", want)
	}
}

func readOr(name, otherwise string) string {
	b, err := os.ReadFile(filepath.Join(read().root, name))
	if err != nil {
		return otherwise
	}
	return string(b)
}
