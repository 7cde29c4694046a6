package db

import (
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"strings"
	"sync"
)

// querier is a connection in a transaction.
type querier interface {
	exec(q string, args []any) (changed int, err error)
	query(q string, args []any) (rows, error)
}

// Tx is a transaction of one realm, for the time of one function. It is not safe
// for concurrent use.
//
// A statement that fails dooms the transaction, on both engines: nothing more
// runs in it and it cannot commit.
type Tx struct {
	realm int64
	*work
}

// work is what a transaction has done so far, whichever realm it was seen from.
type work struct {
	engine  Engine
	writes  bool
	run     querier
	wrote   int
	ran     int
	changed []SQL // the tables that statements may have changed
	stamps  *stamps
	after   []func()
	landed  []func()
	doomed  error
	memory  memory
	queue   []later // PostgreSQL only
}

// finish runs f in the transaction; a panic is an error of that act alone, and
// an error that f passed over is not forgotten.
func (t *Tx) finish(f func(*Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	if err := f(t); err != nil {
		return err
	}
	return t.doomed
}

func (t *Tx) committed() {
	for _, f := range t.after {
		f()
	}
}

func (t *Tx) land() {
	for _, table := range t.changed {
		t.stamps.of(table).Add(1)
	}
	for _, f := range t.landed {
		f()
	}
}

// Engine is the engine the transaction runs on.
func (t *Tx) Engine() Engine { return t.engine }

// Realm is the realm whose rows the transaction sees.
func (t *Tx) Realm() int64 { return t.realm }

// In is the same transaction seen from another realm: for the rooms that serve
// the whole instance (jobs, sign-in), never for a module of the domain.
func (t *Tx) In(realm int64) *Tx {
	return &Tx{realm: realm, work: t.work}
}

// Wrote is how many rows the transaction changed so far.
func (t *Tx) Wrote() int { return t.wrote }

// Statements is how many statements the transaction ran, so that a test can
// hold a page to its few queries.
func (t *Tx) Statements() int { return t.ran }

// AtCommit runs f at the durable commit, never if there is none, before anyone
// hears that the act is done; on SQLite in the order of the commits. f is quick
// and opens no transaction: the next act waits for it.
func (t *Tx) AtCommit(f func()) { t.landed = append(t.landed, f) }

// AfterCommit runs f once the transaction is durable, never if it is not.
func (t *Tx) AfterCommit(f func()) { t.after = append(t.after, f) }

// prepare makes a statement ready to run now.
func (t *Tx) prepare(q Statement, args []any) (string, []any, error) {
	text, all, err := t.bound(q, args)
	if err == nil && t.waits(text) {
		err = t.flush()
	}
	return text, all, err
}

func (t *Tx) bound(q Statement, args []any) (string, []any, error) {
	if t.doomed != nil {
		return "", nil, t.doomed
	}
	f := q.statement()
	b := bind(dialect{t.engine, t.writes}, f.text)
	t.memory.forget(b)
	t.change(b)
	args = f.arguments(args)
	if len(args) != b.args {
		return "", nil, fmt.Errorf("db: %d arguments for %d in %s", len(args), b.args, f.text)
	}
	if b.realm && t.realm == 0 {
		return "", nil, fmt.Errorf("db: no realm for %s", f.text)
	}
	t.ran++
	return b.text, b.fill(args, t.realm), nil
}

// Exec runs a statement and says how many rows it changed.
func (t *Tx) Exec(q Statement, args ...any) (int, error) {
	text, all, err := t.prepare(q, args)
	if err != nil {
		return 0, err
	}
	n, err := t.run.exec(text, all)
	if err != nil {
		return 0, t.doom(err, text)
	}
	t.wrote += n
	return n, nil
}

// Each calls f for every row in order, without holding them all.
func Each[T any](t *Tx, f func(T) error, q Statement, args ...any) (err error) {
	text, all, err := t.prepare(q, args)
	if err != nil {
		return err
	}
	rows, err := t.run.query(text, all)
	if err != nil {
		return t.doom(err, text)
	}
	defer func() {
		if e := rows.close(); e != nil {
			err = errors.Join(err, e)
		}
	}()
	r, err := newReader[T](text, rows)
	if err != nil {
		return err
	}
	for {
		more, err := rows.next()
		if err != nil {
			return t.doom(err, text)
		}
		if !more {
			return nil
		}
		v, err := r.read(rows)
		if err != nil {
			return failed(err, text)
		}
		if err := f(v); err != nil {
			return err
		}
	}
}

// Select gives the rows, nil when there are none.
func Select[T any](t *Tx, q Statement, args ...any) ([]T, error) {
	var out []T
	err := Each(t, func(v T) error {
		out = append(out, v)
		return nil
	}, q, args...)
	return out, err
}

// Get gives the one row; ErrNone when there is none.
func Get[T any](t *Tx, q Statement, args ...any) (T, error) {
	v, ok, err := Find[T](t, q, args...)
	if err == nil && !ok {
		err = ErrNone
	}
	return v, err
}

var errEnough = errors.New("enough")

// Find gives the first row, and whether there is one.
func Find[T any](t *Tx, q Statement, args ...any) (v T, ok bool, err error) {
	err = Each(t, func(row T) error {
		v, ok = row, true
		return errEnough
	}, q, args...)
	if errors.Is(err, errEnough) {
		err = nil
	}
	return v, ok, err
}

// maxArguments keeps a chunk under the engines' limits.
const maxArguments = 900

// Insert adds rows to a table. The columns are the row's `db` tags and realm_id,
// which the transaction supplies.
func Insert[T any](t *Tx, table SQL, rows ...T) error {
	return insert(table, "", rows, func(text SQL, args []any) error {
		_, err := t.Exec(text, args...)
		return err
	})
}

// inserting is an insert of so many rows of a type.
type inserting struct {
	row   reflect.Type
	table SQL
	rows  int
	end   SQL
}

var insertTexts sync.Map // inserting -> SQL

func insertText(i inserting) SQL {
	if text, ok := insertTexts.Load(i); ok {
		return text.(SQL)
	}
	names := shapeOf(i.row).columns
	one := "(:realm" + strings.Repeat(",?", len(names)) + ")"
	text := SQL("INSERT INTO " + string(i.table) + " (realm_id," + strings.Join(names, ",") + ") VALUES " +
		one + strings.Repeat(","+one, i.rows-1) + string(i.end))
	insertTexts.Store(i, text)
	return text
}

func (t *Tx) doom(err error, text string) error {
	t.doomed = failed(err, text)
	return t.doomed
}

// failed explains a driver's error once: which statement, and whether it is one
// that people can do something about.
func failed(err error, text string) error {
	if e := translate(err); e != nil {
		return e
	}
	if len(text) > 200 {
		text = text[:200] + "…"
	}
	return fmt.Errorf("db: %w in %s", err, text)
}
