package matterweb

import (
	"cmp"
	"context"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// want is one of the few things an old person presses for: what it says and
// which category it is raised under.
type want struct {
	name, text, words, category string
	icon                        ui.Icon
}

var wants = []want{
	{"call", "给我打个电话", "请给我打个电话", "care", ui.IconPhone},
	{"home", "家里东西坏了", "家里东西坏了，请来看看", "repair", ui.IconWrench},
	{"unwell", "身体不舒服", "身体不舒服，请尽快联系我", "danger", ui.IconHandHeart},
}

func (p *pages) helpForm(r *web.Request) error { return p.helpWith(r, 200, r.Form()) }

func (p *pages) helpWith(r *web.Request, status int, f *web.Form) error {
	v := helpView{Form: f.Draw(r.Context(), "/help")}
	for _, w := range wants {
		v.Wants = append(v.Wants, ui.Option{Value: w.name, Text: words.T(r.Context(), w.text), Icon: w.icon})
	}
	return r.Page(status, helpPage(r.Frame(r.T("我要人帮忙")), v))
}

// help raises what was pressed, at the home of whoever pressed it, and tells who
// will call and when.
func (p *pages) help(r *web.Request) error {
	f := r.Form()
	w := wants[0]
	for _, one := range wants {
		if f.Is("want", one.name) {
			w = one
		}
	}
	home, err := homeOf(r)
	if err != nil {
		return err
	}
	if home.IsZero() {
		return r.Done("/matters/new", words.T(r.Context(), "还不知道您住哪里，请先选一下地方。"))
	}
	var made matter.ID
	err = r.Do(func(a *act.Act) error {
		category, err := categoryCoded(a.View, w.category)
		if err != nil {
			return err
		}
		made, err = matter.Raise(a, matter.New{
			Key: f.Key(), Place: home, Kind: matter.KindHelp, Category: category, Channel: matter.ChannelOneTap, Words: w.words,
		})
		if err == nil {
			_, err = matter.PromiseCall(a, made)
		}
		return err
	})
	if f.Refused(err) {
		return p.helpWith(r, 422, f)
	}
	if err != nil {
		return err
	}
	return p.helpDone(r, made)
}

// homeOf is where the asker lives, as proved; the first of several.
func homeOf(r *web.Request) (place.ID, error) {
	if len(r.By.Homes) == 0 {
		return 0, nil
	}
	above := place.Ancestors(r.By.Homes[0])
	if len(above) == 0 {
		return 0, errs.Missing()
	}
	return above[len(above)-1], nil
}

// categoryCoded is the category with a code; none where the realm has no such.
func categoryCoded(v *act.View, code string) (matter.CategoryID, error) {
	all, err := matter.Categories(v)
	for _, c := range all {
		if c.Code == code {
			return c.ID, err
		}
	}
	return 0, err
}

// helpDone is the page that tells who will call and when. It is the answer to
// the post: a second look at it is the matter itself.
func (p *pages) helpDone(r *web.Request, made matter.ID) error {
	ctx := r.Context()
	v := helpDoneView{Href: "/matters/" + made.String()}
	err := r.See(func(view *act.View) error {
		w, err := matter.Get(view, made)
		if err != nil {
			return err
		}
		v.When = before(ctx, view.At, w.Due(view.At))
		if by := w.CallBy(); !by.IsZero() {
			v.Minutes = int(by.Sub(view.At).Round(time.Minute) / time.Minute)
		}
		if v.Who, err = whoHolds(ctx, view, w.Seat); err != nil {
			return err
		}
		me, err := people.Get(view, people.ID(cmp.Or(r.By.For, r.By.Person)))
		if err == nil && len(me.Phones) > 0 {
			v.Phone = me.Phones[0].Number
		}
		return nil
	})
	if err != nil {
		return err
	}
	frame := r.Frame(r.T("已经告诉社区了"))
	v.Community = frame.Phone
	return r.Page(200, helpDonePage(frame, v))
}

// whoHolds is who holds the seat, as people say it; "" where nobody does.
func whoHolds(_ context.Context, v *act.View, seat org.SeatID) (string, error) {
	if seat.IsZero() {
		return "", nil
	}
	labels, err := org.SeatLabel(v, seat)
	return labels[seat], err
}
