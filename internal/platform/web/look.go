package web

import (
	"net/http"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

const aYear = 365 * 24 * time.Hour

// Look is how the asker wants to read: 长辈版, light or dark.
func (r *Request) Look() ui.Look {
	return ui.Look{Elder: cookie(r.Request, elderCookie) == "1", Scheme: ui.ParseScheme(cookie(r.Request, schemeCookie))}
}

// Frame is the frame of a page with this title, as the face of the request
// draws it. The sentence left by the act before is taken out of its cookie.
func (r *Request) Frame(title string) ui.Page {
	p := ui.Page{Title: title, Look: r.Look(), Path: r.Local()}
	if r.Method == "POST" { // a form shown again: the switches lead to the page it stands on
		p.Path = LocalPath(r.backTo(), "/")
	}
	if text := r.Flash(); text != "" {
		p.Flashes = []ui.Flash{{Text: text, Undo: r.undo()}}
	}
	if r.Server.Frame != nil {
		r.Server.Frame(r, &p)
	}
	return p
}

// LookRoute takes the switches that stand on every page: 长辈版, language, light
// or dark. It comes back to where they were pressed; a page that answered a form
// is asked for by its form again (307), so that nothing carried in it is lost.
func LookRoute() Route {
	return Route{At: "POST /look", Can: Anywhere, Do: func(r *Request) error {
		f := r.Form()
		if v := f.Text("elder"); v != "" {
			SetCookie(r.W, r.Server.Secure, elderCookie, map[string]string{"on": "1"}[v], aYear)
		}
		if v := f.Text("scheme"); v != "" {
			SetCookie(r.W, r.Server.Secure, schemeCookie, string(ui.ParseScheme(v)), aYear)
		}
		if v := f.Text("lang"); v != "" {
			SetCookie(r.W, r.Server.Secure, langCookie, string(words.ParseLang(v)), aYear)
		}
		if f.Is("_again", "1") {
			http.Redirect(r.W, r.Request, LocalPath(f.Text("back"), "/"), http.StatusTemporaryRedirect)
			return nil
		}
		return r.Redirect(f.Text("back"))
	}}
}
