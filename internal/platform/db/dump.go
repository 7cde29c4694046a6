package db

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"
)

const (
	sqlTablesSQLite   = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`
	sqlTablesPostgres = `SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename`
	sqlKeySQLite      = `SELECT name FROM pragma_table_info('%s') WHERE pk > 0 ORDER BY pk`
	sqlKeyPostgres    = `SELECT a.attname::text FROM pg_index i
		JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
		WHERE i.indrelid = '%s'::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int2[], a.attnum)`
)

// Tables are the names of all tables of the house, in order.
func (t *Tx) Tables() (names []string, err error) {
	q := sqlTablesSQLite
	if t.engine == Postgres {
		q = sqlTablesPostgres
	}
	err = t.all(q, func(_ []string, values []any) error {
		if name, ok := values[0].(string); ok && name != "goose_db_version" {
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

var tableName = regexp.MustCompile(`^[a-z][a-z_]*$`)

// Dump gives every row of a table, of every realm, in the order of its whole
// primary key, as the engine keeps it: whole numbers, texts, bytes, nil; a truth
// is 0 or 1. A table without a key is an error. For whoever takes everything
// away; a module never asks so.
func (t *Tx) Dump(table string, f func(columns []string, values []any) error) error {
	if !tableName.MatchString(table) {
		return fmt.Errorf("db: %q is no table", table)
	}
	key, err := t.key(table)
	if err != nil {
		return err
	}
	return t.all("SELECT * FROM "+table+" ORDER BY "+strings.Join(key, ", "), f)
}

// key is the primary key of a table, its columns in their order.
func (t *Tx) key(table string) (columns []string, err error) {
	q := sqlKeySQLite
	if t.engine == Postgres {
		q = sqlKeyPostgres
	}
	err = t.all(fmt.Sprintf(q, table), func(_ []string, values []any) error {
		columns = append(columns, fmt.Sprint(values[0]))
		return nil
	})
	if err == nil && len(columns) == 0 {
		err = fmt.Errorf("db: %s has no key", table)
	}
	return columns, err
}

func (t *Tx) all(q string, f func(columns []string, values []any) error) (err error) {
	t.ran++
	found, err := t.run.query(q, nil)
	if err != nil {
		return t.doom(err, q)
	}
	defer func() { err = errors.Join(err, found.close()) }()
	columns, err := found.columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = plain{&values[i]}
	}
	for {
		if more, err := found.next(); err != nil || !more {
			return err
		}
		if err := found.scan(into); err != nil {
			return err
		}
		for i, v := range values {
			if truth, ok := v.(bool); ok {
				values[i] = int64(slices.Index([]bool{false, true}, truth))
			}
		}
		if err := f(columns, values); err != nil {
			return err
		}
	}
}

// plain takes a value as the engine keeps it.
type plain struct{ into *any }

func (p plain) Scan(v any) error {
	if b, ok := v.([]byte); ok {
		v = bytes.Clone(b)
	}
	*p.into = v
	return nil
}

// Copy writes a copy of the SQLite database, as of one moment, to a new file;
// the server may go on working meanwhile.
func (d *DB) Copy(ctx context.Context, path string) error {
	if d.Engine != SQLite {
		return errors.New("db: only SQLite is copied as a file; use pg_dump")
	}
	return d.raw(ctx, func(pool *sql.DB, _ goose.Dialect) error { return vacuumInto(ctx, pool, path) })
}

func vacuumInto(ctx context.Context, pool *sql.DB, path string) error {
	_, err := pool.ExecContext(ctx, "VACUUM INTO ?", path)
	return err
}

// Whole checks a SQLite file from its first page to its last.
func Whole(ctx context.Context, dir string) error {
	d, err := Open(ctx, Config{Dir: dir})
	if err != nil {
		return err
	}
	return errors.Join(d.View(ctx, 0, func(t *Tx) error {
		said := ""
		err := t.all("PRAGMA integrity_check", func(_ []string, values []any) error {
			said += fmt.Sprint(values[0])
			return nil
		})
		if err == nil && said != "ok" {
			err = fmt.Errorf("%s is damaged: %.300s", filepath.Join(dir, FileName), said)
		}
		return err
	}), d.Close())
}
