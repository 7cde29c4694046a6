package access

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Grant allows a capability to everyone who stands in the relation; for a
// relation of seats, to the kinds of seat named.
type Grant struct {
	Can      Capability
	Relation Relation
	Seats    []SeatKind
}

func (g Grant) has(k SeatKind) bool { return slices.Contains(g.Seats, k) }

// Denial forbids a capability to everyone who stands in the relation, whatever
// the grants say. The relation is one of the actor, not of a seat.
type Denial struct {
	Cannot   Capability
	Relation Relation
}

// Policy is the table of grants and denials.
type Policy struct {
	Grants  []Grant
	Denials []Denial
	grants  map[Capability][]Grant
	denials map[Capability][]Denial
}

// NewPolicy compiles the table.
func NewPolicy(grants []Grant, denials []Denial) *Policy {
	p := &Policy{Grants: grants, Denials: denials, grants: map[Capability][]Grant{}, denials: map[Capability][]Denial{}}
	for _, g := range grants {
		p.grants[g.Can] = append(p.grants[g.Can], g)
	}
	for _, d := range denials {
		if d.Relation.seated() {
			panic("access: a denial cannot ask for a seat: " + d.Relation.name())
		}
		p.denials[d.Cannot] = append(p.denials[d.Cannot], d)
	}
	return p
}

// RelationName is the name of a relation, for the page that prints the table.
func RelationName(r Relation) string { return r.name() }

// Where is the condition of a list under which the actor may use the capability
// on a row: the same rows for which Decide says yes.
func (p *Policy) Where(a Actor, c Capability, columns Columns) db.Cond {
	var out db.Cond
	if a.System != "" {
		return out
	}
	for _, d := range p.denials[c] {
		out.AndNot(d.Relation.where(a, Held{}, columns))
	}
	var any []db.Cond
	for _, g := range p.grants[c] {
		if !g.Relation.seated() {
			any = append(any, g.Relation.where(a, Held{}, columns))
			continue
		}
		for _, h := range a.Seats {
			if g.has(h.Kind) {
				any = append(any, g.Relation.where(a, h, columns))
			}
		}
	}
	out.AndAny(any...)
	return out
}

// Has says whether some seat or standing of the actor might allow the
// capability somewhere: for hiding a button or a menu, never for deciding.
func (p *Policy) Has(a Actor, c Capability) bool {
	for _, g := range p.grants[c] {
		if !g.Relation.seated() {
			if a.SignedIn() || g.Relation == Anyone {
				return true
			}
			continue
		}
		if a.holds(g) {
			return true
		}
	}
	return false
}

// BySeat is Has by a seat alone: for the menu of a desk, where what one may do
// with one's own things is no reason to be shown everybody's.
func (p *Policy) BySeat(a Actor, c Capability) bool {
	return slices.ContainsFunc(p.grants[c], func(g Grant) bool { return g.Relation.seated() && a.holds(g) })
}

// holds says whether the actor has a seat that the grant is for.
func (a Actor) holds(g Grant) bool {
	return slices.ContainsFunc(a.Seats, func(h Held) bool { return g.has(h.Kind) })
}
