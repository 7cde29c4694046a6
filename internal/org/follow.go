package org

import (
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Follow takes organisations, territories and seats along when their place has
// moved. It reacts to place.Moved in the same act.
func Follow(a *act.Act, m place.Moved) error {
	from, before := m.From.Range()
	for _, q := range []db.SQL{sqlFollowOrganizations, sqlFollowTerritories, sqlFollowSeats} {
		if _, err := a.Tx.Exec(q, m.To, len(m.From)+1, from, before); err != nil {
			return err
		}
	}
	return nil
}
