package dbtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sort"
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
	c := Config(t, schema, e)
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
	src, err := os.ReadFile(template(t, schema))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "jinlin.db"), src, 0o600); err != nil {
		t.Fatal(err)
	}
	return db.Config{Dir: dir}
}

var templates struct {
	sync.Mutex
	files map[string]string // fingerprint -> SQLite file
	made  map[string]bool   // fingerprint -> PostgreSQL template exists
}

// template is a migrated SQLite file, made once per process.
func template(t testing.TB, schema db.Schema) string {
	t.Helper()
	key := fingerprint(t, schema)
	templates.Lock()
	defer templates.Unlock()
	if f, ok := templates.files[key]; ok {
		return f
	}
	dir, err := os.MkdirTemp("", "jinlin-template-")
	if err != nil {
		t.Fatal(err)
	}
	migrate(t, db.Config{Dir: dir}, schema)
	if templates.files == nil {
		templates.files = map[string]string{}
	}
	templates.files[key] = filepath.Join(dir, "jinlin.db")
	return templates.files[key]
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

func fingerprint(t testing.TB, schema db.Schema) string {
	t.Helper()
	sums, err := schema.Sums()
	if err != nil {
		t.Fatal(err)
	}
	names := make([]string, 0, len(sums))
	for n := range sums {
		names = append(names, n+sums[n])
	}
	sort.Strings(names)
	h := sha256.Sum256(fmt.Append(nil, names))
	return hex.EncodeToString(h[:6])
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
	from := postgresTemplate(t, admin, server, schema)
	name := fmt.Sprintf("t_%d_%d", os.Getpid(), serial.Add(1))
	templates.Lock() // one copy of a template at a time
	_, err = admin.Exec(fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", name, from))
	templates.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = admin.Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)") })
	return db.Config{Dir: t.TempDir(), URL: database(t, server, name)}
}

// postgresTemplate makes the migrated template of this process's schema.
func postgresTemplate(t testing.TB, admin *sql.DB, server string, schema db.Schema) string {
	t.Helper()
	key := fingerprint(t, schema)
	name := fmt.Sprintf("jinlin_%s_%d", key, os.Getpid())
	templates.Lock()
	defer templates.Unlock()
	if templates.made[name] {
		return name
	}
	_, _ = admin.Exec("DROP DATABASE IF EXISTS " + name)
	if _, err := admin.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	migrate(t, db.Config{URL: database(t, server, name)}, schema)
	if templates.made == nil {
		templates.made = map[string]bool{}
	}
	templates.made[name] = true
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
