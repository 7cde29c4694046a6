package trail

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Filter narrows a search of the trail; zero fields do not.
type Filter struct {
	From, To time.Time // From ≤ at < To
	Actor    int64     // who acted, or was acted for
	Object   int64
	Action   string // the whole action: "matter.dispatch"
	Refused  bool   // only what was refused
	Before   Cursor // the row after which to go on
}

// Cursor is a place in the list, newest first. The zero Cursor is its beginning.
type Cursor struct {
	At     time.Time
	Strand int64
	Seq    int64
}

// Cursor is where the list goes on after the row.
func (r Row) Cursor() Cursor { return Cursor{r.At, r.Strand, r.Seq} }

func (f Filter) cond() (c db.Cond) {
	c.AndIf(!f.From.IsZero(), "at >= ?", f.From)
	c.AndIf(!f.To.IsZero(), "at < ?", f.To)
	c.AndIf(f.Actor != 0, "actor = ? OR on_behalf = ?", f.Actor, f.Actor)
	c.AndIf(f.Object != 0, "object = ?", f.Object)
	c.AndIf(f.Action != "", "action = ?", f.Action)
	c.AndIf(f.Refused, "result <> 'ok'")
	b := f.Before
	c.AndIf(!b.At.IsZero(), "(at, strand, seq) < (?, ?, ?)", b.At, b.Strand, b.Seq)
	return c
}

// Search lists the rows that the filter lets through, newest first.
func Search(tx *db.Tx, f Filter, limit int) ([]Row, error) {
	return db.Select[Row](tx, sqlSearch.Where(f.cond()), limit)
}
