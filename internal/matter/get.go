package matter

import (
	"errors"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Whole is a matter with its steps and files, as the reader may see it.
type Whole struct {
	Matter
	Steps      []Step
	Files      []File
	Cohandlers []Cohandler
	Hidden     bool // who raised it is hidden from the reader
}

// Get gives a matter as the reader may see it: NotFound for what they may not
// know of; the requester zero for whoever may not ask for a reveal; without what
// staff wrote for each other for whoever is not staff of it. Two queries.
func Get(v *act.View, matter ID) (Whole, error) {
	m, err := load(v, matter)
	if err != nil {
		return Whole{}, err
	}
	w := Whole{Matter: m}
	if err := w.fill(v); err != nil {
		return Whole{}, err
	}
	thing := w.thing(v.By)
	if err := v.Require(CanSee, w.seen(v.By, thing)); err != nil {
		return Whole{}, err
	}
	w.hide(v, thing)
	return w, nil
}

// thing is the matter to its reader: a seat that helps has it as its own.
func (w *Whole) thing(by access.Actor) access.Thing {
	thing := w.Matter.thing(by)
	if by.Holds(thing.Seat) {
		return thing
	}
	for _, h := range w.Cohandlers {
		if by.Holds(int64(h.Seat)) {
			thing.Seat = int64(h.Seat)
		}
	}
	return thing
}

// seen lets whoever filed a matter for somebody see what became of it.
func (w *Whole) seen(by access.Actor, thing access.Thing) access.Thing {
	if by.Person != 0 && people.ID(by.Person) == w.Operator {
		thing.Author = by.Person
	}
	return thing
}

// hide takes out what the reader may not see.
func (w *Whole) hide(v *act.View, thing access.Thing) {
	if v.By.System != "" {
		return
	}
	reporter, proxy := w.Reporter, w.Proxy
	knows := w.Speaks(v.By) || v.May(CanReveal, thing) && (!w.Secret || v.May(CanRevealSecret, thing))
	if !knows {
		w.Hidden = !reporter.IsZero()
		w.Reporter, w.Proxy = 0, 0
	}
	inner := v.May(CanReadInner, thing)
	w.Steps = slices.DeleteFunc(w.Steps, func(s Step) bool { return s.Inner && !inner })
	for i := range w.Steps {
		s := &w.Steps[i]
		if knows {
			continue
		}
		s.For = 0
		if s.Person == reporter || s.Person == proxy {
			s.Person = 0
		}
	}
}

// OfFile is the matter a file belongs to; NotFound when it belongs to none or the
// reader may not see it.
func OfFile(v *act.View, file id.Any) (ID, error) {
	matter, err := db.Get[ID](v.Tx, sqlFileMatter, file)
	if errors.Is(err, db.ErrNone) {
		return 0, errs.Missing()
	}
	if err != nil {
		return 0, err
	}
	m, err := load(v, matter)
	if err != nil {
		return 0, err
	}
	w := Whole{Matter: m}
	if w.Cohandlers, err = cohandlers(v, matter); err != nil {
		return 0, err
	}
	return matter, v.Require(CanSee, w.seen(v.By, w.thing(v.By)))
}

// Of gives a matter to those who tell of it. No permission is asked: it is for
// the wiring of events.
func Of(v *act.View, matter ID) (Matter, error) { return load(v, matter) }

// Speakers lists who raised a matter, the proxy they named and then those who
// follow it, each once. No permission is asked: it is for the wiring of events.
func Speakers(v *act.View, m Matter) ([]people.ID, error) {
	following, err := followers(v, m.ID)
	all := []people.ID{m.Reporter, m.Proxy}
	for _, f := range following {
		all = append(all, f.Person)
	}
	var out []people.ID
	for _, p := range all {
		if !p.IsZero() && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out, err
}
