package apptest

import (
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"
)

var (
	navs  = regexp.MustCompile(`(?s)<nav\b.*?</nav>`)
	links = regexp.MustCompile(`href="(/[^"]*)"`)
)

// Walk opens every address that the navigation of each face leads the holder of
// a session to, and says how many. What is offered must open.
func Walk(t testing.TB, server http.Handler, session *http.Cookie, who string) int {
	t.Helper()
	ask := func(path string) *httptest.ResponseRecorder {
		var w *httptest.ResponseRecorder
		for range 3 { // an address that leads on to another
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.AddCookie(session)
			w = httptest.NewRecorder()
			server.ServeHTTP(w, r)
			if w.Code != http.StatusSeeOther {
				break
			}
			path = w.Header().Get("Location")
		}
		return w
	}
	seen := map[string]bool{}
	for _, face := range []string{"/", "/field", "/desk", "/open"} {
		first := ask(face)
		if first.Code != http.StatusOK {
			continue
		}
		for _, nav := range navs.FindAllString(first.Body.String(), -1) {
			for _, link := range links.FindAllStringSubmatch(nav, -1) {
				path := html.UnescapeString(link[1])
				if seen[path] {
					continue
				}
				seen[path] = true
				if w := ask(path); w.Code != http.StatusOK {
					t.Errorf("%s is offered %s, which answers %d", who, path, w.Code)
				}
			}
		}
	}
	return len(seen)
}
