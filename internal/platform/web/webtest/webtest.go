// Package webtest plays requests to the pages of one module, as whoever the test
// says, without network and without signing in.
package webtest

import (
	"bytes"
	"html"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// Site is the pages of a module.
type Site struct {
	By      access.Actor // who asks next
	English bool
	handler http.Handler
}

// New serves the routes on the stage.
func New(s *act.Stage, routes ...web.Route) *Site {
	site := &Site{}
	server := &web.Server{
		Stage: s, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Identify:  func(*http.Request) (access.Actor, error) { return site.By, nil },
		ErrorPage: func(_ *web.Request, p web.Problem) templ.Component { return templ.Raw(p.Text + p.Reference) },
		SignInPage: func(*web.Request, string, string) templ.Component {
			return templ.Raw("sign in")
		},
	}
	server.Handle(routes...)
	site.handler = server.Handler()
	return site
}

// Answer is what came back.
type Answer struct {
	Status int
	To     string // where it leads on
	Body   string
}

// Has says whether a sentence stands on the page.
func (a Answer) Has(text string) bool { return strings.Contains(a.Body, html.EscapeString(text)) }

// Want fails the test unless the page has the status and the sentences; one that
// begins with "!" must not be there.
func (a Answer) Want(t testing.TB, status int, sentences ...string) Answer {
	t.Helper()
	if a.Status != status {
		t.Errorf("status %d, want %d: %.300s", a.Status, status, a.Body)
	}
	for _, s := range sentences {
		if absent, not := strings.CutPrefix(s, "!"); not && a.Has(absent) {
			t.Errorf("%q stands on the page", absent)
		} else if !not && !a.Has(s) {
			t.Errorf("%q is not on the page", s)
		}
	}
	return a
}

// Get asks for a page.
func (s *Site) Get(path string) Answer {
	return s.play(httptest.NewRequest("GET", path, nil))
}

// Post posts a form: name, value, name, …
func (s *Site) Post(path string, values ...string) Answer {
	form := url.Values{}
	for i := 0; i+1 < len(values); i += 2 {
		form.Add(values[i], values[i+1])
	}
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.play(r)
}

// Upload posts a form with one file.
func (s *Site) Upload(path, field, name string, content []byte, values ...string) Answer {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i+1 < len(values); i += 2 {
		_ = w.WriteField(values[i], values[i+1])
	}
	if part, err := w.CreateFormFile(field, name); err == nil {
		_, _ = part.Write(content)
	}
	_ = w.Close()
	r := httptest.NewRequest("POST", path, &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return s.play(r)
}

func (s *Site) play(r *http.Request) Answer {
	if s.English {
		r.Header.Set("Accept-Language", "en")
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return Answer{Status: w.Code, To: w.Header().Get("Location"), Body: w.Body.String()}
}
