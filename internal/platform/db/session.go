package db

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"zombiezen.com/go/sqlite"
)

// session is one SQLite connection with the statements it has prepared. It is
// used by one goroutine at a time.
type session struct {
	conn  *sqlite.Conn
	stmts map[string]*prepared
}

// prepared is a statement of a session.
type prepared struct {
	*sqlite.Stmt
	names []string
	open  bool // its rows are being read
}

// pragmas are the settings of every connection; assertSQLite demands those on
// which durability hangs.
var pragmas = [...]string{"journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)",
	"cache_size(-32000)", "temp_store(MEMORY)", "secure_delete(ON)"}

const busyFor = 5 * time.Second

// newSession opens a connection to the file in dir; one that does not write
// cannot.
func newSession(dir string, write bool) (*session, error) {
	conn, err := sqlite.OpenConn(filepath.Join(dir, FileName), sqlite.OpenReadWrite|sqlite.OpenCreate)
	if err != nil {
		return nil, err
	}
	conn.SetBusyTimeout(busyFor)
	s := &session{conn: conn, stmts: map[string]*prepared{}}
	for _, p := range pragmas {
		err = errors.Join(err, s.run("PRAGMA "+p))
	}
	if !write {
		err = errors.Join(err, s.run("PRAGMA query_only(ON)"))
	}
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// maxPrepared bounds what a session keeps prepared; texts are few, so passing it
// means that one slipped in that varies, and starting over is cheap.
const maxPrepared = 2000

func (s *session) prepared(q string) (*prepared, error) {
	if p, ok := s.stmts[q]; ok && !p.open {
		return p, nil
	}
	stmt, rest, err := s.conn.PrepareTransient(steady(q))
	if err != nil {
		return nil, err
	}
	p := &prepared{Stmt: stmt, names: make([]string, stmt.ColumnCount())}
	if rest != 0 {
		return nil, errors.Join(errors.New("more than one statement"), stmt.Finalize())
	}
	for i := range p.names {
		p.names[i] = stmt.ColumnName(i)
	}
	if s.stmts[q] != nil {
		return p, nil // a second one, while the rows of the first are being read
	}
	if len(s.stmts) >= maxPrepared {
		s.forget()
	}
	s.stmts[q] = p
	return p, nil
}

// steady keeps the engine from planning a statement anew for each value of its
// LIMIT, which for a short list takes longer than the list.
func steady(q string) string { return strings.ReplaceAll(q, "LIMIT ?", "LIMIT +?") }

// forget lets go of every statement whose rows are not being read.
func (s *session) forget() {
	for q, p := range s.stmts {
		if !p.open {
			_ = p.Finalize()
			delete(s.stmts, q)
		}
	}
}

// start binds the arguments.
func (s *session) start(q string, args []any) (*prepared, error) {
	p, err := s.prepared(q)
	if err != nil {
		return nil, err
	}
	for i, a := range args {
		if err := p.bind(i+1, a); err != nil {
			return nil, errors.Join(err, s.end(q, p))
		}
	}
	p.open = true
	return p, nil
}

// end makes the statement ready for its next use.
func (s *session) end(q string, p *prepared) error {
	p.open = false
	if s.stmts[q] != p {
		return p.Finalize()
	}
	_ = p.Reset() // repeats the error of the step, which the caller has
	return p.ClearBindings()
}

func (s *session) exec(q string, args []any) (changed int, err error) {
	p, err := s.start(q, args)
	if err != nil {
		return 0, err
	}
	for more := true; more && err == nil; {
		more, err = p.Step()
	}
	if err == nil {
		changed = s.conn.Changes()
	}
	return changed, errors.Join(err, s.end(q, p))
}

func (s *session) query(q string, args []any) (rows, error) {
	p, err := s.start(q, args)
	if err != nil {
		return nil, err
	}
	return &sqliteRows{s: s, q: q, p: p}, nil
}

func (s *session) run(q string) error {
	_, err := s.exec(q, nil)
	return err
}

// idle says that no transaction is open.
func (s *session) idle() bool { return s.conn.AutocommitEnabled() }

// one reads the only value of the only row.
func (s *session) one(q string, into any) (err error) {
	p, err := s.start(q, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.end(q, p)) }()
	if more, err := p.Step(); err != nil || !more {
		return errors.Join(err, ErrNone)
	}
	return p.scan(0, into)
}

func (s *session) close() error {
	s.forget()
	return s.conn.Close()
}

// bind gives the i-th argument, from 1, by the rules of database/sql.
func (p *prepared) bind(i int, a any) error {
	switch v := a.(type) {
	case nil:
		p.BindNull(i)
	case int64:
		p.BindInt64(i, v)
	case int:
		p.BindInt64(i, int64(v))
	case string:
		p.BindText(i, v)
	case bool:
		p.BindBool(i, v)
	case float64:
		p.BindFloat(i, v)
	case []byte:
		if v == nil {
			p.BindNull(i)
		} else {
			p.BindBytes(i, v)
		}
	case driver.Valuer:
		value, err := v.Value()
		if err != nil {
			return err
		}
		return p.bind(i, value)
	default:
		return p.bindKind(i, reflect.ValueOf(a))
	}
	return nil
}

func (p *prepared) bindKind(i int, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			p.BindNull(i)
			return nil
		}
		return p.bind(i, v.Elem().Interface())
	case reflect.String:
		p.BindText(i, v.String())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.BindInt64(i, v.Int())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		p.BindInt64(i, int64(v.Uint()))
	case reflect.Bool:
		p.BindBool(i, v.Bool())
	case reflect.Float32, reflect.Float64:
		p.BindFloat(i, v.Float())
	default:
		if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			return p.bind(i, v.Bytes())
		}
		return fmt.Errorf("no argument can be a %s", v.Type())
	}
	return nil
}
