package access_test

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
)

// A menu of a desk goes by seats: to be allowed one's own things is not enough.
func TestBySeat(t *testing.T) {
	t.Parallel()
	p := access.NewPolicy([]access.Grant{
		{Can: "thing.see", Relation: access.Within, Seats: []access.SeatKind{"worker"}},
		{Can: "thing.see", Relation: access.Author},
	}, nil)
	for kind, want := range map[access.SeatKind]bool{"worker": true, "company": false, "": false} {
		by := access.Actor{Person: 9}
		if kind != "" {
			by.Seats = []access.Held{{Seat: 1, Kind: kind, Path: "/1/"}}
		}
		if got := p.BySeat(by, "thing.see"); got != want || !p.Has(by, "thing.see") {
			t.Errorf("%q by seat: %v", kind, got)
		}
	}
}
