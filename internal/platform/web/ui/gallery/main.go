// Command gallery shows every part of package ui on invented pages, in the four
// themes and both languages. It is for those who build pages, and for looking
// at what a change of the style sheet does:
//
//	go run ./internal/platform/web/ui/gallery --addr 127.0.0.1:8890
//
// Add elder=1, dark=1 or lang=en to an address, or press the switches.
package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/platform/web/static"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; " +
	"connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// pages are the faces on show. Each is drawn for a page frame and the clock of
// the gallery, which stands still.
var pages = map[string]func(ui.Page) templ.Component{
	"/":             residentHome,
	"/say":          func(p ui.Page) templ.Component { return sayPage(p, freshForm()) },
	"/say/back":     func(p ui.Page) templ.Component { return sayPage(p, wrongForm()) },
	"/matter":       matterPage,
	"/field":        fieldPage,
	"/field/report": reportPage,
	"/desk":         deskPage,
	"/open":         openPage,
	"/plain":        plainPage,
	"/parts":        partsPage,
	"/paper":        func(ui.Page) templ.Component { return paperPage() },
}

func main() {
	addr := flag.String("addr", "127.0.0.1:8890", "address to listen on")
	flag.Parse()
	mux := http.NewServeMux()
	mux.Handle("GET "+static.Prefix, static.Handler())
	mux.HandleFunc("GET /photo.svg", photo)
	mux.HandleFunc("POST /look", look)
	mux.HandleFunc("POST /field/report", report)
	mux.HandleFunc("POST /", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/say/back", http.StatusSeeOther)
	})
	for path, page := range pages {
		mux.HandleFunc("GET "+path, show(page))
	}
	fmt.Fprintf(os.Stderr, "http://%s\n", *addr)
	server := &http.Server{Addr: *addr, Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	if err := server.ListenAndServe(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func show(page func(ui.Page) templ.Component) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, ok := pages[r.URL.Path]; !ok {
			http.NotFound(w, r)
			return
		}
		q := r.URL.Query()
		ctx := words.With(r.Context(), words.ParseLang(q.Get("lang")))
		p := ui.Page{Path: r.URL.String(), Look: ui.Look{Elder: q.Get("elder") == "1"}}
		if q.Get("dark") == "1" {
			p.Look.Scheme = ui.Dark
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", policy)
		if err := page(p).Render(ctx, w); err != nil {
			fmt.Fprintln(os.Stderr, r.URL.Path, err)
		}
	}
}

// look answers the switches by changing the address it goes back to.
func look(w http.ResponseWriter, r *http.Request) {
	back, err := r.URL.Parse(r.PostFormValue("back"))
	if err != nil || back.Host != "" {
		http.Error(w, "back", http.StatusBadRequest)
		return
	}
	q := back.Query()
	for _, s := range []struct{ field, on, key string }{{"elder", "on", "elder"}, {"scheme", "dark", "dark"}} {
		if v := r.PostFormValue(s.field); v == s.on {
			q.Set(s.key, "1")
		} else if v != "" {
			q.Del(s.key)
		}
	}
	if v := r.PostFormValue("lang"); v != "" {
		q.Set("lang", v)
	}
	back.RawQuery = q.Encode()
	http.Redirect(w, r, back.String(), http.StatusSeeOther)
}

// report takes a record of the field face and says on the terminal what came;
// "no" in the text is refused, so that the outbox can be tried.
func report(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(64 << 20); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	fmt.Fprintf(os.Stderr, "report key=%s request=%q photos=%d\n", r.PostFormValue("_key"), r.PostFormValue("request"), len(r.MultipartForm.File["photos"]))
	if r.PostFormValue("request") == "no" {
		http.Error(w, "no", http.StatusUnprocessableEntity)
		return
	}
	http.Redirect(w, r, "/field", http.StatusSeeOther)
}

// photo stands for a photograph: a lane with a car in it, or without.
func photo(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "image/svg+xml")
	car := ""
	if r.URL.Query().Get("car") != "" {
		car = `<rect x="110" y="118" width="120" height="50" rx="12" fill="#dfe3e6"/><rect x="135" y="98" width="70" height="30" rx="10" fill="#aab4bc"/>` +
			`<circle cx="138" cy="168" r="13" fill="#333"/><circle cx="202" cy="168" r="13" fill="#333"/>`
	}
	_, _ = fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><rect width="320" height="240" fill="#c9d3d6"/>`+
		`<rect y="40" width="120" height="110" fill="#b4553f"/><rect x="200" y="20" width="120" height="130" fill="#c4705a"/>`+
		`<path d="M0 240L110 140h100l110 100z" fill="#8d8f8c"/><path d="M40 225h60M130 200h70M230 225h60" stroke="#e8c34a" stroke-width="6"/>%s</svg>`, car)
}
