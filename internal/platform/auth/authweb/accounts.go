package authweb

import (
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// pageSize is how many accounts a page shows.
const pageSize = 50

// line is an account with whose it is, as the list shows it.
type line struct {
	auth.Account
	Who    string
	Seats  string // what they are here as, one after the other
	Manage bool   // the reader may do something about it
	holder Holder
}

// called is whose account it is in a line: the seats name their holder.
func (l line) called() string {
	if l.Seats != "" {
		return l.Seats
	}
	return l.Who
}

// accountsView is the list of accounts; Opened is the one in the pane.
type accountsView struct {
	Page    ui.Page
	Now     time.Time
	Address ui.Address
	Lines   []line
	Cursors ui.Cursors
	Opened  *line
	Key     string
}

func (h door) accounts(r *web.Request) error { return h.showAccounts(r, 0) }

func (h door) account(r *web.Request) error {
	person, err := personOf(r)
	if err != nil {
		return err
	}
	return h.showAccounts(r, person)
}

func personOf(r *web.Request) (int64, error) {
	p, err := web.PathID[struct{}](r, "person")
	return int64(p), err
}

func (h door) showAccounts(r *web.Request, opened int64) error {
	v := accountsView{Page: r.Frame(r.T("账号")), Now: r.Now(), Key: new(web.Form).FreshKey(),
		Address: ui.Address{Path: "/desk/accounts", Query: r.URL.Query()}}
	err := r.See(func(view *act.View) (err error) {
		if v.Lines, v.Cursors, err = h.visible(view, v.Address.Query.Get("q"), v.Address.Query.Get("after")); err != nil || opened == 0 {
			return err
		}
		one, err := h.one(view, opened)
		v.Opened = &one
		return err
	})
	if err != nil {
		return err
	}
	var pane templ.Component
	if v.Opened != nil {
		pane = accountPane(v, *v.Opened)
	}
	return r.Page(http.StatusOK, accountsPage(v, pane))
}

// visible are the accounts that the reader may see, after the name of a cursor.
func (h door) visible(v *act.View, q, after string) (lines []line, c ui.Cursors, err error) {
	all, err := auth.Accounts(v)
	if err != nil {
		return nil, c, err
	}
	q = strings.ToLower(strings.TrimSpace(q))
	for _, acc := range all {
		name := loginName(acc)
		if name <= after || !strings.Contains(name, q) {
			continue
		}
		holder, err := h.holder(v, acc.Person)
		if err != nil {
			return nil, c, err
		}
		if !v.May(auth.CanSee, holder.Thing) {
			continue
		}
		if len(lines) == pageSize {
			c.After = loginName(lines[pageSize-1].Account)
			break
		}
		lines = append(lines, line{Account: acc, holder: holder, Manage: v.May(auth.CanManage, holder.Thing)})
	}
	c.Shown = len(lines)
	return lines, c, h.name(v, lines)
}

func (h door) holder(v *act.View, person int64) (Holder, error) {
	if h.Deps.Holder == nil {
		return Holder{Thing: access.Thing{Kind: "person", ID: person}}, nil
	}
	return h.Deps.Holder(v, person)
}

// name fills in whose the accounts are.
func (h door) name(v *act.View, lines []line) error {
	var persons, seats []int64
	for _, l := range lines {
		persons = append(persons, l.Person)
		seats = append(seats, l.holder.Seats...)
	}
	names := map[int64]string{}
	if h.Names != nil && len(persons) > 0 {
		var err error
		if names, err = h.Names(v, persons...); err != nil {
			return err
		}
	}
	labels, err := h.labels(v, seats)
	for i, l := range lines {
		lines[i].Who = names[l.Person]
		var held []string
		for _, s := range l.holder.Seats {
			held = append(held, labels[s])
		}
		lines[i].Seats = strings.Join(held, "；")
	}
	return err
}

// one is the account of a person as the reader may see it; the zero account when
// the person has none yet.
func (h door) one(v *act.View, person int64) (line, error) {
	holder, err := h.holder(v, person)
	if err != nil {
		return line{}, err
	}
	if err := v.Require(auth.CanSee, holder.Thing); err != nil {
		return line{}, err
	}
	acc, _, err := auth.Of(v, person)
	if err != nil {
		return line{}, err
	}
	acc.Person = person
	lines := []line{{Account: acc, holder: holder, Manage: v.May(auth.CanManage, holder.Thing)}}
	err = h.name(v, lines)
	return lines[0], err
}

// newView is the page on which an account is opened.
type newView struct {
	Page  ui.Page
	Form  ui.Form
	Query string
	Found []line
	Who   *line // once chosen
}

func (h door) newAccount(r *web.Request) error {
	return h.showNew(r, http.StatusOK, new(web.Form), int64(web.QueryID[struct{}](r, "person")))
}

func (h door) showNew(r *web.Request, status int, f *web.Form, person int64) error {
	v := newView{Page: r.Frame(r.T("开账号")), Form: f.Draw(r.Context(), "/desk/accounts"), Query: strings.TrimSpace(r.URL.Query().Get("q"))}
	err := r.See(func(view *act.View) error {
		if person != 0 {
			who, err := h.one(view, person)
			v.Who = &who
			return err
		}
		if v.Query == "" || h.Search == nil {
			return nil
		}
		found, err := h.Search(view, v.Query)
		if err != nil {
			return err
		}
		v.Found, err = h.without(view, found)
		return err
	})
	if e := errs.As(err); e != nil && e.Kind == errs.Invalid {
		v.Form, err = v.Form.Fail(r.Context(), err), nil
	}
	if err != nil {
		return err
	}
	return r.Page(status, newPage(v))
}

// without are those of the persons whose account the reader may manage, with the
// account where there is one.
func (h door) without(v *act.View, persons []int64) (lines []line, err error) {
	for _, p := range persons {
		holder, err := h.holder(v, p)
		if err != nil {
			return nil, err
		}
		if !v.May(auth.CanManage, holder.Thing) {
			continue
		}
		acc, _, err := auth.Of(v, p)
		if err != nil {
			return nil, err
		}
		acc.Person = p
		lines = append(lines, line{Account: acc, holder: holder})
	}
	return lines, h.name(v, lines)
}

// personText is a person in an address.
func personText(person int64) string { return id.Any(person).String() }
