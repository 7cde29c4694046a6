package place

import (
	"errors"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanSee is the capability to browse the tree of places at the desk. The
// functions of this file ask for no permission: an address is no secret, and
// every module needs them; a page that browses asks.
const CanSee access.Capability = "place.see"

// Get gives the place, in use or closed; NotFound when there is none.
func Get(v *act.View, place ID) (Place, error) { return load(v, place) }

// GetAll gives the places that exist among ids, in one batch.
func GetAll(v *act.View, ids ...ID) (map[ID]Place, error) {
	out := make(map[ID]Place, len(ids))
	err := batches(ids, func(c db.Cond) error {
		return db.Each(v.Tx, func(p Place) error {
			out[p.ID] = p
			return nil
		}, sqlList.Where(c))
	})
	return out, err
}

// Find gives the place in use with a code; NotFound when there is none.
func Find(v *act.View, code string) (Place, error) {
	p, err := db.Get[Place](v.Tx, sqlByCode, code)
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	return p, err
}

// Roots lists the places that stand under none.
func Roots(v *act.View) ([]Place, error) { return db.Select[Place](v.Tx, sqlRoots) }

// Children lists what stands right under the place, closed places too: higher
// kinds first, then by name as people count (2幢 before 10幢). The zero id
// lists the roots.
func Children(v *act.View, place ID) ([]Place, error) {
	if place.IsZero() {
		return Roots(v)
	}
	return db.Select[Place](v.Tx, sqlChildren, place)
}

// Under lists the places in use of a kind in and below a place, by path.
func Under(v *act.View, place ID, kind Kind) ([]Place, error) {
	p, err := load(v, place)
	if err != nil {
		return nil, err
	}
	from, before := p.Path.Range()
	return db.Select[Place](v.Tx, sqlUnder, kind, from, before)
}

// UnderAt lists the places of a kind in and below a place that were not closed
// yet at a moment, by path. When a place came to be is not known, only when it
// was entered.
func UnderAt(v *act.View, place ID, kind Kind, at time.Time) ([]Place, error) {
	p, err := load(v, place)
	if err != nil {
		return nil, err
	}
	from, before := p.Path.Range()
	return db.Select[Place](v.Tx, sqlUnderAt, kind, from, before, at)
}

// Chain lists the ancestors of a place from the root down, itself last.
func Chain(v *act.View, place ID) ([]Place, error) {
	p, err := load(v, place)
	if err != nil {
		return nil, err
	}
	ids := p.Above()
	all, err := GetAll(v, ids...)
	if err != nil {
		return nil, err
	}
	out := make([]Place, 0, len(ids))
	for _, i := range ids {
		out = append(out, all[i])
	}
	return out, nil
}

// Names gives the own names of places: "3幢". One query for a page.
func Names(v *act.View, ids ...ID) (map[ID]string, error) {
	out := make(map[ID]string, len(ids))
	type named struct {
		ID   ID     `db:"id"`
		Name string `db:"name"`
	}
	err := batches(ids, func(c db.Cond) error {
		return db.Each(v.Tx, func(n named) error {
			out[n.ID] = n.Name
			return nil
		}, sqlNames.Where(c))
	})
	return out, err
}

// maxBatch keeps an IN list under the engines' limits.
const maxBatch = 512

// batches calls f with "id IN (…)" for the distinct ids.
func batches(ids []ID, f func(db.Cond) error) error {
	sorted := slices.Compact(slices.Sorted(slices.Values(ids)))
	for part := range slices.Chunk(slices.DeleteFunc(sorted, ID.IsZero), maxBatch) {
		var c db.Cond
		db.In(&c, "id", part)
		if err := f(c); err != nil {
			return err
		}
	}
	return nil
}
