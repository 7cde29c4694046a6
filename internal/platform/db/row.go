package db

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
)

// shape is how a struct maps to columns.
type shape struct {
	columns []string
	fields  []field // of the columns
}

type field struct {
	index []int
	json  bool
}

// of is the field of a column.
func (s *shape) of(column string) (field, bool) {
	i := slices.Index(s.columns, column)
	if i < 0 {
		return field{}, false
	}
	return s.fields[i], true
}

var shapes sync.Map // reflect.Type -> *shape

var (
	timeType    = reflect.TypeFor[time.Time]()
	scannerType = reflect.TypeFor[sql.Scanner]()
)

func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s := &shape{}
	s.add(t, nil)
	shapes.Store(t, s)
	return s
}

func (s *shape) add(t reflect.Type, path []int) {
	for f := range t.Fields() {
		index := append(append([]int{}, path...), f.Index...)
		tag, ok := f.Tag.Lookup("db")
		switch {
		case f.Anonymous && !ok && f.Type.Kind() == reflect.Struct:
			s.add(f.Type, index)
		case !ok || tag == "-":
		default:
			name, option, _ := strings.Cut(tag, ",")
			s.columns = append(s.columns, name)
			s.fields = append(s.fields, field{index: index, json: option == "json"})
		}
	}
}

// isRow says whether t is scanned column by column (a plain struct) rather than
// as one value.
func isRow(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t != timeType && !reflect.PointerTo(t).Implements(scannerType)
}

// reader scans the rows of one result into T.
type reader[T any] struct {
	fields []field // nil for a single value
	dest   []any
}

// reading is a statement read into a type.
type reading struct {
	into reflect.Type
	text string
}

var readings sync.Map // reading -> []field

func newReader[T any](text string, rows rows) (*reader[T], error) {
	key := reading{reflect.TypeFor[T](), text}
	kept, ok := readings.Load(key)
	if !ok {
		names, err := rows.columns()
		if err != nil {
			return nil, err
		}
		fields, err := fieldsFor(key.into, names)
		if err != nil {
			return nil, err
		}
		kept, _ = readings.LoadOrStore(key, fields)
	}
	fields := kept.([]field)
	return &reader[T]{fields: fields, dest: make([]any, max(1, len(fields)))}, nil
}

// fieldsFor are the fields of the columns; nil for a single value.
func fieldsFor(t reflect.Type, names []string) ([]field, error) {
	if !isRow(t) {
		if len(names) != 1 {
			return nil, fmt.Errorf("db: %d columns for a single %s", len(names), t)
		}
		return nil, nil
	}
	s := shapeOf(t)
	fields := make([]field, len(names))
	for i, n := range names {
		f, ok := s.of(n)
		if !ok {
			return nil, fmt.Errorf("db: %s has no field for column %q", t, n)
		}
		fields[i] = f
	}
	return fields, nil
}

func (r *reader[T]) read(rows rows) (v T, err error) {
	rv := reflect.ValueOf(&v).Elem()
	if r.fields == nil {
		r.dest[0] = destination(rv, false)
	}
	for i, f := range r.fields {
		r.dest[i] = destination(rv.FieldByIndex(f.index), f.json)
	}
	return v, rows.scan(r.dest)
}

func destination(v reflect.Value, asJSON bool) any {
	switch p := v.Addr().Interface().(type) {
	case *time.Time:
		return (*timeDest)(p)
	default:
		if asJSON {
			return jsonDest{p}
		}
		return p
	}
}

type timeDest time.Time

func (d *timeDest) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = timeDest{}
	case int64:
		*d = timeDest(time.UnixMicro(v).UTC())
	default:
		return fmt.Errorf("db: cannot scan %T into a time", src)
	}
	return nil
}

type jsonDest struct{ p any }

func (d jsonDest) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(v), d.p)
	case []byte:
		return json.Unmarshal(v, d.p)
	default:
		return fmt.Errorf("db: cannot scan %T into JSON", src)
	}
}

// argument is a Go value as both drivers take it.
func argument(v any) any {
	switch v := v.(type) {
	case time.Time:
		if v.IsZero() {
			return nil
		}
		return v.UnixMicro()
	case *time.Time:
		if v == nil {
			return nil
		}
		return argument(*v)
	}
	return v
}

// columnValues gives the columns of a row and their arguments.
func columnValues(row any) ([]string, []any, error) {
	v := reflect.Indirect(reflect.ValueOf(row))
	s := shapeOf(v.Type())
	args := make([]any, len(s.columns))
	for i, f := range s.fields {
		value := v.FieldByIndex(f.index).Interface()
		if f.json {
			b, err := json.Marshal(value)
			if err != nil {
				return nil, nil, err
			}
			value = string(b)
		}
		args[i] = value
	}
	return s.columns, args, nil
}

// ErrNone is what Get answers when there is no such row.
var ErrNone = errors.New("db: no row")
