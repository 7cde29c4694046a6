package matterweb_test

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
)

// Before a community is founded, pages for anyone lead to the first day.
func TestEmptyHouseLeadsToTheFirstDay(t *testing.T) {
	h := one(t)
	nowhere := access.Actor{System: "nowhere"}
	for _, at := range []string{"/open/matters", "/q/ABC", "/r", "/r/ABC", "/files/0akyc528w0000"} {
		if to := h.ask(nowhere, "GET", at, "").to(); to != "/setup" {
			t.Errorf("%s leads to %s", at, to)
		}
	}
}
