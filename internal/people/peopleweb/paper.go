package peopleweb

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// lettersView is the page that asks for which homes letters are printed.
type lettersView struct {
	Page   ui.Page
	Form   ui.Form
	Place  place.ID
	Label  string
	Homes  int
	Places []ui.Option
}

func (p *pages) letters(r *web.Request) error {
	return p.lettersPage(r, http.StatusOK, web.NewForm().Draw(r.Context(), "/desk/letters"), web.QueryID[place.Place](r, "place"))
}

func (p *pages) lettersPage(r *web.Request, status int, f ui.Form, in place.ID) error {
	v := lettersView{Page: r.Frame(r.T("印住址码信")), Form: f, Place: in}
	if in.IsZero() {
		for _, h := range r.By.Seats {
			v.Place = place.ID(h.Place)
			break
		}
	}
	if err := r.See(func(view *act.View) error { return v.fill(view) }); err != nil {
		return err
	}
	return r.Page(status, lettersPage(v))
}

func (l *lettersView) fill(v *act.View) error {
	where, err := place.Get(v, l.Place)
	if err != nil {
		return err
	}
	if err := v.Require(people.CanIssue, where.Thing()); err != nil {
		return err
	}
	labels, err := place.Labels(v, l.Place)
	if err != nil {
		return err
	}
	l.Label = labels[l.Place]
	homes, err := place.Under(v, l.Place, place.Home)
	if err != nil {
		return err
	}
	l.Homes = len(homes)
	below, err := place.Children(v, l.Place)
	for _, b := range below {
		if b.Open() && b.Kind != place.Home && len(l.Places) < 200 {
			l.Places = append(l.Places, ui.Option{Value: b.ID.String(), Text: b.Name})
		}
	}
	return err
}

// letterView is one letter on paper.
type letterView struct {
	people.Letter
	Label string
	URL   string // with the code, for the QR
}

func (p *pages) printLetters(r *web.Request) error {
	f := r.Form()
	in := web.FormID[place.Place](f, "place")
	var letters []people.Letter
	labels := map[place.ID]string{}
	var by string
	err := r.Do(func(a *act.Act) (err error) {
		if letters, err = people.IssueLetters(a, in); err != nil {
			return err
		}
		var ids []place.ID
		for _, l := range letters {
			ids = append(ids, l.Home)
		}
		if labels, err = place.Labels(a.View, ids...); err != nil {
			return err
		}
		names, err := people.Names(a.View, me(r))
		by = names[me(r)]
		return err
	})
	if f.Refused(err) {
		return p.lettersPage(r, errs.KindOf(err).Status(), f.Draw(r.Context(), "/desk/letters"), in)
	}
	if err != nil {
		return err
	}
	views := make([]letterView, len(letters))
	for i, l := range letters {
		l.Code = strings.ToUpper(l.Code)
		views[i] = letterView{Letter: l, Label: labels[l.Home], URL: p.base(r) + "/me/home?code=" + url.QueryEscape(l.Code)}
	}
	frame := r.Frame("")
	sheet := ui.Sheet{Title: r.T("住址码"), Place: frame.Place.Name, By: by, At: r.Now(), Bare: true, Back: "/desk/letters?place=" + in.String(), Large: f.Is("large", "on")}
	r.W.Header().Set("Cache-Control", "no-store")
	return r.Page(http.StatusOK, lettersPaper(sheet, views, frame.Phone, p.base(r)))
}

// base is the address people type.
func (p *pages) base(r *web.Request) string {
	if p.URL != "" {
		return strings.TrimRight(p.URL, "/")
	}
	scheme := "http://"
	if r.Server.Secure {
		scheme = "https://"
	}
	return scheme + r.Host
}
