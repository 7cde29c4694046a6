package db

import (
	"slices"
	"sync"
	"time"
)

// believed is how long a process on PostgreSQL goes by what it has read of a
// table that hardly ever changes, before it looks whether another server changed
// it.
const believed = 20 * time.Second

// recent is what the process read lately, by table.
type recent struct {
	mu     sync.Mutex
	tables map[SQL]map[keptKey]belief
}

type belief struct {
	stamp int64 // of the table, before it was read
	at    time.Time
	value any
}

// Lately is Kept for what may be out of date for some seconds: an act on
// PostgreSQL goes by what another one has read, unless this process has changed
// the table since. On SQLite, and in a view, it is Kept.
func Lately[T any](t *Tx, table SQL, key any, load func() (T, error)) (T, error) {
	if t.engine == SQLite || !t.writes || slices.Contains(t.changed, table) {
		return Kept(t, table, key, load)
	}
	r, k := &t.stamps.recent, keptKey{t.realm, key}
	stamp := t.stamps.of(table).Load()
	if v, ok := r.get(table, k, stamp); ok {
		return v.(T), nil
	}
	v, err := Kept(t, table, key, load)
	if err == nil {
		r.put(table, k, belief{stamp, time.Now(), v})
	}
	return v, err
}

func (r *recent) get(table SQL, k keptKey, stamp int64) (any, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	had, ok := r.tables[table][k]
	return had.value, ok && had.stamp == stamp && time.Since(had.at) <= believed
}

func (r *recent) put(table SQL, k keptKey, v belief) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tables == nil {
		r.tables = map[SQL]map[keptKey]belief{}
	}
	if r.tables[table] == nil || len(r.tables[table]) >= maxKept {
		r.tables[table] = map[keptKey]belief{}
	}
	r.tables[table][k] = v
}
