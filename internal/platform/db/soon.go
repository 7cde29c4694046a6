package db

import (
	"database/sql/driver"
	"reflect"
	"strings"
)

// later is a statement whose answer nobody waits for.
type later struct {
	text   string
	args   []any
	room   string                // the module, by which its tables and views begin
	refuse func(err error) error // what its failure means
}

// Soon runs a statement whose answer nobody waits for. On SQLite it runs at once.
// On PostgreSQL it goes to the server together with the others of the act, in one
// round trip: before the commit, or before the first statement that names a table
// of the same module. So the rows that many acts want at once are locked for a
// moment only. refuse, if not nil, says what its failure means.
func (t *Tx) Soon(refuse func(error) error, q Statement, args ...any) error {
	if t.engine == SQLite {
		_, err := t.Exec(q, args...)
		if err != nil && refuse != nil {
			t.doomed = refuse(err)
			err = t.doomed
		}
		return err
	}
	text, all, err := t.bound(q, args)
	if err != nil {
		return err
	}
	for i, a := range all {
		if all[i], err = driver.DefaultParameterConverter.ConvertValue(a); err != nil {
			return err
		}
	}
	_, table := changes(text)
	room, _, _ := strings.Cut(string(table), "_") // "" when the table is not plain: before any other
	t.queue = append(t.queue, later{text, all, room, refuse})
	t.wrote++
	return nil
}

// InsertSoon is Insert as Soon does it.
func InsertSoon[T any](t *Tx, refuse func(error) error, table SQL, rows ...T) error {
	return insert(table, "", rows, func(text SQL, args []any) error { return t.Soon(refuse, text, args...) })
}

// InsertNew adds, as Soon does it, the rows that no unique key refuses.
func InsertNew[T any](t *Tx, table SQL, rows ...T) error {
	return insert(table, " ON CONFLICT DO NOTHING", rows, func(text SQL, args []any) error { return t.Soon(nil, text, args...) })
}

// waits says whether something queued must go before the statement.
func (t *Tx) waits(text string) bool {
	for _, l := range t.queue {
		if strings.Contains(text, l.room) {
			return true
		}
	}
	return false
}

// flush sends what is queued.
func (t *Tx) flush() error {
	if len(t.queue) == 0 || t.doomed != nil {
		return t.doomed
	}
	return t.send(t.run.(*pgTx), false)
}

// send sends what is queued, and the commit if it is time for it, in one round
// trip.
func (t *Tx) send(to *pgTx, commit bool) error {
	queue := t.queue
	t.queue = nil
	at, err := to.all(queue, commit)
	switch {
	case err == nil:
		return nil
	case commit && (at >= len(queue) || !refused(err)):
		t.doomed = unknown(err)
	default:
		if t.doomed = failed(err, queue[at].text); queue[at].refuse != nil {
			t.doomed = queue[at].refuse(t.doomed)
		}
	}
	return t.doomed
}

// insert writes rows as statements, none with too many arguments.
func insert[T any](table, end SQL, rows []T, run func(SQL, []any) error) error {
	t := reflect.TypeFor[T]()
	names := shapeOf(t).columns
	for len(rows) > 0 {
		n := chunk(len(rows), max(1, maxArguments/(len(names)+1)))
		args := make([]any, 0, n*len(names))
		for _, row := range rows[:n] {
			_, values, err := columnValues(row)
			if err != nil {
				return err
			}
			args = append(args, values...)
		}
		if err := run(insertText(inserting{t, table, n, end}), args); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// chunk is how many of the rows the next statement takes: all of them, or a power
// of two, which keeps the texts few.
func chunk(rows, most int) int {
	if rows <= most {
		return rows
	}
	p := 1
	for p*2 <= most {
		p *= 2
	}
	return p
}
