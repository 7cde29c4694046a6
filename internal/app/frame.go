package app

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// around is what stands around every page: where the asker is, what things are
// called there, and what waits for them.
type around struct {
	place, within string
	name, seat    string
	words         map[string]place.Word
	unread        int
}

type aroundKey struct{}

// prepare reads what stands around the page, once a request, and puts the words
// of the place into the context.
func (a *App) prepare(ctx context.Context, by access.Actor) context.Context {
	var s around
	err := a.Stage.See(ctx, by, func(v *act.View) (err error) {
		s, err = surroundings(v)
		return err
	})
	if err != nil {
		a.log.Error("frame", "err", err)
		return ctx
	}
	terms := make(map[string]words.Pair, len(s.words))
	for k, w := range s.words {
		terms[k] = words.Pair{Zh: w.Zh, En: w.En}
	}
	return context.WithValue(words.WithTerms(ctx, terms), aroundKey{}, s)
}

// surroundings asks four queries at most.
func surroundings(v *act.View) (s around, err error) {
	if v.By.Realm == 0 {
		return s, nil
	}
	path := standpoint(v.By)
	if s.words, err = place.Vocabulary(v, path); err != nil {
		return s, err
	}
	above := place.Ancestors(path)
	names, err := place.Names(v, above...)
	if err != nil || !v.By.SignedIn() {
		return s, err
	}
	if n := len(above); n > 0 {
		s.place = names[above[n-1]]
		s.within = names[above[max(0, n-2)]]
		if s.within == s.place {
			s.within = ""
		}
	}
	me := people.ID(v.By.Person)
	mine, err := people.Names(v, me)
	if err != nil {
		return s, err
	}
	s.name = mine[me]
	if len(v.By.Seats) > 0 {
		s.seat = s.words[string(v.By.Seats[0].Kind)].Zh
	}
	s.unread, err = notify.Unread(v)
	return s, err
}

// standpoint is the path from which the asker looks: the place of their first
// seat, else the compound they live in.
func standpoint(by access.Actor) access.Path {
	if len(by.Seats) > 0 {
		return by.Seats[0].Path
	}
	if len(by.Homes) == 0 {
		return ""
	}
	parts := strings.SplitAfter(string(by.Homes[0]), "/")
	return access.Path(strings.Join(parts[:max(2, len(parts)-3)], "")) // without entrance and home
}

// frame fills the frame of a page.
func (a *App) frame(r *web.Request, p *ui.Page) {
	s, _ := r.Context().Value(aroundKey{}).(around)
	p.Place = ui.Place{Name: s.place, Within: s.within, Href: homeOf(r)}
	p.Phone = ui.Phone{Label: r.T("社区电话"), Number: s.words["contact.phone"].Zh}
	p.Name, p.Seat = s.name, s.seat
	if r.By.SignedIn() {
		p.Reader = id.Any(r.By.Person).String()
	}
	p.Version = Version()
	if r.By.SignedIn() {
		p.SignOut = "/sign-out"
	}
	p.Nav = a.nav(r, s)
	if a.Demo != nil {
		p.Demo = a.Demo.banner(r)
	}
}

func homeOf(r *web.Request) string {
	switch r.Face() {
	case web.Field:
		return "/field"
	case web.Desk:
		return "/desk"
	case web.Register:
		return "/open"
	}
	return "/"
}

// entry is one line of a face's navigation, shown to whoever may open it.
type entry struct {
	face  web.Face
	text  string
	href  string
	icon  ui.Icon
	can   access.Capability
	group string
}

func (a *App) nav(r *web.Request, s around) []ui.NavItem {
	var out []ui.NavItem
	best := -1
	for _, e := range navigation {
		if e.face != r.Face() || !a.offers(r.By, e) {
			continue
		}
		item := ui.NavItem{Text: r.T(e.text), Href: e.href, Icon: e.icon}
		if e.group != "" {
			item.Group = r.T(e.group)
		}
		if e.href == "/notices" {
			item.Count = s.unread
		}
		out = append(out, item)
		under := r.URL.Path == e.href || strings.HasPrefix(r.URL.Path, e.href+"/")
		if under && (best < 0 || len(e.href) > len(out[best].Href)) {
			best = len(out) - 1
		}
	}
	if best >= 0 {
		out[best].Current = true
	}
	return slices.Clip(out)
}

// offers says whether an entry opens to the asker: at the desks by a seat of
// theirs, never because they may see their own things.
func (a *App) offers(by access.Actor, e entry) bool {
	switch {
	case e.face == web.Resident, e.can == web.Public, e.can == web.SignedIn, e.can == web.Staff:
		return a.Server.Admits(by, e.can)
	}
	return a.Stage.Policy.BySeat(by, e.can)
}

// errorPage is what a refusal or a fault of ours looks like.
func (a *App) errorPage(r *web.Request, p web.Problem) templ.Component {
	title := map[int]string{
		404: "这一页打不开", 403: "这件事您的岗位不能做", 409: "情况刚刚变了", 422: "有几处需要改一下",
		429: "太快了，歇一下再试", 503: "暂时没有办成",
	}[p.Status]
	if title == "" {
		title = "出了点问题"
	}
	return failure(r.Frame(r.T(title)), p, p.Back)
}
