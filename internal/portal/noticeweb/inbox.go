package noticeweb

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// pageSize is how many messages a page shows.
const pageSize = 30

// Deps are what the pages need of the house; nil where it has nothing to say.
type Deps struct {
	// Names are persons as the reader may see them.
	Names func(v *act.View, persons ...int64) (map[int64]string, error)
	// Places are what places are called.
	Places func(v *act.View, places ...int64) (map[int64]string, error)
	// Person is the address of the page about a person, where a telephone number
	// can be shown; "" when there is none.
	Person func(person int64) string
}

type pages struct{ Deps }

// Routes are the inbox and the queue.
func Routes(d Deps) []web.Route {
	p := pages{d}
	return []web.Route{
		{At: "GET /notices", Can: web.SignedIn, Do: inbox},
		{At: "POST /notices/read", Can: web.SignedIn, Do: readAll},
		{At: "POST /notices/{id}/open", Can: web.SignedIn, Do: open},
		{At: "GET /desk/undelivered", Can: notify.CanSee, Do: p.queue},
		{At: "GET /desk/undelivered/{id}", Can: notify.CanSee, Do: p.one},
		{At: "POST /desk/undelivered/{id}", Can: notify.CanTell, Do: p.tell},
	}
}

// inboxView is the inbox.
type inboxView struct {
	Page     ui.Page
	Now      time.Time
	Messages []notify.Message
	Unread   int
	Address  ui.Address
	Cursors  ui.Cursors
}

func inbox(r *web.Request) error {
	v := inboxView{Page: r.Frame(r.T("消息")), Now: r.Now(), Address: ui.Address{Path: "/notices", Query: url.Values{}}}
	err := r.See(func(view *act.View) (err error) {
		if v.Unread, err = notify.Unread(view); err != nil {
			return err
		}
		v.Messages, err = notify.Inbox(view, web.QueryID[notify.Message](r, "after"), pageSize+1)
		return err
	})
	if err != nil {
		return err
	}
	v.Messages, v.Cursors = cut(v.Messages)
	return r.Page(http.StatusOK, inboxPage(v))
}

// cut takes the page out of what was read for it: one more than it shows.
func cut(all []notify.Message) (page []notify.Message, c ui.Cursors) {
	if len(all) > pageSize {
		all = all[:pageSize]
		c.After = all[pageSize-1].ID.String()
	}
	c.Shown = len(all)
	return all, c
}

// text is what a message says, in the reader's language.
func text(ctx context.Context, now time.Time, m notify.Message) string {
	args := make([]any, len(m.Args))
	for i, a := range m.Args {
		args[i] = said(ctx, now, m.At, a)
	}
	return words.T(ctx, m.Words, args...)
}

// said is an argument as people say it: a moment, which messages carry as
// "11-30 23:59", as today, tomorrow or a day of the month.
func said(ctx context.Context, now, sent time.Time, arg string) string {
	at, err := time.ParseInLocation("01-02 15:04", arg, ui.Zone)
	if err != nil {
		return words.T(ctx, arg) // a category of the house has an English name
	}
	year := sent.In(ui.Zone).Year()
	if at.Month() < sent.In(ui.Zone).Month()-6 { // sent in autumn, due in spring
		year++
	}
	return ui.SayExactly(ctx, now, at.AddDate(year, 0, 0))
}

// readAll notes that everything up to the newest shown is read.
func readAll(r *web.Request) error {
	upTo := web.FormID[notify.Message](r.Form(), "up_to")
	if err := r.Do(func(a *act.Act) error { return notify.Read(a, upTo) }); err != nil {
		return err
	}
	return r.Redirect("/notices")
}

// open notes that one message is read and leads to what it tells of.
func open(r *web.Request) error {
	message, err := web.PathID[notify.Message](r, "id")
	if err != nil {
		return err
	}
	var m notify.Message
	err = r.Do(func(a *act.Act) (err error) {
		m, err = notify.Open(a, message)
		return err
	})
	if err != nil {
		return err
	}
	return r.Redirect(web.LocalPath(m.Link, "/notices"))
}
