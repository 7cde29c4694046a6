package app_test

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/org"
)

// Whatever the navigation offers opens, for the resident and for the holder of
// every kind of seat.
func TestNavigationOffersOnlyWhatOpens(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		server := h.Server.Handler()
		if n := apptest.Walk(t, server, h.Session(h.A.Resident), "the resident"); n < 5 {
			t.Errorf("the resident is offered %d pages", n)
		}
		for _, kind := range org.SeatKinds() {
			n := apptest.Walk(t, server, h.Session(h.A.Holders[kind]), string(kind))
			if n < 7 || kind == org.CommunitySecretary && n < 25 {
				t.Errorf("%s is offered %d pages", kind, n)
			}
		}
	})
}
