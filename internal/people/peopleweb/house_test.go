package peopleweb_test

import (
	"bytes"
	"html"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopletest"
	"github.com/jinlin-oss/jinlin/internal/people/peopleweb"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// house is the pages over a town, asked by whoever the test says.
type house struct {
	t       *testing.T
	stage   *act.Stage
	town    placetest.Town
	handler http.Handler
	by      access.Actor
}

func both(t *testing.T, f func(t *testing.T, h *house)) {
	t.Parallel()
	dbtest.Both(t, peopletest.Schema, func(t *testing.T, d *db.DB) {
		bus := event.NewBus()
		event.Now(bus, func(a *act.Act, e people.ErasedPerson) error { return auth.Forget(a, int64(e.Person)) })
		s := peopletest.Stage(t, d, bus, peopletest.Grants...)
		h := &house{t: t, stage: s, town: placetest.Plant(t, s)}
		server := &web.Server{
			Stage: s, Log: slog.New(slog.DiscardHandler),
			Identify:   func(*http.Request) (access.Actor, error) { return h.by, nil },
			Frame:      func(_ *web.Request, p *ui.Page) { p.Place.Name = "深田社区" },
			ErrorPage:  func(_ *web.Request, p web.Problem) templ.Component { return templ.Raw(html.EscapeString(p.Text)) },
			SignInPage: func(*web.Request, string, string) templ.Component { return templ.Raw("sign in") },
		}
		server.Handle(peopleweb.Routes(peopleweb.Deps{URL: "https://jinlin.test"})...)
		h.handler = server.Handler()
		f(t, h)
	})
}

// page is an answer.
type page struct {
	status int
	body   string
	header http.Header
}

func (h *house) ask(r *http.Request) page {
	h.t.Helper()
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	return page{w.Code, html.UnescapeString(string(body)), w.Header()}
}

func (h *house) get(path string) page { return h.ask(httptest.NewRequest("GET", path, nil)) }

func (h *house) post(path string, pairs ...string) page {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest("POST", path, strings.NewReader(v.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return h.ask(r)
}

// upload posts a file with a form.
func (h *house) upload(path, name, text string, pairs ...string) page {
	h.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := m.WriteField(pairs[i], pairs[i+1]); err != nil {
			h.t.Fatal(err)
		}
	}
	w, err := m.CreateFormFile("table", name)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err = join(err, m.Close()); err != nil {
		h.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return h.ask(r)
}

func join(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func (p page) shows(t *testing.T, status int, texts ...string) {
	t.Helper()
	if p.status != status {
		t.Errorf("status %d, want %d: %s", p.status, status, p.short())
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			t.Errorf("the page lacks %q: %s", text, p.short())
		}
	}
}

func (p page) hides(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(p.body, text) {
			t.Errorf("the page shows %q", text)
		}
	}
}

func (p page) leads(t *testing.T, to string) string {
	t.Helper()
	at := p.header.Get("Location")
	if p.status != http.StatusSeeOther || !strings.HasPrefix(at, to) {
		t.Fatalf("%d to %q, want %q: %s", p.status, at, to, p.short())
	}
	return at
}

var tag = regexp.MustCompile(`<[^>]*>|\s+`)

func (p page) short() string {
	text := tag.ReplaceAllString(p.body, " ")
	return text[:min(len(text), 1500)]
}

func (h *house) worker() { h.by = peopletest.Seat(900, peopletest.Worker, h.town.Community) }

func (h *house) resident(person people.ID) { h.by = peopletest.Resident(person) }

func (h *house) register(name, phone string) people.ID {
	return peopletest.Register(h.t, h.stage, people.New{Name: name, Phones: []string{phone}, Place: h.town.Community.ID})
}
