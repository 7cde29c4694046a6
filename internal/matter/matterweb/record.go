package matterweb

import (
	"context"
	"path"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// show opens a matter on the face of the address; the last part of the address
// may name a deed, whose form then stands open.
func (p *pages) show(r *web.Request) error {
	id, err := web.PathID[matter.Matter](r, "id")
	if err != nil {
		return err
	}
	name := path.Base(r.URL.Path)
	if name == id.String() {
		name = ""
	}
	v, err := p.opened(r, id, opening{deed: name})
	if errs.KindOf(err) == errs.NotFound && r.Face() == web.Resident {
		return p.showCard(r, id)
	}
	if err != nil {
		return err
	}
	return p.draw(r, 200, v)
}

// opening says how a matter is opened: which deed's form stands open, what was
// typed into it, and what of the requester is revealed.
type opening struct {
	deed  string
	form  *web.Form
	seen  *people.Revealed
	outer bool // for paper that leaves the house: without what staff wrote for each other

	nameless bool // for paper that anyone may pick up: without whoever raised it
}

// opened loads a matter as its reader sees it.
func (p *pages) opened(r *web.Request, id matter.ID, o opening) (v record, err error) {
	err = r.See(func(view *act.View) error {
		whole, err := matter.Get(view, id)
		if err != nil {
			return err
		}
		if o.outer {
			whole.Steps = outward(whole.Steps)
		}
		l := &loading{pages: p, r: r, View: view, ctx: r.Context(), whole: whole, thing: thingOf(whole, view.By), face: r.Face(), outer: o.outer, nameless: o.nameless}
		v, err = l.record(o)
		return err
	})
	return v, err
}

// outward are the steps as they may leave the house: to whom it went, and not
// what staff said to each other.
func outward(all []matter.Step) []matter.Step {
	var out []matter.Step
	for _, s := range all {
		if s.Inner {
			s.Words = ""
		}
		if !s.Inner || !s.To.IsZero() {
			out = append(out, s)
		}
	}
	return out
}

// draw answers with the opened matter on its face.
func (p *pages) draw(r *web.Request, status int, v record) error {
	switch page := r.Frame(v.What); r.Face() {
	case web.Field:
		return r.Page(status, fieldRecord(page, v))
	case web.Desk:
		return p.deskWith(r, status, v)
	default:
		return r.Page(status, residentRecord(page, v))
	}
}

// thingOf is the matter as permission looks at it for its reader: a proxy stands
// where the requester stands, and to a seat that helps it is its own.
func thingOf(w matter.Whole, by access.Actor) access.Thing {
	t := w.Thing()
	if w.Speaks(by) {
		t.Author = by.Person
	}
	if by.Holds(t.Seat) {
		return t
	}
	for _, h := range w.Cohandlers {
		if by.Holds(int64(h.Seat)) {
			t.Seat = int64(h.Seat)
		}
	}
	return t
}

// loading makes a record of a matter.
type loading struct {
	*pages
	*act.View
	r      *web.Request
	ctx    context.Context
	whole  matter.Whole
	thing  access.Thing
	face   web.Face
	names  names
	people map[people.ID]string

	outer, nameless bool // see opening
}

func (l *loading) record(o opening) (record, error) {
	w := l.whole
	if err := l.callNames(); err != nil {
		return record{}, err
	}
	s := standing{stage: w.Stage, outcome: w.Outcome, mine: w.Speaks(l.By)}
	if w.Stage.Ticks() || w.Stage.Paused() {
		s.due = w.Due(l.At)
	}
	holder := l.names.seats[w.Seat]
	v := record{
		Brief: Brief{
			ID: w.ID.String(), Href: l.at(), Number: w.Number.String(), What: title(w.Matter.Words), Where: l.names.places[w.Place],
			Category: l.names.categories[w.Category], Channel: words.T(l.ctx, w.Channel.Label()), Holder: holder, At: w.CreatedAt,
			Status: s.status(l.ctx), Line: s.line(l.ctx, holder), Clock: s.clock(), Version: w.Version,
		},
		Now: l.At, Words: w.Matter.Words, Kind: words.T(l.ctx, w.Kind.Label()), Base: w.BaseDueAt, Stood: w.Paused(l.At),
		Moments: l.moments(), Others: w.Followers, Receipt: l.receiptAt(), Order: l.at() + "/order",
	}
	l.show(&v)
	if l.face != web.Resident {
		v.Facts, v.Reporter, v.Own = l.facts(), l.reporter(o), l.By.Holds(int64(w.Seat))
		if o.seen != nil {
			v.Call = numbers(o.seen.Person)
		}
	}
	return v, l.offer(&v, o)
}

// at is where the matter stands on this face, with what narrows the list beside
// it.
func (l *loading) at() string { return faces[l.face] + "/" + l.whole.ID.String() }

func (l *loading) receiptAt() string {
	if l.face == web.Desk {
		return l.at() + "/receipt"
	}
	return faces[web.Resident] + "/" + l.whole.ID.String() + "/receipt"
}

// callNames asks once what everything and everybody on the page is called.
func (l *loading) callNames() (err error) {
	w := l.whole
	seats := []org.SeatID{w.Seat}
	persons := []people.ID{w.Reporter, w.Proxy, w.Operator}
	for _, s := range w.Steps {
		seats = append(seats, s.Seat, s.To)
		persons = append(persons, s.Person)
	}
	for _, h := range w.Cohandlers {
		seats = append(seats, h.Seat)
	}
	if l.names, err = l.name(l.View, []place.ID{w.Place}, seats); err != nil {
		return err
	}
	l.people, err = people.Names(l.View, slices.DeleteFunc(persons, people.ID.IsZero)...)
	return err
}

// show sorts the files: what was shown of it before, what after, what was said.
func (l *loading) show(v *record) {
	for _, f := range l.whole.Files {
		switch {
		case f.What == matter.Voice:
			v.Voices = append(v.Voices, sound{Href: fileAt(f.File), Label: words.T(l.ctx, "居民说的话")})
		case f.Moment == matter.After:
			v.After = append(v.After, l.photo(f))
		case f.Moment == matter.Before:
			v.Before = append(v.Before, l.photo(f))
		}
	}
}

func (l *loading) photo(f matter.File) ui.Photo {
	label := words.T(l.ctx, f.Moment.Label())
	return ui.Photo{Href: fileAt(f.File), Thumb: fileAt(f.File) + "?thumb=1", Label: label, Alt: words.T(l.ctx, "%s的照片：%s", label, title(l.whole.Matter.Words))}
}
