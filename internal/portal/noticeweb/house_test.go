package noticeweb_test

import (
	"context"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/portal/noticeweb"
)

const (
	realm  = 7
	reader = 100 // has a way in
	elder  = 101 // has none
	worker = 102
)

// house is a server over a real database; a header says who asks.
type house struct {
	t     *testing.T
	stage *act.Stage
	web   http.Handler
	now   time.Time
}

func both(t *testing.T, f func(t *testing.T, h *house)) {
	t.Parallel()
	dbtest.Both(t, db.Schema{trail.Schema, act.Schema, auth.Schema, notify.Schema}, func(t *testing.T, d *db.DB) { f(t, newHouse(t, d)) })
}

func newHouse(t *testing.T, d *db.DB) *house {
	h := &house{t: t, now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return h.now }
	desk := []access.SeatKind{"desk"}
	h.stage = &act.Stage{
		DB: d, IDs: id.NewMaker(1, clock), Now: clock, Publish: event.NewBus().Publish, Log: slog.New(slog.DiscardHandler),
		Policy: access.NewPolicy([]access.Grant{
			{Can: notify.CanSee, Relation: access.Within, Seats: desk}, {Can: notify.CanTell, Relation: access.Within, Seats: desk},
		}, nil),
	}
	server := &web.Server{
		Stage: h.stage, Log: h.stage.Log,
		Identify: func(r *http.Request) (access.Actor, error) {
			person, _ := strconv.ParseInt(r.Header.Get("Person"), 10, 64)
			by := access.Actor{Realm: realm, Person: person}
			if path := r.Header.Get("Desk"); path != "" {
				by.Seats = []access.Held{{Seat: 1, Kind: "desk", Place: 1, Path: access.Path(path)}}
			}
			return by, nil
		},
		ErrorPage: func(_ *web.Request, p web.Problem) templ.Component { return templ.Raw(html.EscapeString(p.Text)) },
	}
	server.Handle(noticeweb.Routes(noticeweb.Deps{
		Names: func(_ *act.View, _ ...int64) (map[int64]string, error) {
			return map[int64]string{elder: "王*", worker: "陈*"}, nil
		},
		Places: func(_ *act.View, _ ...int64) (map[int64]string, error) {
			return map[int64]string{9: "阳光小区"}, nil
		},
	})...)
	h.web = server.Handler()
	h.system(func(a *act.Act) error {
		_, err := auth.Visit(a, reader)
		return err
	})
	return h
}

func (h *house) system(f func(*act.Act) error) {
	h.t.Helper()
	if err := h.stage.Do(context.Background(), access.Actor{Realm: realm, System: "test"}, f); err != nil {
		h.t.Fatal(err)
	}
}

// news tells a person something.
func (h *house) news(person int64, key, words, link string) {
	h.t.Helper()
	h.now = h.now.Add(time.Minute)
	h.system(func(a *act.Act) error {
		return notify.Tell(a, notify.Message{Person: id.Any(person), Key: key, Kind: "test", Words: words, Link: link, Place: 9, Path: "/a/9/"})
	})
}

// asker is who asks.
type asker struct {
	*house
	person int64
	desk   string // path of the seat, "" for none
}

func (a asker) do(method, path string, pairs ...string) *httptest.ResponseRecorder {
	a.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	req := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	req.Header.Set("Person", strconv.FormatInt(a.person, 10))
	req.Header.Set("Desk", a.desk)
	w := httptest.NewRecorder()
	a.web.ServeHTTP(w, req)
	return w
}

func shows(t *testing.T, w *httptest.ResponseRecorder, status int, texts ...string) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("got %d, want %d: %.600s", w.Code, status, w.Body)
	}
	for _, s := range texts {
		if !strings.Contains(w.Body.String(), s) {
			t.Errorf("no %q in %.2000s", s, w.Body)
		}
	}
}

func leads(t *testing.T, w *httptest.ResponseRecorder, to string) {
	t.Helper()
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != to {
		t.Fatalf("got %d to %q, want %q", w.Code, w.Header().Get("Location"), to)
	}
}
