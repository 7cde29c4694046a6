package app_test

import (
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/org"
)

var (
	switches = regexp.MustCompile(`(?s)<form method="post" action="/look">.*?</form>`)
	unseen   = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
)

// Whoever turns to another look on a form that was refused finds what they typed,
// and nothing is done by it, even where the form is good by then.
func TestTheSwitchesKeepWhatWasTyped(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		session := h.Session(h.A.Holders[org.CommunitySecretary])
		post := func(at string, form url.Values) *httptest.ResponseRecorder {
			r := httptest.NewRequest(http.MethodPost, at, strings.NewReader(form.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			return h.Ask(r, session)
		}
		turn := func(page string) *httptest.ResponseRecorder {
			form := url.Values{"lang": {"en"}}
			for _, in := range unseen.FindAllStringSubmatch(switches.FindString(page), -1) {
				form.Add(html.UnescapeString(in[1]), html.UnescapeString(in[2]))
			}
			w := post("/look", form)
			if w.Code != http.StatusTemporaryRedirect {
				t.Fatalf("the switch answers %d", w.Code)
			}
			return post(w.Header().Get("Location"), form)
		}
		const at = "/desk/organizations/new"
		typed := url.Values{"name": {"海风里 \"二期\" 业委会"}, "kind": {"owners_committee"}, "place": {h.A.Compound.ID.String()}, "founded": {"不知道"}, "back": {"/desk"}}
		refused := post(at, typed)
		again := turn(refused.Body.String())
		for _, w := range []*httptest.ResponseRecorder{refused, again} {
			if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), html.EscapeString(typed.Get("name"))) {
				t.Errorf("status %d, or what was typed is lost", w.Code)
			}
		}
		typed.Set("founded", "2026-11-01")
		typed.Set("seek", "over") // the form is good and shown again
		shown := turn(post(at, typed).Body.String())
		if shown.Code != http.StatusUnprocessableEntity {
			t.Errorf("status %d", shown.Code)
		}
		typed.Set("_look", at)
		typed.Del("seek")
		if w := post(at, typed); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "您写的都在") {
			t.Errorf("a form that was only to be shown is acted on: %d", w.Code)
		}
		typed.Del("_look")
		if w := post(at, typed); w.Code != http.StatusSeeOther {
			t.Errorf("the form itself: %d", w.Code)
		}
		if w := post("/me/password", url.Values{"old": {"canary-old"}, "password": {"x"}}); strings.Contains(w.Body.String(), "canary-old") {
			t.Error("a secret stands in a page")
		}
	})
}
