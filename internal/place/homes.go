package place

import (
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Address is a home as a roster names it. Parts that a place does without are
// empty.
type Address struct {
	Compound string
	Building string
	Entrance string
	Home     string
	Area     int64 // exclusive area in 0.001 m²; 0: not told
}

// Grown is what EnsureHomes did.
type Grown struct {
	Homes    []ID // one for each address, in order
	Added    int  // places of every kind that were added
	Measured int  // homes whose area was corrected
}

// MatchHomes finds the homes at and below a place by their addresses; the zero
// id stands for one that is not there yet. The error is for an address that
// means two places.
func MatchHomes(v *act.View, in ID, addresses []Address) ([]ID, error) {
	g, err := newGrowth(v, in)
	if err != nil {
		return nil, err
	}
	out := make([]ID, len(addresses))
	for i, address := range addresses {
		p, err := g.reach(address, nil)
		if err != nil {
			return nil, fmt.Errorf("address %d: %w", i, err)
		}
		out[i] = p.ID
	}
	return out, nil
}

// EnsureHomes brings the tree at and below a place to the addresses of a roster:
// what is missing is added, with the compounds, buildings and entrances on the
// way; areas are corrected. The same roster twice changes nothing.
func EnsureHomes(a *act.Act, in ID, addresses []Address) (Grown, error) {
	at, err := hold(a, in)
	if err != nil {
		return Grown{}, err
	}
	if err := a.Require(CanAdd, at.Thing()); err != nil {
		return Grown{}, err
	}
	g, err := newGrowth(a.View, in)
	if err != nil {
		return Grown{}, err
	}
	out := Grown{Homes: make([]ID, len(addresses))}
	for i, address := range addresses {
		p, err := g.reach(address, func(kind Kind, name string, under Place) (Place, error) { return g.add(a, kind, name, under) })
		if err != nil {
			return Grown{}, fmt.Errorf("address %d: %w", i, err)
		}
		if address.Area != 0 && p.Area != address.Area && p.Kind == Home {
			out.Measured++
			p.Area = address.Area
			if err := g.measure(a, p); err != nil {
				return Grown{}, fmt.Errorf("address %d: %w", i, err)
			}
		}
		out.Homes[i] = p.ID
	}
	out.Added = len(g.added)
	a.Note(fmt.Sprintf("homes %d added %d measured %d", len(addresses), out.Added, out.Measured))
	return out, insert(a, g.added...)
}

// growth is the part of the tree below a place, in memory.
type growth struct {
	in        Place
	places    map[siblings]Place
	over      map[Kind]string // names of the ancestors of in, itself included
	compounds map[string]Place
	twice     map[string]bool // names of two compounds
	added     []Place
	at        map[ID]int // where an added place stands in added
	held      map[ID]bool
}

func newGrowth(v *act.View, in ID) (*growth, error) {
	p, err := load(v, in)
	if err != nil {
		return nil, err
	}
	if !p.Open() {
		return nil, errs.New(errs.Conflict, "place.closed", "上一级“%s”已经停用，不能再往里面放", p.Name)
	}
	chain, err := Chain(v, in)
	if err != nil {
		return nil, err
	}
	g := &growth{
		in: p, over: map[Kind]string{}, places: map[siblings]Place{}, compounds: map[string]Place{}, twice: map[string]bool{},
		at: map[ID]int{}, held: map[ID]bool{in: true},
	}
	for _, up := range chain {
		g.over[up.Kind] = up.Name
	}
	from, before := p.Path.Range()
	for _, kind := range []Kind{Compound, Building, Entrance, Home} {
		err := db.Each(v.Tx, func(p Place) error {
			g.places[siblings{p.Parent, p.Kind, p.Name}] = p
			if p.Kind == Compound {
				_, known := g.compounds[p.Name]
				g.twice[p.Name] = g.twice[p.Name] || known
				g.compounds[p.Name] = p
			}
			return nil
		}, sqlUnder, kind, from, before)
		if err != nil {
			return nil, err
		}
	}
	return g, nil
}

// reach walks to the home of an address. What is missing is made by add; with no
// add the answer is the zero place.
func (g *growth) reach(address Address, add func(Kind, string, Place) (Place, error)) (Place, error) {
	under := g.in
	for _, part := range []struct {
		kind Kind
		name string
	}{
		{Compound, address.Compound}, {Building, address.Building}, {Entrance, address.Entrance}, {Home, address.Home},
	} {
		name := CleanName(part.name)
		if name == "" || under.ID == g.in.ID && g.over[part.kind] == name {
			continue
		}
		next, ok := g.places[siblings{under.ID, part.kind, name}]
		if part.kind == Compound {
			if g.twice[name] {
				return Place{}, errs.New(errs.Invalid, "place.two_compounds", "这里有两个同名小区“%s”，请到社区里分别导入", name)
			}
			next, ok = g.compounds[name]
		}
		if !ok && add == nil {
			return Place{}, nil
		}
		if !ok {
			var err error
			if next, err = add(part.kind, name, under); err != nil {
				return Place{}, err
			}
		}
		under = next
	}
	return under, nil
}

func (g *growth) add(a *act.Act, kind Kind, name string, under Place) (Place, error) {
	if _, nested := g.over[kind]; nested || !kind.under([]Kind{under.Kind}) {
		return Place{}, errs.Invalidf(string(kind), "place.parent", "这一级不能放在这里，请换一个上级")
	}
	if _, mine := g.at[under.ID]; !mine && !g.held[under.ID] {
		if _, err := hold(a, under.ID); err != nil {
			return Place{}, err
		}
		g.held[under.ID] = true
	}
	p := Place{ID: act.NewID[Place](a), Kind: kind, Name: name, CreatedAt: a.At}
	if err := p.check(); err != nil {
		return Place{}, err
	}
	p.stand(under)
	g.at[p.ID] = len(g.added)
	g.added = append(g.added, p)
	g.places[siblings{p.Parent, kind, name}] = p
	if kind == Compound {
		g.compounds[name] = p
	}
	return p, nil
}

// measure writes the area of a home, of one to be added before it is.
func (g *growth) measure(a *act.Act, p Place) error {
	if err := p.check(); err != nil {
		return err
	}
	g.places[siblings{p.Parent, p.Kind, p.Name}] = p
	if i, ok := g.at[p.ID]; ok {
		g.added[i] = p
		return nil
	}
	return save(a, p)
}
