package noticeweb

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// queueView is the queue of what could not be delivered; Opened is the one in
// the pane.
type queueView struct {
	Page    ui.Page
	Now     time.Time
	Form    ui.Form
	Address ui.Address
	Waiting []notify.Message
	Cursors ui.Cursors
	Names   map[int64]string
	Places  map[int64]string
	Opened  *notify.Message
	Tell    bool   // the reader may say that they told the person
	Person  string // address of the page about the person
}

func (p pages) queue(r *web.Request) error { return p.show(r, http.StatusOK, new(web.Form), 0) }

func (p pages) one(r *web.Request) error {
	message, err := web.PathID[notify.Message](r, "id")
	if err != nil {
		return err
	}
	return p.show(r, http.StatusOK, new(web.Form), message)
}

// show draws the queue, with a message opened beside it.
func (p pages) show(r *web.Request, status int, f *web.Form, opened notify.ID) error {
	v := queueView{Page: r.Frame(r.T("没送到的消息")), Now: r.Now(), Form: f.Draw(r.Context(), r.URL.Path),
		Address: ui.Address{Path: "/desk/undelivered", Query: r.URL.Query()}}
	err := r.See(func(view *act.View) (err error) {
		if v.Waiting, err = notify.Waiting(view, web.QueryID[notify.Message](r, "after"), pageSize+1); err != nil {
			return err
		}
		v.Waiting, v.Cursors = cut(v.Waiting)
		shown := v.Waiting
		if opened != 0 {
			m, err := notify.Get(view, opened)
			if err != nil {
				return err
			}
			v.Opened, v.Tell = &m, m.State == notify.Undelivered && view.May(notify.CanTell, m.Thing())
			if p.Person != nil {
				v.Person = p.Person(int64(m.Person))
			}
			shown = append(shown[:len(shown):len(shown)], m)
		}
		return p.name(view, &v, shown)
	})
	if err != nil {
		return err
	}
	var pane templ.Component
	if v.Opened != nil {
		pane = openedPane(v, *v.Opened)
	}
	return r.Page(status, queuePage(v, pane))
}

// name reads who and where, once each.
func (p pages) name(v *act.View, q *queueView, shown []notify.Message) (err error) {
	var persons, places []int64
	for _, m := range shown {
		persons = append(persons, int64(m.Person), int64(m.ToldBy))
		places = append(places, int64(m.Place))
	}
	if p.Names != nil {
		if q.Names, err = p.Names(v, persons...); err != nil {
			return err
		}
	}
	if p.Places != nil {
		q.Places, err = p.Places(v, places...)
	}
	return err
}

// tell notes how the person was told.
func (p pages) tell(r *web.Request) error {
	message, err := web.PathID[notify.Message](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	how := strings.Trim(f.Text("way")+"，"+f.Text("how"), "，")
	err = r.Do(func(a *act.Act) error { return notify.TellInPerson(a, message, how) })
	if f.Refused(err) {
		return p.show(r, http.StatusUnprocessableEntity, f, message)
	}
	if err != nil {
		return err
	}
	return r.Done("/desk/undelivered", "记下了：已经当面或者打电话告诉本人")
}

// ways are how somebody can be told in person; the words are kept as they are.
func ways(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: byTelephone, Text: words.T(ctx, "打电话，本人接的"), Icon: ui.IconPhone},
		{Value: "上门当面说的", Text: words.T(ctx, "上门当面说的"), Icon: ui.IconFootprints},
		{Value: "在柜台当面说的", Text: words.T(ctx, "在柜台当面说的"), Icon: ui.IconUser},
		{Value: "请家里人转告", Text: words.T(ctx, "请家里人转告"), Icon: ui.IconUsers},
	}
}

const byTelephone = "打电话，本人接的"

// deskLink is the page of the desk about what a message leads to: the person's
// own page is not the worker's.
func deskLink(m notify.Message) string {
	_, matter, ok := strings.Cut(m.Link, "/matters/")
	if !ok {
		return ""
	}
	return "/desk/matters/" + matter
}
