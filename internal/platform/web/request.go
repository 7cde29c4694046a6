package web

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// Request is one request by someone known.
type Request struct {
	*http.Request
	W      http.ResponseWriter
	By     access.Actor
	Server *Server
	form   *Form
	asked  int
}

// Do plays an act as the asker. It refuses a form that was brought back only to
// be shown.
func (r *Request) Do(f func(*act.Act) error) error {
	if err := r.Held(); err != nil {
		return err
	}
	return r.Server.Stage.Do(r.Context(), r.By, func(a *act.Act) error {
		defer r.count(a.View)
		return f(a)
	})
}

// See plays a view as the asker.
func (r *Request) See(f func(*act.View) error) error {
	return r.Server.Stage.See(r.Context(), r.By, func(v *act.View) error {
		defer r.count(v)
		return f(v)
	})
}

// Asked is how many statements the request has run so far, so that a test can
// hold a page to its few queries.
func (r *Request) Asked() int { return r.asked }

func (r *Request) count(v *act.View) { r.asked += v.Tx.Statements() }

// Now is the time of the page, by the clock of the house.
func (r *Request) Now() time.Time { return r.Server.Stage.Now() }

// T is words.T in the asker's language.
func (r *Request) T(zh string, args ...any) string { return words.T(r.Context(), zh, args...) }

// Face is the face the page belongs to.
func (r *Request) Face() Face { return FaceOf(r.Request) }

// Local is the address asked for with its query, for coming back to.
func (r *Request) Local() string { return r.URL.RequestURI() }

// Page answers with a component.
func (r *Request) Page(status int, c templ.Component) error {
	r.W.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.By.SignedIn() {
		r.W.Header().Set("Cache-Control", "no-store")
	}
	r.W.WriteHeader(status)
	return c.Render(r.Context(), r.W)
}

// Done leads on after an act (303) with a sentence that says what happens next.
func (r *Request) Done(to, sentence string, args ...any) error {
	if sentence != "" {
		setFlash(r.W, r.Server.Secure, r.T(sentence, args...))
	}
	return r.Redirect(to)
}

// DoneUndo is Done with an offer, for ten seconds, to take the act back by posting
// to an address within the site.
func (r *Request) DoneUndo(to, sentence, undo string) error {
	setUndo(r, undo)
	return r.Done(to, sentence)
}

// Redirect leads on (303) within the site.
func (r *Request) Redirect(to string) error {
	http.Redirect(r.W, r.Request, LocalPath(to, "/"), http.StatusSeeOther)
	return nil
}

// LocalPath is to if it is an address within the site, else fallback: nobody is
// led away by a link that was slipped in.
func LocalPath(to, fallback string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || len(to) == 0 || to[0] != '/' ||
		(len(to) > 1 && (to[1] == '/' || to[1] == '\\')) {
		return fallback
	}
	return to
}

// PathID reads an id of the route's pattern; NotFound when it is none.
func PathID[T any](r *Request, name string) (id.Of[T], error) { return id.Parse[T](r.PathValue(name)) }

// QueryID reads an optional id of the address; the zero id when there is none.
func QueryID[T any](r *Request, name string) id.Of[T] {
	v, err := id.Parse[T](r.URL.Query().Get(name))
	if err != nil {
		return 0
	}
	return v
}

type requestKey struct{}

// From is the request a component is rendered for; nil outside a request.
func From(ctx context.Context) *Request {
	r, _ := ctx.Value(requestKey{}).(*Request)
	return r
}
