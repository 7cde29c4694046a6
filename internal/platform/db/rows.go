package db

import (
	"database/sql"
	"fmt"
	"reflect"

	"zombiezen.com/go/sqlite"
)

// rows are the rows of a result, one after the other.
type rows interface {
	columns() ([]string, error)
	next() (bool, error)
	// scan reads the row into pointers, by the rules of database/sql.
	scan(into []any) error
	close() error
}

type sqliteRows struct {
	s *session
	q string
	p *prepared
}

func (r *sqliteRows) columns() ([]string, error) { return r.p.names, nil }

func (r *sqliteRows) next() (bool, error) { return r.p.Step() }

func (r *sqliteRows) close() error { return r.s.end(r.q, r.p) }

func (r *sqliteRows) scan(into []any) error {
	for i, p := range into {
		if err := r.p.scan(i, p); err != nil {
			return fmt.Errorf("column %s: %w", r.p.names[i], err)
		}
	}
	return nil
}

// scan reads the i-th column into what p points at.
func (p *prepared) scan(i int, into any) error {
	switch d := into.(type) {
	case sql.Scanner:
		return d.Scan(p.value(i))
	case *[]byte:
		*d, _ = p.value(i).([]byte)
		return nil
	}
	v := reflect.ValueOf(into).Elem()
	kind := p.ColumnType(i)
	switch v.Kind() {
	case reflect.Pointer:
		if kind == sqlite.TypeNull {
			v.SetZero()
			return nil
		}
		v.Set(reflect.New(v.Type().Elem()))
		return p.scan(i, v.Interface())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if n := p.ColumnInt64(i); kind == sqlite.TypeInteger && !v.OverflowInt(n) {
			v.SetInt(n)
			return nil
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if n := p.ColumnInt64(i); kind == sqlite.TypeInteger && n >= 0 && !v.OverflowUint(uint64(n)) {
			v.SetUint(uint64(n))
			return nil
		}
	case reflect.Bool:
		if n := p.ColumnInt64(i); kind == sqlite.TypeInteger && (n == 0 || n == 1) {
			v.SetBool(n == 1)
			return nil
		}
	case reflect.Float32, reflect.Float64:
		if kind == sqlite.TypeInteger || kind == sqlite.TypeFloat {
			v.SetFloat(p.ColumnFloat(i))
			return nil
		}
	case reflect.String:
		if kind != sqlite.TypeNull {
			v.SetString(p.ColumnText(i))
			return nil
		}
	}
	return fmt.Errorf("cannot read %s into a %s", kind, v.Type())
}

// value is the i-th column as a driver gives it.
func (p *prepared) value(i int) any {
	switch p.ColumnType(i) {
	case sqlite.TypeInteger:
		return p.ColumnInt64(i)
	case sqlite.TypeFloat:
		return p.ColumnFloat(i)
	case sqlite.TypeText:
		return p.ColumnText(i)
	case sqlite.TypeBlob:
		b := make([]byte, p.ColumnLen(i))
		p.ColumnBytes(i, b)
		return b
	}
	return nil
}
