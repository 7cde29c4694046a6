package web

import (
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
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
	if r.Method == http.MethodPost { // a form shown again: the switches lead to the page it stands on
		p.Path, p.Again = LocalPath(r.backTo(), "/"), r.typed()
	}
	if text := r.Flash(); text != "" {
		p.Flashes = []ui.Flash{{Text: text, Undo: r.undo()}}
	}
	if r.Server.Frame != nil {
		r.Server.Frame(r, &p)
	}
	return p
}

// typed is what the request posted, for the switches of the page that shows it
// again; nothing where something in it must not stand in a page.
func (r *Request) typed() [][2]string {
	out := [][2]string{{ui.LookField, r.Local()}}
	c := Carried{Path: r.Local()}
	for _, name := range slices.Sorted(maps.Keys(r.Request.Form)) {
		values := r.Request.Form[name]
		if _, asked := r.URL.Query()[name]; asked {
			values = r.PostForm[name] // the address brings the others
		}
		switch {
		case c.secret(name):
			return nil
		case name == ui.LookField, name == "elder", name == "scheme", name == "lang":
			continue
		}
		for _, v := range values {
			if name == "back" { // never a way out of the site, not even unseen
				v = LocalPath(v, "/")
			}
			out = append(out, [2]string{name, v})
		}
	}
	return out
}

// Held refuses, in a form that one of the switches brought back only to be shown.
// Do asks it; a handler that acts by another way asks it first.
func (r *Request) Held() error {
	if r.Method != http.MethodPost || !r.Request.Form.Has(ui.LookField) {
		return nil
	}
	return errs.New(errs.Invalid, "look.changed", "样子换好了，您写的都在。看一遍，再交一次。")
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
		back := f.Text("back")
		if at := f.Text(ui.LookField); at != "" {
			back = at
		} else if !f.Is("_again", "1") {
			return r.Redirect(back)
		}
		http.Redirect(r.W, r.Request, LocalPath(back, "/"), http.StatusTemporaryRedirect)
		return nil
	}}
}
