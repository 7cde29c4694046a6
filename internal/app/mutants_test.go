package app_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// widened is what a relation becomes when its check is dropped: a seat counts
// wherever it is, and whoever is known is the author.
func widened(r access.Relation) access.Relation {
	switch r {
	case access.Within, access.Handler:
		return access.Seated
	case access.Author, access.Public:
		return access.SignedIn
	}
	return nil // nothing of a place or a person is checked
}

// second are asked only where another capability has allowed the same thing
// before, so that dropping them alone opens nothing.
var second = map[access.Capability]bool{matter.CanOverride: true, matter.CanRevealSecret: true, people.CanRevealSensitive: true}

// Seeded holes (TRUST S4): with any one row of the table of permissions widened
// to things anywhere, in deeds and lists alike, the access matrix must notice. A
// hole that it does not see is a hole in the matrix. Where not being allowed to
// know of a thing would hide the hole, the actor may know of everything.
func TestSeededHolesAreFound(t *testing.T) {
	t.Parallel()
	sound := app.Policy()
	for i, g := range sound.Grants {
		to := widened(g.Relation)
		if to == nil || second[g.Can] {
			continue
		}
		kind := access.SeatKind(org.Volunteer) // may do next to nothing
		if len(g.Seats) > 0 {
			kind = g.Seats[0]
		}
		t.Run(fmt.Sprintf("%s %s", g.Can, access.RelationName(g.Relation)), func(t *testing.T) {
			t.Parallel()
			grants := slices.Clone(sound.Grants)
			grants[i].Relation = to
			h := apptest.New(t, db.SQLite)
			*h.Stage.Policy = *access.NewPolicy(seeing(grants, kind), sound.Denials)
			if done(t, h, kind) != "" {
				return
			}
			*h.Stage.Policy = *access.NewPolicy(grants, sound.Denials)
			if len(newStranger(t, h, kind).walk(1)) == 0 {
				t.Errorf("%s widened to %s: nobody notices", g.Can, access.RelationName(to))
			}
		})
	}
}

// seeing lets kinds of seats know of everything, and do nothing more.
func seeing(grants []access.Grant, kinds ...access.SeatKind) []access.Grant {
	out := slices.Clone(grants)
	for _, g := range grants {
		if g.Can == g.Can.See() {
			out = append(out, access.Grant{Can: g.Can, Relation: access.Seated, Seats: kinds})
		}
	}
	return out
}
