package app_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
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

// A page marks one entry of its face's menu, the one it belongs to, and has at
// most one main action. Asked of every page of the faces that have a menu, as
// each of those who work there.
func TestEveryPageMarksItsEntry(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, db.SQLite)
	opened, unmarked := map[string]int{}, map[string]int{}
	for _, kind := range []access.SeatKind{org.SubdistrictLead, org.CommunitySecretary, org.GridWorker, org.SystemAdmin, org.SecurityAdmin, org.AuditAdmin} {
		session := h.Session(h.A.Holders[kind])
		for _, route := range h.Server.Routes() {
			if route.Method() != http.MethodGet || route.Path() == "/healthz" {
				continue
			}
			path := strings.Replace(aim(t, route.Path(), h.A), "{$}", "", 1)
			w := h.Ask(httptest.NewRequest(http.MethodGet, path, nil), session)
			menu := apptest.Menu(w.Body.String())
			if w.Code != http.StatusOK || len(menu) == 0 {
				continue
			}
			opened[route.Path()]++
			if main := apptest.Mains(w.Body.String()); len(main) > 1 {
				t.Errorf("%s at %s is asked for %d main things at once: %s", kind, path, len(main), main)
			}
			var marked []string
			for href, is := range menu {
				if is {
					marked = append(marked, href)
				}
			}
			want := belongs(strings.TrimSuffix(route.Path(), "{$}"), menu)
			if want == "" {
				unmarked[route.Path()]++
			}
			if len(marked) > 1 || want == "" && len(marked) > 0 || want != "" && (len(marked) != 1 || marked[0] != want) {
				t.Errorf("%s at %s marks %v, want %q", kind, path, marked, want)
			}
		}
	}
	if len(opened) < 60 {
		t.Errorf("only %d pages were opened", len(opened))
	}
	for path, n := range unmarked {
		if n == opened[path] {
			t.Errorf("%s marks nothing to anybody", path)
		}
	}
}

// belongs is the entry of a menu that a page stands under, "" when the menu does
// not offer it.
func belongs(pattern string, menu map[string]bool) string {
	for prefix, href := range map[string]string{
		"/desk/seats/": "/desk/organizations", "/desk/appointments/": "/desk/organizations", "/desk/divisions": "/desk/places",
		"/help": "/", "/q/": "/", "/r": "/", "/welcome": "/",
	} {
		if strings.HasPrefix(pattern, prefix) {
			pattern = href
		}
	}
	if _, ok := menu[pattern]; ok {
		return pattern
	}
	best := ""
	for href := range menu {
		first := href == "/" || href == "/desk" || href == "/field"
		if !first && strings.HasPrefix(pattern, href+"/") && len(href) > len(best) {
			best = href
		}
	}
	if best == "" && strings.HasPrefix(pattern, "/field/matters/") {
		return "/field"
	}
	return best
}
