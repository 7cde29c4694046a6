package dbtest

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Env is the variable that names the PostgreSQL server of the tests: a URL whose
// role may create databases.
const Env = "JINLIN_TEST_POSTGRES"

// Both runs f once on each engine, in parallel, on a fresh migrated database.
func Both(t *testing.T, schema db.Schema, f func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		f(t, Open(t, schema, db.SQLite))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		f(t, Open(t, schema, db.Postgres))
	})
}

// Open gives a fresh migrated database, closed when the test ends.
func Open(t testing.TB, schema db.Schema, e db.Engine) *db.DB {
	t.Helper()
	return open(t, Config(t, schema, e))
}

func open(t testing.TB, c db.Config) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// Config names a fresh migrated database without opening it.
func Config(t testing.TB, schema db.Schema, e db.Engine) db.Config {
	t.Helper()
	if e == db.Postgres {
		return postgres(t, schema)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "jinlin.db"), template(t, schema), 0o600); err != nil {
		t.Fatal(err)
	}
	return db.Config{Dir: dir}
}

var templates struct {
	sync.Mutex
	files map[string][]byte // fingerprint -> migrated SQLite file
}

// template is a migrated SQLite file, made once per process.
func template(t testing.TB, schema db.Schema) []byte {
	t.Helper()
	key := fingerprint(t, schema, db.SQLite)
	templates.Lock()
	defer templates.Unlock()
	if f, ok := templates.files[key]; ok {
		return f
	}
	dir := t.TempDir()
	migrate(t, db.Config{Dir: dir}, schema)
	f, err := os.ReadFile(filepath.Join(dir, "jinlin.db"))
	if err != nil {
		t.Fatal(err)
	}
	if templates.files == nil {
		templates.files = map[string][]byte{}
	}
	templates.files[key] = f
	return f
}

func migrate(t testing.TB, c db.Config, schema db.Schema) {
	t.Helper()
	d, err := db.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Migrate(context.Background(), schema); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func fingerprint(t testing.TB, schema db.Schema, e db.Engine) string {
	t.Helper()
	sum, err := schema.Fingerprint(e)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

var serial atomic.Int64

func postgres(t testing.TB, schema db.Schema) db.Config {
	t.Helper()
	server := os.Getenv(Env)
	if server == "" {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not set: CI tests both engines", Env)
		}
		t.Skipf("%s is not set", Env)
	}
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = admin.Close() })
	name := fmt.Sprintf("t_%d_%d", os.Getpid(), serial.Add(1))
	from := postgresTemplate(t, admin, server, schema)
	if _, err := admin.Exec(fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", name, from)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = admin.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)") })
	return db.Config{Dir: t.TempDir(), URL: database(t, server, name)}
}

// postgresTemplate makes the migrated template of a schema, once for the server:
// the processes of one test run share it.
func postgresTemplate(t testing.TB, admin *sql.DB, server string, schema db.Schema) string {
	t.Helper()
	name := "jinlin_" + fingerprint(t, schema, db.Postgres)
	templates.Lock()
	defer templates.Unlock()
	exists := func() (yes bool) {
		if err := admin.QueryRow("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&yes); err != nil {
			t.Fatal(err)
		}
		return yes
	}
	if exists() {
		return name
	}
	turn, err := admin.Begin() // one process at a time makes a template
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = turn.Rollback() }()
	if _, err := turn.Exec("SELECT pg_advisory_xact_lock(hashtext($1))", name); err != nil {
		t.Fatal(err)
	}
	if exists() {
		return name
	}
	draft := name + "_draft" // a name that appears only when it is whole
	for _, q := range []string{"DROP DATABASE IF EXISTS " + draft + " WITH (FORCE)", "CREATE DATABASE " + draft + " TEMPLATE template0"} {
		if _, err := admin.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	migrate(t, db.Config{URL: database(t, server, draft)}, schema)
	if _, err := admin.Exec("ALTER DATABASE " + draft + " RENAME TO " + name); err != nil {
		t.Fatal(err)
	}
	return name
}

func database(t testing.TB, server, name string) string {
	t.Helper()
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

// OpenFile opens a copy of a SQLite file as it is: a backup, the file of an
// earlier release.
func OpenFile(t testing.TB, file string) *db.DB {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "jinlin.db"), src, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, db.Config{Dir: dir})
}
