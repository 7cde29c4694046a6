package org

import (
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// HeldBy lists the seats that the person holds at the moment of the view, with
// their places as they stand now: all that permission is made of. It is asked
// for every request, before the actor is known.
func HeldBy(v *act.View, person people.ID) ([]access.Held, error) {
	rows, err := db.Select[heldRow](v.Tx, sqlHeld, person, v.At, v.At)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	out := make([]access.Held, len(rows))
	for i, r := range rows {
		out[i] = access.Held{
			Seat: int64(r.Seat), Kind: r.Kind, Org: int64(r.Organization),
			Place: int64(r.Place), Path: r.Path, Level: r.Level,
		}
	}
	return out, nil
}
