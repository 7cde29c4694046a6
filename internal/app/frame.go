package app

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// around is what stands around every page: where the asker is, and what things
// are called there.
type around struct{ setting }

type aroundKey struct{}

// prepare puts the words of the place into the context.
func (a *App) prepare(ctx context.Context, by access.Actor) context.Context {
	s, err := a.settingOf(ctx, by)
	if err != nil {
		a.log.Error("frame", "err", err)
		return ctx
	}
	return context.WithValue(words.WithTerms(ctx, s.terms), aroundKey{}, around{s})
}

// own is what a frame shows of the asker: what they are called and, where the
// face has a way to them, how many messages wait.
func (a *App) own(r *web.Request) (name string, unread int) {
	if !r.By.SignedIn() {
		return "", 0
	}
	err := r.See(func(v *act.View) error {
		me := people.ID(v.By.Person)
		mine, err := people.Names(v, me)
		if err != nil {
			return err
		}
		name = mine[me]
		if f := r.Face(); f == web.Resident || f == web.Field {
			unread, err = notify.Unread(v)
		}
		return err
	})
	if err != nil {
		a.log.Error("frame", "err", err)
	}
	return name, unread
}

// frame fills the frame of a page.
func (a *App) frame(r *web.Request, p *ui.Page) {
	s, _ := r.Context().Value(aroundKey{}).(around)
	p.Place = ui.Place{Name: s.place, Within: s.within, Href: homeOf(r)}
	p.Phone = ui.Phone{Label: r.T("社区电话"), Number: s.words["contact.phone"].Zh}
	if r.By.SignedIn() {
		p.Reader, p.SignOut = id.Any(r.By.Person).String(), "/sign-out"
	}
	if len(r.By.Seats) > 0 {
		p.Seat = words.Term(r.Context(), string(r.By.Seats[0].Kind))
	}
	p.Version = Version()
	name, unread := a.own(r)
	p.Name, p.Nav = name, a.nav(r, unread)
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
	under []string // addresses that belong to it besides those below its own
}

// reach is how much of a path belongs to the entry: the longest of its addresses
// that lead there, 0 for none. The first page of a face answers for itself alone.
func (e entry) reach(path string) (n int) {
	for i, at := range append([]string{e.href}, e.under...) {
		first := i == 0 && (at == "/" || at == "/field" || at == "/desk")
		if path == at || !first && strings.HasPrefix(path, at+"/") {
			n = max(n, len(at))
		}
	}
	return n
}

func (a *App) nav(r *web.Request, unread int) []ui.NavItem {
	var out []ui.NavItem
	best, far := -1, 0
	for _, e := range navigation {
		if e.face != r.Face() || !a.offers(r.By, e) {
			continue
		}
		item := ui.NavItem{Text: r.T(e.text), Href: e.href, Icon: e.icon}
		if e.group != "" {
			item.Group = r.T(e.group)
		}
		if e.href == "/notices" {
			item.Count = unread
		}
		out = append(out, item)
		if n := e.reach(r.URL.Path); n > far {
			best, far = len(out)-1, n
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
	page := r.Frame(r.T(title))
	page.Again = nil // nothing is typed here
	return failure(page, p, homeOf(r), p.Back)
}
