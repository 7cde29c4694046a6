package org

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Manned is a seat with who holds it at the moment of the view and where it
// stands.
type Manned struct {
	Seat
	At      string     // the name of its place
	Level   place.Kind // of its place
	Holders []people.ID
}

// MannedAbove lists the open seats that somebody holds at and above the paths,
// the lower first: who there could be handed something. No kinds means any. One
// query, however many paths.
func MannedAbove(v *act.View, paths []access.Path, kinds ...access.SeatKind) ([]Manned, error) {
	var above []place.ID
	for _, path := range paths {
		above = append(above, place.Ancestors(path)...)
	}
	above = slices.Compact(slices.Sorted(slices.Values(above)))
	type row struct {
		Seat
		At     string     `db:"at"`
		Level  place.Kind `db:"level"`
		Person people.ID  `db:"person_id"`
	}
	var out []Manned
	for part := range slices.Chunk(above, maxBatch) {
		var c db.Cond
		db.In(&c, "s.place_id", part)
		if len(kinds) > 0 {
			db.In(&c, "s.kind", kinds)
		}
		err := db.Each(v.Tx, func(r row) error {
			if n := len(out); n == 0 || out[n-1].ID != r.ID {
				out = append(out, Manned{Seat: r.Seat, At: r.At, Level: r.Level})
			}
			last := &out[len(out)-1]
			last.Holders = append(last.Holders, r.Person)
			return nil
		}, sqlManned.Where(c), v.At, v.At)
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b Manned) int { return len(b.Path) - len(a.Path) })
	return out, nil
}

// Sitters says of each seat who holds it, the names masked as for anyone: "陈*".
// One query.
func Sitters(v *act.View, seats []Manned) (map[SeatID]string, error) {
	var persons []people.ID
	for _, s := range seats {
		persons = append(persons, s.Holders...)
	}
	if len(persons) == 0 {
		return nil, nil
	}
	names, err := people.Names(v, persons...)
	out := make(map[SeatID]string, len(seats))
	for _, s := range seats {
		out[s.ID] = heldBy(s.Holders, names)
	}
	return out, err
}
