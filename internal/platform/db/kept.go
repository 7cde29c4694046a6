package db

import "strings"

// memory is what was read of tables that seldom change and may be believed: on
// SQLite by every act since, because all of them pass through the one writer; in
// a view and on PostgreSQL by that transaction alone. What was read of a table is
// forgotten at the first statement that changes it, everything when an act is
// undone or another process has written to the file.
type memory map[SQL]map[any]any

// maxKept bounds what is kept of one table.
const maxKept = 4096

type keptKey struct {
	realm int64
	key   any
}

// Kept is what load reads of the table, kept by a key. It must depend on nothing
// but the key and the rows of that table in the realm, and nobody may change it.
func Kept[T any](t *Tx, table SQL, key any, load func() (T, error)) (T, error) {
	k := keptKey{t.realm, key}
	if v, ok := t.memory[table][k]; ok && t.doomed == nil {
		return v.(T), nil
	}
	v, err := load()
	if err == nil {
		Keep(t, table, key, v)
	}
	return v, err
}

// Keep puts what the transaction has just written to the table where Kept finds
// it.
func Keep[T any](t *Tx, table SQL, key any, v T) {
	if t.memory == nil {
		t.memory = memory{}
	}
	t.memory.put(table, keptKey{t.realm, key}, v)
}

func (m memory) put(table SQL, k keptKey, v any) {
	if m[table] == nil || len(m[table]) >= maxKept {
		m[table] = map[any]any{}
	}
	m[table][k] = v
}

// forget lets go of what a statement is about to change.
func (m memory) forget(b *bound) {
	switch {
	case b.reads || len(m) == 0:
	case b.table == "":
		clear(m)
	default:
		delete(m, b.table)
	}
}

// changes says whether a statement only reads and, if not, which table it
// changes; "" when that is not plain to see.
func changes(q string) (reads bool, table SQL) {
	words := strings.Fields(q)
	for len(words) > 0 && strings.HasPrefix(words[0], "/*") {
		for !strings.HasSuffix(words[0], "*/") && len(words) > 1 {
			words = words[1:]
		}
		words = words[1:]
	}
	at := 0
	switch {
	case len(words) > 0 && words[0] == "SELECT":
		return true, ""
	case len(words) > 1 && words[0] == "UPDATE":
		at = 1
	case len(words) > 2 && (words[0] == "INSERT" && words[1] == "INTO" || words[0] == "DELETE" && words[1] == "FROM"):
		at = 2
	default:
		return false, ""
	}
	name, _, _ := strings.Cut(words[at], "(")
	return false, SQL(name)
}
