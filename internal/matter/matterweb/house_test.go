package matterweb_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/matter/matterweb"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/file"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// house is a town with a server over its real database; a header says who asks.
type house struct {
	*mattertest.World
	t       *testing.T
	web     http.Handler
	visitor access.Actor // nobody is signed in

	mu    sync.Mutex
	who   map[string]access.Actor
	asked map[string]int // statements by path
}

var schema = append(append(db.Schema{}, mattertest.Schema...), auth.Schema)

// both runs f in a house of its own on each engine.
func both(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) { f(t, newHouse(t, d)) })
}

// one runs f in a house on SQLite.
func one(t *testing.T) *house {
	t.Helper()
	t.Parallel()
	return newHouse(t, dbtest.Open(t, schema, db.SQLite))
}

func newHouse(t *testing.T, d *db.DB) *house {
	t.Helper()
	h := &house{World: mattertest.New(t, d), t: t, who: map[string]access.Actor{}, asked: map[string]int{}, visitor: access.Actor{Realm: mattertest.Realm}}
	h.allow()
	files, err := file.OpenDisk(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	server := &web.Server{
		Stage: h.Stage, Log: slog.New(slog.DiscardHandler),
		Identify: func(r *http.Request) (access.Actor, error) {
			h.mu.Lock()
			defer h.mu.Unlock()
			return h.who[r.Header.Get("As")], nil
		},
		Frame: func(r *web.Request, p *ui.Page) {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.asked[r.Method+" "+r.URL.Path] = r.Asked()
			p.Place = ui.Place{Name: "深田社区", Href: "/"}
			p.Phone = ui.Phone{Label: "社区电话", Number: "0592-2020000"}
		},
		ErrorPage: func(_ *web.Request, p web.Problem) templ.Component {
			return ui.PlainPage(ui.Page{Title: p.Text})
		},
		SignInPage: func(_ *web.Request, next, carry string) templ.Component {
			return ui.PlainPage(ui.Page{Title: "登录 " + next + " " + carry})
		},
	}
	server.Handle(web.LookRoute())
	server.Handle(matterweb.Routes(matterweb.Deps{
		Files: files, URL: "https://jinlin.example",
		Calendar:  func(*act.View) (calendar.Calendar, error) { return calendar.Official(), nil },
		KeepYears: place.KeepYears,
	})...)
	h.web = server.Handler()
	return h
}

// allow adds the grants of the faces to those of the town.
func (h *house) allow() {
	desks := []access.SeatKind{org.SubdistrictLead, org.SubdistrictWorker, org.CommunitySecretary, org.CommunityWorker}
	staff := append([]access.SeatKind{org.GridLead, org.GridWorker, org.PropertyManager}, desks...)
	grants := append(h.Policy.Grants,
		access.Grant{Can: place.CanKeepYears, Relation: access.Within, Seats: desks},
		access.Grant{Can: matter.CanPost, Relation: access.Within, Seats: desks},
		access.Grant{Can: matter.CanExport, Relation: access.Within, Seats: desks},
		access.Grant{Can: matter.CanCount, Relation: access.Within, Seats: desks},
		access.Grant{Can: org.CanSee, Relation: access.Within, Seats: staff},
		access.Grant{Can: people.CanSee, Relation: access.Within, Seats: staff},
		access.Grant{Can: people.CanSee, Relation: access.Author},
		access.Grant{Can: people.CanRegister, Relation: access.Within, Seats: staff},
		access.Grant{Can: people.CanConsent, Relation: access.Within, Seats: staff},
		access.Grant{Can: people.CanReveal, Relation: access.Within, Seats: staff},
		access.Grant{Can: people.CanReveal, Relation: access.Handler, Seats: staff},
	)
	h.Policy = access.NewPolicy(grants, h.Policy.Denials)
}

// page is what the server answered.
type page struct {
	t      *testing.T
	status int
	head   http.Header
	text   string
}

// ask sends a request as somebody, with the headers given as name, value, ….
func (h *house) ask(by access.Actor, method, at, body string, headers ...string) page {
	h.t.Helper()
	h.mu.Lock()
	key := ""
	for k, known := range h.who {
		if known.Person == by.Person && known.Realm == by.Realm && len(known.Seats) == len(by.Seats) {
			key = k
		}
	}
	if key == "" {
		key = string(rune('a' + len(h.who)))
		h.who[key] = access.Actor{Realm: by.Realm, Person: by.Person, Account: by.Account, Session: by.Session, Seats: by.Seats, Homes: by.Homes}
	}
	h.mu.Unlock()
	req := httptest.NewRequestWithContext(context.Background(), method, at, strings.NewReader(body))
	req.Header.Set("As", key)
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	h.web.ServeHTTP(rec, req)
	return page{h.t, rec.Code, rec.Header(), rec.Body.String()}
}

// get opens a page that must be there.
func (h *house) get(by access.Actor, at string) page {
	h.t.Helper()
	p := h.ask(by, http.MethodGet, at, "")
	if p.status != http.StatusOK {
		h.t.Fatalf("GET %s: %d\n%s", at, p.status, p.title())
	}
	return p
}

// post sends a form: name, value, name, ….
func (h *house) post(by access.Actor, at string, values ...string) page {
	h.t.Helper()
	v := url.Values{}
	for i := 0; i+1 < len(values); i += 2 {
		v.Add(values[i], values[i+1])
	}
	return h.ask(by, http.MethodPost, at, v.Encode())
}

// to is where a page leads on; it must.
func (p page) to() string {
	p.t.Helper()
	if p.status != http.StatusSeeOther {
		p.t.Fatalf("status %d, not led on\n%s", p.status, p.plain())
	}
	return p.head.Get("Location")
}

// is checks the status.
func (p page) is(status int) page {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("status %d, want %d\n%s", p.status, status, p.plain())
	}
	return p
}

// has checks that the page says each of the texts.
func (p page) has(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if !strings.Contains(p.text, text) {
			p.t.Errorf("the page does not say %q\n%s", text, p.plain())
		}
	}
	return p
}

// hasNot checks that the page says none of the texts.
func (p page) hasNot(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.text, text) {
			p.t.Errorf("the page says %q", text)
		}
	}
	return p
}

func (p page) title() string {
	_, rest, _ := strings.Cut(p.text, "<title>")
	title, _, _ := strings.Cut(rest, "</title>")
	return title
}
