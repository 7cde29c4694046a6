package matterweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

func (p *pages) raiseForm(r *web.Request) error {
	f := r.Form()
	v := raiseView{Lead: words.T(r.Context(), "打字、说话、拍照，有一样就够。")}
	err := r.See(func(view *act.View) error { return p.fillRaise(r, view, f, &v) })
	if err != nil {
		return err
	}
	return r.Page(200, raisePage(r.Frame(r.T("我要说")), v))
}

// fillRaise gives the page its choices: the places of the reader, nearest first,
// and what the community has words for.
func (p *pages) fillRaise(r *web.Request, view *act.View, f *web.Form, v *raiseView) (err error) {
	ctx := r.Context()
	v.Form = f.Draw(ctx, "/matters")
	v.Form.Files, v.Form.Draft, v.Elder = true, true, r.Look().Elder
	all, err := p.categories(view)
	if err != nil {
		return err
	}
	v.Categories = categoryOptions(ctx, all, words.T(ctx, "不清楚，请社区看"))
	v.Kinds = options(ctx, matter.Kinds())
	if v.Places, err = p.ownPlaces(ctx, view, f); err != nil {
		return err
	}
	v.Kept, err = p.keptOf(view, f.All("kept"))
	return err
}

// ownPlaces are where something of the reader's may be: the home, its building,
// compound and community; for whoever has proved none, what they look for.
func (p *pages) ownPlaces(ctx context.Context, v *act.View, f *web.Form) ([]ui.Option, error) {
	var ids []place.ID
	for _, home := range v.By.Homes {
		ids = append(ids, place.Ancestors(home)...)
	}
	all, err := place.GetAll(v, ids...)
	if err != nil {
		return nil, err
	}
	var out []ui.Option
	for i := len(ids) - 1; i >= 0; i-- {
		if o, ok := ownPlace(ctx, all[ids[i]]); ok {
			out = append(out, o)
		}
	}
	if len(out) > 0 {
		return out, nil
	}
	return foundPlaces(v, f.Text("near"))
}

// ownPlace is a place of one's own as people say it; grids and offices are no
// places to people.
func ownPlace(ctx context.Context, p place.Place) (ui.Option, bool) {
	o := ui.Option{Value: p.ID.String(), Text: p.Name}
	switch p.Kind {
	case place.Home:
		o.Text = words.T(ctx, "我家（%s）", p.Name)
	case place.Building:
		o.Text = words.T(ctx, "%s（楼道、电梯、楼下）", p.Name)
	case place.Compound:
		o.Text = words.T(ctx, "%s（院子、大门、车位）", p.Name)
	case place.Community:
		o.Text = words.T(ctx, "%s（街上、市场、公园）", p.Name)
	default:
		return o, false
	}
	return o, true
}

// foundPlaces are the compounds and communities that a text finds, all of them
// where they are few.
func foundPlaces(v *act.View, text string) ([]ui.Option, error) {
	roots, err := place.Roots(v)
	if err != nil || len(roots) == 0 {
		return nil, err
	}
	var found []place.Place
	if text != "" {
		found, err = place.Search(v, roots[0].ID, text)
	} else {
		found, err = place.Under(v, roots[0].ID, place.Compound)
	}
	var out []ui.Option
	for _, q := range found[:min(len(found), mostPlaces)] {
		out = append(out, ui.Option{Value: q.ID.String(), Text: q.Name})
	}
	return out, err
}

// mostPlaces is how many places stand on a page to choose from.
const mostPlaces = 40

// raise hands a need to the community. What is perhaps the same and under way is
// offered first, once.
func (p *pages) raise(r *web.Request) error {
	f := r.Form()
	sent, err := p.take(r, f, raised...)
	if err != nil {
		return err
	}
	if f.Is("similar", "edit") {
		return p.raiseAgain(r, 200, f, nil)
	}
	if !f.Is("similar", "no") && len(f.Errors) == 0 {
		near, err := p.near(r, f)
		if err != nil {
			return err
		}
		if len(near) > 0 {
			return p.raiseAgain(r, 200, f, near)
		}
	}
	var made matter.ID
	if len(f.Errors) == 0 {
		err = r.Do(func(a *act.Act) (err error) {
			made, err = matter.Raise(a, newMatter(f, sent))
			return err
		})
	}
	if f.Refused(err) {
		atField(f, "photos")
		return p.raiseAgain(r, 422, f, nil)
	}
	if err != nil {
		return err
	}
	return p.raisedDone(r, made)
}

// newMatter is what a form says of a new matter.
func newMatter(f *web.Form, sent []matter.Attachment) matter.New {
	n := matter.New{
		Key: f.Key(), Place: web.FormID[place.Place](f, "place"), Kind: matter.Kind(f.Text("kind")),
		Category: web.FormID[matter.Category](f, "category"), Channel: matter.ChannelPage, Words: f.Value("words"), Files: sent,
		Secret: f.Is("secret", "on"),
	}
	if f.Text("words") == "" && len(sent) > 0 {
		n.Channel = matter.ChannelSnap
	}
	return n
}

func (p *pages) raiseAgain(r *web.Request, status int, f *web.Form, near []Brief) error {
	v := raiseView{Lead: words.T(r.Context(), "打字、说话、拍照，有一样就够。"), Similar: near}
	err := r.See(func(view *act.View) error { return p.fillRaise(r, view, f, &v) })
	if err != nil {
		return err
	}
	return r.Page(status, raisePage(r.Frame(r.T("我要说")), v))
}

// near are the matters that may be the same one.
func (p *pages) near(r *web.Request, f *web.Form) (out []Brief, err error) {
	at := web.FormID[place.Place](f, "place")
	if at.IsZero() || f.Text("words") == "" {
		return nil, nil
	}
	err = r.See(func(v *act.View) error {
		where, err := place.Get(v, at)
		if errs.KindOf(err) == errs.NotFound {
			return nil // the act says so
		}
		if err != nil {
			return err
		}
		found, err := matter.Nearby(v, where, f.Value("words"))
		if err != nil || len(found) == 0 {
			return err
		}
		out, err = p.nearBriefs(r.Context(), v, found)
		return err
	})
	return out, err
}

// nearBriefs are matters of the public list as a resident may see them.
func (p *pages) nearBriefs(ctx context.Context, v *act.View, found []matter.Near) ([]Brief, error) {
	cards := make([]matter.Card, 0, len(found))
	for _, n := range found {
		if n.ClosedAt.IsZero() {
			cards = append(cards, n.Card)
		}
	}
	return p.cardBriefs(ctx, v, cards)
}

// raisedDone leads to the new matter and says who will do what by when.
func (p *pages) raisedDone(r *web.Request, made matter.ID) error {
	var sentence string
	err := r.See(func(v *act.View) error {
		w, err := matter.Get(v, made)
		if err != nil {
			return err
		}
		sentence, err = p.heard(r.Context(), v, w.Matter)
		return err
	})
	if err != nil {
		return err
	}
	return r.Done(faces[web.Resident]+"/"+made.String(), sentence)
}

// heard is what whoever raised a matter is told.
func (p *pages) heard(ctx context.Context, v *act.View, m matter.Matter) (string, error) {
	if m.Seat.IsZero() {
		return words.T(ctx, "收到了，编号 %s。社区正在安排谁来办，%s会有结果。", m.Number, before(ctx, v.At, m.Due(v.At))), nil
	}
	n, err := p.name(v, nil, seatIDs(m.Seat))
	return words.T(ctx, "收到了，编号 %s。已交给%s，%s办好。", m.Number, n.seats[m.Seat], before(ctx, v.At, m.Due(v.At))), err
}

// moreOpen says whether the folded part of the form holds something.
func moreOpen(f ui.Form) bool {
	return f.Value("category", "") != "" || f.Value("secret", "") != "" || f.Value("kind", "") != "" && f.Value("kind", "") != string(matter.KindHelp)
}
