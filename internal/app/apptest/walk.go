package apptest

import (
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

var (
	navs  = regexp.MustCompile(`(?s)<nav\b.*?</nav>`)
	links = regexp.MustCompile(`href="(/[^"]*)"`)
)

var (
	menus   = regexp.MustCompile(`(?s)<nav (?:class="dock" )?aria-label="(?:主要页面|管理台)">.*?</nav>`)
	anchors = regexp.MustCompile(`<a\b[^>]*>`)
)

// Menu is the menu of the face on a page: the addresses it leads to, and which of
// them it marks as the present one. It is empty on a page without one.
func Menu(page string) map[string]bool {
	out := map[string]bool{}
	for _, a := range anchors.FindAllString(menus.FindString(page), -1) {
		if link := links.FindStringSubmatch(a); link != nil {
			out[html.UnescapeString(link[1])] = strings.Contains(a, `aria-current="page"`)
		}
	}
	return out
}

var (
	folded = regexp.MustCompile(`(?s)<details class="[a-z ]*">.*?</details>`)
	mains  = regexp.MustCompile(`<(?:a|button) class="btn btn-primary[^>]*>(?:<svg.*?</svg>)?\s*([^<]*)`)
)

// Mains are the words on the main actions that stand open on a page.
func Mains(page string) (out []string) {
	for _, m := range mains.FindAllStringSubmatch(folded.ReplaceAllString(page, ""), -1) {
		if text := strings.TrimSpace(m[1]); text != "" {
			out = append(out, text)
		}
	}
	return out
}

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
