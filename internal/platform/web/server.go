package web

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web/static"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// Server serves the faces. Its hooks are filled by the wiring of the house.
type Server struct {
	Stage  *act.Stage
	Log    *slog.Logger
	Secure bool // cookies only over TLS

	// Identify tells who asks: the actor of the session's cookie, of the API
	// token, or nobody. Its error is a fault, not a refusal.
	Identify func(*http.Request) (access.Actor, error)
	// Prepare puts into the context what pages under it need: words of the place.
	Prepare func(context.Context, access.Actor) context.Context
	// Frame fills what the frame of a page shows of the house: place, telephone,
	// navigation, who is signed in.
	Frame func(*Request, *ui.Page)
	// ErrorPage and SignInPage are the two pages that any route may answer with.
	ErrorPage  func(*Request, Problem) templ.Component
	SignInPage func(r *Request, next, carry string) templ.Component
	// Unfounded answers a request of no realm, instead of its route.
	Unfounded func(*Request) error

	routes []Route
	mux    *http.ServeMux
}

// Handle adds the routes.
func (s *Server) Handle(routes ...Route) {
	if s.mux == nil {
		s.mux = http.NewServeMux()
		s.mux.Handle("GET /static/", static.Handler())
		s.mux.Handle("/", s.serve(Route{At: "GET /", Can: Public, Do: func(*Request) error { return errs.Missing() }}))
	}
	for _, route := range routes {
		if route.Can == "" || route.Do == nil {
			panic("web: route without capability or handler: " + route.At)
		}
		s.routes = append(s.routes, route)
		s.mux.Handle(route.At, s.serve(route))
	}
}

// Mount adds a handler of its own kind, the API say, under a prefix. It is
// wrapped in the same headers and knows the actor by ActorOf.
func (s *Server) Mount(pattern string, h http.Handler) { s.mux.Handle(pattern, s.identified(h)) }

// Routes are all routes, for the tests that walk them.
func (s *Server) Routes() []Route { return s.routes }

// Handler is the whole server: headers, cross-origin protection, routes.
func (s *Server) Handler() http.Handler {
	var cross http.CrossOriginProtection
	return s.recovered(headers(s.Secure, cross.Handler(s.mux)))
}

func (s *Server) serve(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r := &Request{Request: req, W: w, Server: s}
		ctx := words.With(req.Context(), language(req))
		r.Request = req.WithContext(context.WithValue(ctx, requestKey{}, r))
		if err := s.admit(r, route); err != nil {
			s.fail(r, err)
			return
		}
		do := route.Do
		if s.nowhere(r, route) {
			do = s.Unfounded
		} else if r.unsure() {
			do = (*Request).ask
		}
		if err := do(r); err != nil {
			s.fail(r, err)
		}
	})
}

func (s *Server) admit(r *Request, route Route) (err error) {
	if err := parse(r.W, r.Request); err != nil {
		return err
	}
	if r.By, err = s.Identify(r.Request); err != nil {
		return err
	}
	if s.Prepare != nil {
		r.Request = r.WithContext(s.Prepare(r.Context(), r.By))
	}
	switch {
	case s.nowhere(r, route), s.Admits(r.By, route.Can):
		return nil
	case !r.By.SignedIn():
		return errs.New(errs.Unauthenticated, "sign_in", "请先登录")
	default:
		return errs.Missing()
	}
}

// nowhere says that the request is of no realm and the route needs one.
func (s *Server) nowhere(r *Request, route Route) bool {
	return s.Unfounded != nil && r.By.Realm == 0 && route.Can != Anywhere
}

type actorKey struct{}

// ActorOf is who asks, under a mounted handler.
func ActorOf(ctx context.Context) access.Actor {
	a, _ := ctx.Value(actorKey{}).(access.Actor)
	return a
}

func (s *Server) identified(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		by, err := s.Identify(r)
		if err != nil {
			s.Log.Error("identify", "path", r.URL.Path, "err", err)
			http.Error(w, `{"title":"Internal Server Error","status":500}`, http.StatusInternalServerError)
			return
		}
		ctx := context.WithValue(words.With(r.Context(), language(r)), actorKey{}, by)
		h.ServeHTTP(w, r.WithContext(ctx))
	})
}

// language is the asker's choice, or the browser's.
func language(r *http.Request) words.Language {
	if c := cookie(r, langCookie); c != "" {
		return words.ParseLang(c)
	}
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	return words.ParseLang(first)
}

// headers keeps the browser to what a page may do: our own files only.
func headers(secure bool, h http.Handler) http.Handler {
	const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; " +
		"font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Content-Security-Policy", csp)
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Referrer-Policy", "same-origin")
		head.Set("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(self)")
		if secure {
			head.Set("Strict-Transport-Security", "max-age=31536000")
		}
		h.ServeHTTP(w, r)
	})
}

func (s *Server) recovered(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				s.Log.Error("panic", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		h.ServeHTTP(w, r)
	})
}

// HTTP is the server with the time limits that keep a slow client from holding
// a connection for ever.
func HTTP(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute,
		WriteTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn), TLSConfig: &tls.Config{MinVersion: tls.VersionTLS12},
	}
}
