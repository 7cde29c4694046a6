package app_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// What a place is called is remembered by the process, and a page asked for after
// the act that changed it shows the new name, whichever way it was changed.
func TestFrameShowsTheNameOfNow(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		session := h.Session(h.A.Holders[org.CommunitySecretary])
		shows := func(name string) bool {
			req, _ := http.NewRequest(http.MethodGet, "/desk", nil)
			return strings.Contains(h.Ask(req, session).Body.String(), name)
		}
		for _, name := range []string{"第一个名字", "第二个名字", "第三个名字"} {
			if shows(name) {
				t.Fatalf("%s is shown before it is given", name)
			}
			h.System(func(a *act.Act) error { return place.Rename(a, h.A.Community.ID, name, "") })
			if !shows(name) {
				t.Errorf("%s is not shown", name)
			}
		}
	})
}
