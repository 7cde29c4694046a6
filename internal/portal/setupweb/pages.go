package setupweb

import (
	"context"
	"crypto/subtle"
	"errors"
	"net/http"
	"strings"
	"sync"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

// Setup is the first page while there is no realm.
type Setup struct {
	Code   string // the opening code, printed in the terminal
	Stage  *act.Stage
	Opened func(context.Context) (bool, error) // whether there is a realm already
	Done   func(context.Context) error         // once there is one

	one sync.Mutex // two who found at once would found two
}

// Routes are the first page and its answer.
func (s *Setup) Routes() []web.Route {
	return []web.Route{
		{At: "GET /setup", Can: web.Anywhere, Do: s.show},
		{At: "POST /setup", Can: web.Anywhere, Do: s.establish},
	}
}

// view is the first page.
type view struct {
	Page   ui.Page
	Form   ui.Form
	Query  string
	Code   string // the opening code, when it came with the address
	Found  []ui.Option
	Missed bool // the search found nothing
}

func (s *Setup) closed(r *web.Request) (bool, error) {
	opened, err := s.Opened(r.Context())
	if err != nil || !opened {
		return false, err
	}
	return true, r.Redirect("/")
}

func (s *Setup) show(r *web.Request) error {
	if closed, err := s.closed(r); closed || err != nil {
		return err
	}
	return s.page(r, http.StatusOK, web.NewForm().Draw(r.Context(), "/setup"), r.URL.Query().Get("q"))
}

func (s *Setup) page(r *web.Request, status int, f ui.Form, query string) error {
	v := view{Page: r.Frame(r.T("第一次启用")), Form: f, Query: query, Code: r.FormValue("opening")}
	if status == http.StatusOK {
		v.Form.Values = nil
	}
	var err error
	if v.Found, err = search(query); err != nil {
		return err
	}
	v.Missed = query != "" && len(v.Found) == 0
	return r.Page(status, page(v))
}

// mostFound is how many places a search shows.
const mostFound = 20

// search finds the divisions whose name holds the text, with what they lie in.
func search(text string) ([]ui.Option, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil
	}
	all, err := place.Divisions()
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, d := range all {
		names[d.Code] = d.Name
	}
	var out []ui.Option
	for _, d := range all {
		if (strings.Contains(d.Name, text) || d.Code == text) && len(out) < mostFound {
			out = append(out, ui.Option{Value: d.Code, Text: names[d.Parent] + " " + d.Name, Say: d.Code})
		}
	}
	return out, nil
}

func (s *Setup) establish(r *web.Request) error {
	s.one.Lock()
	defer s.one.Unlock()
	if closed, err := s.closed(r); closed || err != nil {
		return err
	}
	f := r.Form()
	if subtle.ConstantTimeCompare([]byte(strings.ToUpper(f.Text("opening"))), []byte(s.Code)) != 1 {
		f.Bad("opening", "portal.opening", "开箱码不对。它写在启动服务器的那个窗口里，共 8 位")
		return s.page(r, http.StatusUnprocessableEntity, f.Draw(r.Context(), "/setup"), f.Text("q"))
	}
	if f.Refused(r.Held()) {
		return s.page(r, http.StatusUnprocessableEntity, f.Draw(r.Context(), "/setup"), f.Text("q"))
	}
	divisions, err := place.Divisions()
	if err != nil {
		return err
	}
	opened, err := portal.Establish(r.Context(), s.Stage, portal.Opening{
		Kind: f.Text("kind"), Code: f.Text("code"), Level: place.Kind(f.Text("level")), Name: f.Text("name"),
		Compound: f.Text("compound"), Phone: f.Text("phone"), Person: f.Text("person"), Login: f.Text("login"),
		Mobile: f.Text("mobile"), Divisions: divisions,
	})
	if errors.Is(err, portal.ErrOpened) {
		return r.Redirect("/")
	}
	if f.Refused(err) {
		return s.page(r, errs.KindOf(err).Status(), f.Draw(r.Context(), "/setup"), f.Text("q"))
	}
	if err != nil {
		return err
	}
	if err := s.Done(r.Context()); err != nil {
		return err
	}
	r.W.Header().Set("Cache-Control", "no-store")
	return r.Page(http.StatusOK, donePage(r.Frame(r.T("建好了")), opened))
}
