package app_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// A new house has no account and no password that anybody could guess (TRUST
// T12): the usual pairs open nothing, no page answers, and nobody founds
// it without the code that only the terminal shows.
func TestANewHouseHasNoDefaultAccount(t *testing.T) {
	t.Parallel()
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		t.Run(e.String(), func(t *testing.T) {
			t.Parallel()
			c := dbtest.Config(t, app.Schema(), e)
			a, err := app.Open(t.Context(), app.Config{Addr: "127.0.0.1:0", Dir: c.Dir, Database: c.URL, Workers: 1},
				app.Options{Log: slog.New(slog.DiscardHandler)})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = a.Close() }()
			ask := func(method, at string, form url.Values) *httptest.ResponseRecorder {
				r := httptest.NewRequest(method, at, strings.NewReader(form.Encode()))
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				w := httptest.NewRecorder()
				a.Server.Handler().ServeHTTP(w, r)
				return w
			}
			for _, pair := range [][2]string{{"admin", "admin"}, {"admin", "admin123"}, {"root", "root"}, {"jinlin", "jinlin"}, {"admin", ""}, {"", ""}} {
				w := ask("POST", "/sign-in/staff", url.Values{"login": {pair[0]}, "password": {pair[1]}})
				if session := w.Header().Get("Set-Cookie"); strings.Contains(session, "session") || w.Code >= 500 {
					t.Errorf("%s/%s: %d, %s", pair[0], pair[1], w.Code, session)
				}
			}
			for _, r := range a.Server.Routes() {
				if r.Can == web.Anywhere || r.Path() == "/{$}" {
					continue
				}
				at := parameter.ReplaceAllString(r.Path(), "$1/0akyc528w0000")
				if w := ask(r.Method(), at, nil); w.Header().Get("Location") != "/setup" {
					t.Errorf("%s before anything is founded: %d, %s", r.At, w.Code, w.Header().Get("Location"))
				}
			}
			founding := url.Values{"kind": {"district"}, "level": {"community"}, "name": {"某某社区"}, "person": {"某某"}, "login": {"first.one"}}
			for _, code := range []string{"", "00000000", "AAAAAAAA", "admin"} {
				founding.Set("opening", code)
				if w := ask("POST", "/setup", founding); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "开箱码不对") {
					t.Errorf("founded with %q: %d", code, w.Code)
				}
			}
			if realms, err := a.Realms(t.Context()); err != nil || len(realms) != 0 {
				t.Errorf("%d realms, %v", len(realms), err)
			}
		})
	}
}
