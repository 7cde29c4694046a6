package access

import (
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Capability is something that can be done: "matter.dispatch".
type Capability string

// See is the capability to know of what c is done to.
func (c Capability) See() Capability {
	module, _, _ := strings.Cut(string(c), ".")
	return Capability(module + ".see")
}

// SeatKind is the kind of a seat: which permissions go with it.
type SeatKind string

// Path is the place of something in the tree of places: the ids from the root
// down, each followed by "/". A place contains what its path is a prefix of.
type Path string

// Within says whether p is the place in or below it.
func (p Path) Within(in Path) bool { return in != "" && strings.HasPrefix(string(p), string(in)) }

// Range is the half-open range of the paths in and below p, for an indexed
// "path >= ? AND path < ?"; p must not be empty.
func (p Path) Range() (from, before string) { return string(p), p.end() }

// end is the first path after everything below p.
func (p Path) end() string { return string(p[:len(p)-1]) + "0" } // '0' follows '/'

// Held is a seat that the actor holds at the moment of the act.
type Held struct {
	Seat  int64 // id of the seat
	Kind  SeatKind
	Org   int64 // organisation the seat belongs to
	Place int64 // id of the place the seat answers for
	Path  Path  // path of that place
	Level string
}

// Actor is who acts.
type Actor struct {
	Realm   int64
	Person  int64  // 0: nobody is signed in
	Account int64  // 0 for programs
	Session int64  // the session or API token used
	For     int64  // the person acted for, by a recorded delegation
	System  string // the name of a job; a job may do what its act demands
	Light   bool   // a door QR or a light reporter: may only report
	Seats   []Held
	Homes   []Path // where the person lives or owns
}

// SignedIn says whether the actor is a known person.
func (a Actor) SignedIn() bool { return a.Person != 0 }

// Holds says whether the actor holds the seat.
func (a Actor) Holds(seat int64) bool {
	for _, h := range a.Seats {
		if h.Seat == seat {
			return seat != 0
		}
	}
	return false
}

// Staff says whether the actor holds any seat.
func (a Actor) Staff() bool { return len(a.Seats) > 0 }

// Thing is what a capability is used on, as far as permission looks at it.
type Thing struct {
	Kind    string // "matter"
	ID      int64
	Place   int64
	Path    Path
	Author  int64 // the person whose thing it is
	Seat    int64 // the seat that must answer for it
	Against int64 // the organisation complained of
	Public  bool  // anyone may see it
}

// Decision is why something is allowed.
type Decision struct {
	Seat int64  // the seat that allowed it; 0 when no seat was needed
	Rule string // the relation that allowed it
}

// Decide finds the first grant that allows the capability, or refuses.
func (p *Policy) Decide(a Actor, c Capability, t Thing) (Decision, error) {
	if a.System != "" {
		return Decision{Rule: "system"}, nil
	}
	if d, ok := p.allows(a, c, t); ok {
		return d, nil
	}
	if see := c.See(); see != c {
		if _, ok := p.allows(a, see, t); !ok {
			return Decision{}, errs.Missing()
		}
		return Decision{}, errs.New(errs.Forbidden, "forbidden", "您的岗位不能做这件事")
	}
	return Decision{}, errs.Missing()
}

func (p *Policy) allows(a Actor, c Capability, t Thing) (Decision, bool) {
	for _, d := range p.denials[c] {
		if _, ok := d.Relation.holds(a, Held{}, t); ok {
			return Decision{}, false
		}
	}
	for _, g := range p.grants[c] {
		if !g.Relation.seated() {
			if _, ok := g.Relation.holds(a, Held{}, t); ok {
				return Decision{Rule: g.Relation.name()}, true
			}
			continue
		}
		for _, h := range a.Seats {
			if !g.has(h.Kind) {
				continue
			}
			if seat, ok := g.Relation.holds(a, h, t); ok {
				return Decision{Seat: seat, Rule: g.Relation.name()}, true
			}
		}
	}
	return Decision{}, false
}
