package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing/fstest"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Migration files are named NNNN_what.sql, one number sequence for the whole
// house, forward only. Tokens stand for what the engines call differently:
//
//	{{INT}}    63-bit integer: ids, times, money, areas, counts
//	{{BOOL}}   true or false
//	{{BLOB}}   bytes
//	{{JSON}}   JSON text
//	{{PATH}}   text compared byte by byte
//	{{STRICT}} ends every CREATE TABLE
//	{{NARROW}} ends it where the rows are short and found by their key alone
//
// NNNN_what.sqlite.sql and NNNN_what.postgres.sql serve where the engines must
// differ (full-text search).
var tokens = map[Engine]*strings.Replacer{
	SQLite: strings.NewReplacer("{{INT}}", "INTEGER", "{{BOOL}}", "INTEGER", "{{BLOB}}", "BLOB",
		"{{JSON}}", "TEXT", "{{PATH}}", "TEXT", "{{STRICT}}", "STRICT", "{{NARROW}}", "STRICT, WITHOUT ROWID"),
	Postgres: strings.NewReplacer("{{INT}}", "BIGINT", "{{BOOL}}", "BOOLEAN", "{{BLOB}}", "BYTEA",
		"{{JSON}}", "JSONB", "{{PATH}}", `TEXT COLLATE "C"`, "{{STRICT}}", "", "{{NARROW}}", ""),
}

// Schema is the migrations of the modules, gathered.
type Schema []fs.FS

// ErrNewer refuses a database that a later release has migrated.
var ErrNewer = errors.New("这个数据库是更新版本的近邻建立的，请用同样新或更新的版本打开")

// render gathers the migrations of one engine for goose.
func (s Schema) render(e Engine) (fstest.MapFS, error) {
	out := fstest.MapFS{}
	other := "." + (1 - e).String() + ".sql"
	for _, src := range s {
		src, names, err := written(src)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if strings.HasSuffix(name, other) {
				continue
			}
			text, err := fs.ReadFile(src, name)
			if err != nil {
				return nil, err
			}
			plain := strings.Replace(name, "."+e.String()+".sql", ".sql", 1)
			if _, taken := out[plain]; taken {
				return nil, fmt.Errorf("two migrations are called %s", plain)
			}
			out[plain] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + tokens[e].Replace(string(text)))}
		}
	}
	return out, nil
}

// written names the migrations of one module: what its schema folder holds.
func written(src fs.FS) (fs.FS, []string, error) {
	if sub, err := fs.Sub(src, "schema"); err == nil {
		if names, err := fs.Glob(sub, "*.sql"); err != nil || len(names) > 0 {
			return sub, names, err
		}
	}
	names, err := fs.Glob(src, "*.sql")
	return src, names, err
}

// Sums are the checksums of the migration files as written, by name: what has
// been released never changes.
func (s Schema) Sums() (map[string]string, error) {
	out := map[string]string{}
	for _, src := range s {
		src, names, err := written(src)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := fs.ReadFile(src, name)
			if err != nil {
				return nil, err
			}
			sum := sha256.Sum256(text)
			out[name] = hex.EncodeToString(sum[:])
		}
	}
	return out, nil
}

// Newest is the number of the newest migration.
func (s Schema) Newest() (newest int64, err error) {
	sums, err := s.Sums()
	for name := range sums {
		n, e := strconv.ParseInt(name[:min(4, len(name))], 10, 64)
		newest, err = max(newest, n), errors.Join(err, e)
	}
	return newest, err
}

// Fingerprint is one short sum over what Migrate would run on an engine.
func (s Schema) Fingerprint(e Engine) (string, error) {
	files, err := s.render(e)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%s\x00%s\x00", name, files[name].Data)
	}
	return hex.EncodeToString(h.Sum(nil)[:6]), nil
}

// Migrate brings the database to the schema, each migration in a transaction,
// after copying a SQLite file that holds something.
func (d *DB) Migrate(ctx context.Context, s Schema) (applied int, err error) {
	files, err := s.render(d.Engine)
	if err != nil {
		return 0, fmt.Errorf("migrate: %w", err)
	}
	if len(files) == 0 {
		return 0, nil
	}
	err = d.raw(ctx, func(pool *sql.DB, dialect goose.Dialect) error {
		p, err := provider(pool, dialect, files)
		if err != nil {
			return err
		}
		current, newest, err := versions(ctx, p)
		if err != nil {
			return err
		}
		if current > newest {
			return fmt.Errorf("%w (%d > %d)", ErrNewer, current, newest)
		}
		pending, err := p.HasPending(ctx)
		if err != nil || !pending {
			return err // a migration numbered below one already applied is an error
		}
		if current > 0 && d.Engine == SQLite {
			if err := vacuumInto(ctx, pool, filepath.Join(d.dir, fmt.Sprintf("before-%04d.%d.db", newest, time.Now().Unix()))); err != nil {
				return err
			}
		}
		done, err := p.Up(ctx)
		applied = len(done)
		return err
	})
	if err == nil && applied > 0 && d.Engine == SQLite {
		err = d.Analyze(ctx)
	}
	if err != nil {
		return 0, fmt.Errorf("migrate: %w", err)
	}
	return applied, nil
}

// provider is goose over the files. Servers that start together on one
// PostgreSQL take turns.
func provider(pool *sql.DB, dialect goose.Dialect, files fs.FS) (*goose.Provider, error) {
	options := []goose.ProviderOption{goose.WithLogger(goose.NopLogger())}
	if dialect == goose.DialectPostgres {
		turn, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 600))
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(turn))
	}
	return goose.NewProvider(dialect, pool, files, options...)
}

func versions(ctx context.Context, p *goose.Provider) (current, newest int64, err error) {
	sources := p.ListSources()
	sort.Slice(sources, func(i, j int) bool { return sources[i].Version < sources[j].Version })
	if len(sources) > 0 {
		newest = sources[len(sources)-1].Version
	}
	current, err = p.GetDBVersion(ctx)
	return current, newest, err
}

// raw lends the writing connection to the migrations, while nothing else runs.
func (d *DB) raw(ctx context.Context, f func(*sql.DB, goose.Dialect) error) error {
	if d.Engine == Postgres {
		pool := stdlib.OpenDBFromPool(d.pool)
		return errors.Join(f(pool, goose.DialectPostgres), pool.Close())
	}
	pool, err := sql.Open("sqlite", sqliteDSN(d.dir))
	if err != nil {
		return err
	}
	pool.SetMaxOpenConns(1)
	return errors.Join(f(pool, goose.DialectSQLite3), pool.Close())
}

// Version is the number of the newest migration applied.
func (d *DB) Version(ctx context.Context) (version int64, err error) {
	err = d.raw(ctx, func(pool *sql.DB, _ goose.Dialect) error {
		return pool.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version").Scan(&version)
	})
	return version, err
}
