package db

import (
	"slices"
	"sync"
	"sync/atomic"
)

// stamps count, table by table, the durable acts of this process that changed it.
// Beside them stands what was read lately.
type stamps struct {
	tables sync.Map // SQL -> *atomic.Int64; "" is every table
	recent recent
}

func (s *stamps) of(table SQL) *atomic.Int64 {
	n, ok := s.tables.Load(table)
	if !ok {
		n, _ = s.tables.LoadOrStore(table, new(atomic.Int64))
	}
	return n.(*atomic.Int64)
}

// Stamp is a number that grows with every durable act of this process that may
// have changed one of the tables, before anyone hears that the act is done. What
// was read in a view that began after a stamp was taken is true as long as the
// stamp is the same; of other processes it knows nothing.
func (d *DB) Stamp(tables ...SQL) (sum int64) {
	sum = d.stamps.of("").Load()
	for _, table := range tables {
		sum += d.stamps.of(table).Load()
	}
	return sum
}

// change notes that the transaction changes a table.
func (w *work) change(b *bound) {
	if w.writes && !b.reads && !slices.Contains(w.changed, b.table) {
		w.changed = append(w.changed, b.table)
	}
}
