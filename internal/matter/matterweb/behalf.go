package matterweb

import (
	"context"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// telling are the channels by which somebody tells staff.
var telling = []matter.Channel{
	matter.ChannelCall, matter.ChannelCounter, matter.ChannelVisit, matter.ChannelPaper, matter.ChannelGroup, matter.ChannelPatrol, matter.ChannelHotline,
}

// told is what a form of somebody else's need says, looked up.
type told struct {
	person people.ID // zero: nobody known
	asked  bool      // a number was given and nobody answers at it
	place  place.ID
	near   []ui.Option // where it may be
	lives  []ui.Option // who lives at the address

	similar []Brief // perhaps the same and under way
}

func (p *pages) behalfForm(r *web.Request) error {
	return p.behalfWith(r, 200, r.Form(), told{})
}

// behalfFind looks up who calls and where they live; nothing typed is lost.
func (p *pages) behalfFind(r *web.Request) error {
	f := r.Form()
	if _, err := p.take(r, f, raised[:1]...); err != nil {
		return err
	}
	return p.behalfLook(r, f)
}

// behalfLook shows the form with what could be looked up; what is missing yet is
// no mistake.
func (p *pages) behalfLook(r *web.Request, f *web.Form) error {
	t, err := p.lookUp(r, f)
	if err != nil {
		return err
	}
	f.Errors = slices.DeleteFunc(f.Errors, func(e errs.Field) bool { return e.Name == "where" || e.Name == "place" })
	return p.behalfWith(r, 200, f, t)
}

// behalf writes down what somebody said, under the name of whoever writes it.
func (p *pages) behalf(r *web.Request) error {
	f := r.Form()
	sent, err := p.take(r, f, raised[:1]...)
	if err != nil {
		return err
	}
	if f.Is("similar", "edit") {
		return p.behalfLook(r, f)
	}
	t, err := p.lookUp(r, f)
	if f.Refused(err) {
		return p.behalfWith(r, 422, f, t)
	}
	if err != nil {
		return err
	}
	if !f.Is("similar", "no") && !f.Is("_waited", "1") { // what waited for the network was asked of nobody
		if t.similar, err = p.nearForStaff(r, t.place, f.Value("words")); err != nil {
			return err
		}
		if len(t.similar) > 0 {
			return p.behalfWith(r, 200, f, t)
		}
	}
	var made matter.ID
	err = r.Do(func(a *act.Act) (err error) {
		made, err = raiseFor(a, f, t, sent)
		return err
	})
	if f.Refused(err) {
		renamed(f, "reporter", "name")
		atField(f, "photos")
		t.similar = nil
		return p.behalfWith(r, 422, f, t)
	}
	if err != nil {
		return err
	}
	return p.behalfDone(r, made)
}

// raiseFor raises the matter, and registers whoever the house did not know.
func raiseFor(a *act.Act, f *web.Form, t told, sent []matter.Attachment) (matter.ID, error) {
	n := newMatter(f, sent)
	n.Place, n.Channel = t.place, matter.Channel(f.Text("channel"))
	b := matter.Behalf{Reporter: t.person, How: f.Text("how")}
	n.Anonymous = t.person.IsZero() && f.Is("anonymous", "on")
	if b.Reporter.IsZero() && !n.Anonymous && f.Text("name") != "" && b.How != "" {
		person, err := people.Register(a, people.New{
			Name: f.Text("name"), Phones: []string{f.Text("phone")}, Place: t.place, Told: b.How, Agreed: []string{people.PurposeService},
		})
		if err != nil {
			return 0, err
		}
		b.Reporter = person
	}
	return matter.RaiseFor(a, n, b)
}

// lookUp finds who and where the form speaks of.
func (p *pages) lookUp(r *web.Request, f *web.Form) (t told, err error) {
	err = r.See(func(v *act.View) error {
		if err := t.findPerson(v, f); err != nil {
			return err
		}
		return t.findPlace(r.Context(), v, f)
	})
	if err == nil && t.place.IsZero() && len(f.Errors) == 0 {
		f.Bad("where", "place", "请写上在哪里：小区、楼栋、门牌")
	}
	return t, err
}

func (t *told) findPerson(v *act.View, f *web.Form) error {
	t.person = web.FormID[people.Person](f, "reporter")
	phone := f.Text("phone")
	if phone == "" {
		return nil
	}
	person, ok, err := people.ByPhone(v, phone)
	if e := errs.As(err); e != nil && e.Kind == errs.Invalid {
		f.Bad("phone", e.Code, e.Text)
		return nil
	}
	if err != nil {
		return err
	}
	if t.asked = !ok; ok {
		t.person = person
	}
	return nil
}

// findPlace finds where it is: as chosen, by the address, or where the person
// lives.
func (t *told) findPlace(ctx context.Context, v *act.View, f *web.Form) error {
	t.place = web.FormID[place.Place](f, "place")
	if text := f.Text("where"); text != "" {
		if err := t.search(v, f, text); err != nil {
			return err
		}
	}
	at := t.place
	if at.IsZero() && !t.person.IsZero() {
		homes, err := people.HomesOf(v, t.person)
		if err != nil {
			return err
		}
		if len(homes) > 0 {
			at = homes[0]
		}
	}
	if at.IsZero() {
		return nil
	}
	return t.around(ctx, v, at)
}

// search finds the one place an address names; several are offered.
func (t *told) search(v *act.View, f *web.Form, text string) error {
	found, err := place.Search(v, 0, text)
	if err != nil {
		return err
	}
	switch len(found) {
	case 0:
		f.Bad("where", "place.unknown", "没有找到这个地址，请只写小区名再试")
	case 1:
		t.place = found[0].ID
	default:
		ids := make([]place.ID, len(found))
		for i, q := range found {
			ids[i] = q.ID
		}
		labels, err := place.Labels(v, ids...)
		for _, q := range ids {
			t.near = append(t.near, ui.Option{Value: q.String(), Text: labels[q]})
		}
		if t.place.IsZero() || f.Text("where") != "" {
			t.place = 0
			f.Bad("place", "place.many", "有几个地方都对得上，请选一个")
		}
		f.Values.Del("where")
		return err
	}
	return nil
}

// around offers the place with what it lies in, and who lives there.
func (t *told) around(ctx context.Context, v *act.View, at place.ID) error {
	where, err := place.Get(v, at)
	if err != nil {
		return err
	}
	if len(t.near) == 0 {
		if t.near, err = placeChoices(v, where); err != nil {
			return err
		}
	}
	if where.Kind != place.Home || !t.person.IsZero() {
		return nil
	}
	standing, err := people.StandingsIn(v, at)
	if err != nil {
		return err
	}
	var ids []people.ID
	for _, s := range standing[at] {
		ids = append(ids, s.Person)
	}
	names, err := people.Names(v, ids...)
	for _, s := range standing[at] {
		t.lives = append(t.lives, ui.Option{Value: s.Person.String(), Text: names[s.Person], Say: words.T(ctx, s.Kind.Name())})
	}
	return err
}

// behalfWith draws the page with what is known by now.
func (p *pages) behalfWith(r *web.Request, status int, f *web.Form, t told) error {
	ctx := r.Context()
	v := behalfView{At: faces[r.Face()], Similar: t.similar}
	v.Form = f.Draw(ctx, v.At)
	v.Form.Files, v.Form.Draft = true, true
	v.Channels, v.Kinds = options(ctx, telling), options(ctx, matter.Kinds())
	v.Channel = string(matter.ChannelCall)
	if r.Face() == web.Field {
		v.Channel, v.Form.Outbox = string(matter.ChannelVisit), words.T(ctx, "代居民登记")
	}
	v.Asked, v.Places, v.Persons = t.asked, t.near, t.lives
	err := r.See(func(view *act.View) error { return p.fillBehalf(ctx, view, f, t, &v) })
	if err != nil {
		return err
	}
	frame := r.Frame(r.T("代居民登记"))
	if r.Face() == web.Field {
		return r.Page(status, behalfFieldPage(frame, v))
	}
	return r.Page(status, behalfDeskPage(frame, v))
}

func (p *pages) fillBehalf(ctx context.Context, view *act.View, f *web.Form, t told, v *behalfView) error {
	all, err := p.categories(view)
	if err != nil {
		return err
	}
	v.Categories = categoryOptions(ctx, all, words.T(ctx, "不清楚，登记后再分"))
	if v.Kept, err = p.keptOf(view, f.All("kept")); err != nil {
		return err
	}
	if t.person.IsZero() || len(t.lives) > 0 {
		return nil
	}
	v.Found, err = p.callerOf(view, t.person)
	return err
}

// callerOf is who calls, as staff may see them before any reveal: name masked,
// and home.
func (p *pages) callerOf(v *act.View, person people.ID) (*caller, error) {
	names, err := people.Names(v, person)
	if err != nil {
		return nil, err
	}
	c := &caller{Name: names[person]}
	homes, err := people.HomesOf(v, person)
	if err != nil || len(homes) == 0 {
		return c, err
	}
	labels, err := place.Labels(v, homes[0])
	c.Home = labels[homes[0]]
	return c, err
}

// nearForStaff are the matters that may be the same, with their words.
func (p *pages) nearForStaff(r *web.Request, at place.ID, text string) (out []Brief, err error) {
	if at.IsZero() || text == "" {
		return nil, nil
	}
	err = r.See(func(v *act.View) error {
		where, err := place.Get(v, at)
		if err != nil {
			return err
		}
		found, err := matter.Nearby(v, where, text)
		if err != nil || len(found) == 0 {
			return err
		}
		out, err = p.nearBriefs(r.Context(), v, found)
		for i := range out {
			out[i].Href = faces[r.Face()] + "/" + out[i].ID
			for _, n := range found {
				if n.ID.String() == out[i].ID && n.Words != "" {
					out[i].What = title(n.Words)
				}
			}
		}
		return err
	})
	return out, err
}

// behalfDone leads to the new matter, where the receipt is printed.
func (p *pages) behalfDone(r *web.Request, made matter.ID) error {
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
	return r.Done(faces[r.Face()]+"/"+made.String(), sentence)
}

// renamed moves what an act says of one field to the field people see.
func renamed(f *web.Form, from, to string) {
	for i := range f.Errors {
		if f.Errors[i].Name == from {
			f.Errors[i].Name = to
		}
	}
}
