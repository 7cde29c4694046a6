package people

import (
	"context"
	"hash/maphash"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// partOf is a part of a roster and how many rows it has.
type partOf struct {
	Part string `db:"part"`
	Rows int    `db:"n"`
}

// Check says what applying a roster would do, and notes at its rows what is
// wrong. It changes nothing but the remarks. Why it could not be checked stays
// noted at the roster.
func (im Importer) Check(ctx context.Context, roster id.Of[Roster]) (Roster, error) {
	r, err := im.check(ctx, roster)
	return r, im.failed(ctx, roster, err)
}

func (im Importer) check(ctx context.Context, roster id.Of[Roster]) (Roster, error) {
	var r Roster
	var parts []partOf
	var g ground
	if err := im.Stage.See(ctx, im.By, func(v *act.View) (err error) {
		if r, err = GetRoster(v, roster); err != nil {
			return err
		}
		if g, err = newGround(v, r.Place); err != nil {
			return err
		}
		parts, err = db.Select[partOf](v.Tx, sqlParts, roster)
		return err
	}); err != nil {
		return r, err
	}
	from := r.State
	if from != RosterRead && from != RosterChecked {
		return r, errRosterMoved
	}
	r.Digest.Begun = nil
	c := census{ground: g, seen: map[uint64]struct{}{}, seed: maphash.MakeSeed()}
	for _, part := range parts {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		if err := im.checkPart(ctx, r, part, &c); err != nil {
			return r, err
		}
		c.done += part.Rows
		im.tell(c.done, r.Digest.Rows)
	}
	c.digest.Rows = r.Digest.Rows
	if err := im.Stage.See(ctx, im.By, func(v *act.View) (err error) {
		c.digest.Bad, err = db.Get[int](v.Tx, sqlProblems, roster)
		return err
	}); err != nil {
		return r, err
	}
	r.Digest = c.digest
	return r, im.turn(ctx, &r, from, RosterChecked)
}

// census counts over all parts of a roster; people are told apart by hashes, a
// few bytes each.
type census struct {
	ground ground
	digest Digest
	seen   map[uint64]struct{}
	seed   maphash.Seed
	done   int
}

func (im Importer) checkPart(ctx context.Context, r Roster, part partOf, c *census) error {
	var p *plan
	if err := im.Stage.See(ctx, im.By, func(v *act.View) error {
		lines, err := openPart(v, r.ID, part.Part)
		if err != nil {
			return err
		}
		homes, err := c.ground.match(v, lines)
		if err != nil {
			return err
		}
		if p, err = planPart(v, lines, homes); err == nil {
			p.remarks = append(p.remarks, c.ground.homeless(lines, homes)...)
		}
		return err
	}); err != nil {
		return err
	}
	c.add(p)
	if len(p.remarks) == 0 {
		return nil
	}
	return im.do(ctx, func(a *act.Act) error {
		a.Record(string(CanImport), r.thing(), "remarks")
		return writeRemarks(a, r.ID, p.remarks)
	})
}

func writeRemarks(a *act.Act, roster id.Of[Roster], remarks []Remark) error {
	byLine := map[int]Remark{}
	var lines []int
	for _, r := range remarks {
		was, again := byLine[r.Line]
		if !again {
			lines = append(lines, r.Line)
		}
		byLine[r.Line] = Remark{r.Line, append(was.Problems, r.Problems...), append(was.Warnings, r.Warnings...)}
	}
	for _, line := range lines {
		problem, err := byLine[line].Problems.stored()
		if err != nil {
			return err
		}
		warning, err := byLine[line].Warnings.stored()
		if err != nil {
			return err
		}
		if _, err := a.Tx.Exec(sqlRemark, problem, warning, roster, line); err != nil {
			return err
		}
	}
	return nil
}

// ground is where a roster's homes lie, as far as it takes to find a building.
type ground struct {
	root      place.Place
	compounds []place.Place
}

func newGround(v *act.View, root place.ID) (g ground, err error) {
	if g.root, err = place.Get(v, root); err != nil {
		return g, err
	}
	g.compounds, err = place.Under(v, root, place.Compound)
	return g, err
}

// match finds the homes of lines of one part.
func (g ground) match(v *act.View, lines []rosterLine) ([]place.ID, error) {
	at, err := g.anchor(v, lines[0].Address)
	if err != nil {
		return nil, err
	}
	if at.ID.IsZero() {
		return make([]place.ID, len(lines)), nil
	}
	return place.MatchHomes(v, at.ID, addresses(lines, at))
}

// anchor is the building, or the compound, that a part lies in: the smallest
// part of the tree that has to be looked at. Zero when it is not there yet.
func (g ground) anchor(v *act.View, of place.Address) (place.Place, error) {
	at := g.root
	if of.Compound != "" && (at.Kind != place.Compound || at.Name != of.Compound) {
		i := slices.IndexFunc(g.compounds, func(p place.Place) bool { return p.Name == of.Compound })
		if i < 0 {
			return place.Place{}, nil
		}
		at = g.compounds[i]
	}
	if of.Building == "" || at.Kind == place.Building && at.Name == of.Building {
		return at, nil
	}
	below, err := place.Children(v, at.ID)
	if err != nil {
		return at, err
	}
	for _, p := range below {
		if p.Kind == place.Building && p.Name == of.Building && p.Open() {
			return p, nil
		}
	}
	return place.Place{}, nil
}

// homeless remarks the new homes that have no place to stand in: the tree has no
// compound right below a subdistrict, and no entrance without a building.
func (g ground) homeless(lines []rosterLine, homes []place.ID) (out []Remark) {
	for i, l := range lines {
		if !homes[i].IsZero() {
			continue
		}
		if problem, wrong := g.misfit(l.Address); wrong {
			out = append(out, Remark{Line: l.Line, Problems: Sentences{problem}})
		}
	}
	return out
}

// misfit says what is wrong with where a new home would stand, if anything is.
func (g ground) misfit(of place.Address) (problem Sentence, wrong bool) {
	over := g.root.Kind
	if of.Compound != "" && (over != place.Compound || g.root.Name != of.Compound) {
		known := slices.ContainsFunc(g.compounds, func(p place.Place) bool { return p.Name == of.Compound })
		if !known && !slices.Contains(place.Compound.Parents(), over) {
			return say("“%s”还没有建；请把名册重新上传一次，导入到它所在的社区", of.Compound), true
		}
		over = place.Compound
	}
	for _, part := range []struct {
		kind place.Kind
		name string
	}{{place.Building, of.Building}, {place.Entrance, of.Entrance}, {place.Home, of.Home}} {
		if part.name == "" || over == part.kind && g.root.Name == part.name {
			continue
		}
		if !slices.Contains(part.kind.Parents(), over) {
			if part.kind == place.Entrance {
				return say("写了单元，却没有写楼栋"), true
			}
			return say("这一户要写上小区，或者把名册导入到它所在的小区"), true
		}
		over = part.kind
	}
	return Sentence{}, false
}

// addresses are those of the lines as seen from the place they lie in.
func addresses(lines []rosterLine, from place.Place) []place.Address {
	out := make([]place.Address, len(lines))
	for i, l := range lines {
		out[i] = l.Address
		switch from.Kind {
		case place.Building:
			out[i].Compound, out[i].Building = "", ""
		case place.Compound:
			out[i].Compound = ""
		}
	}
	return out
}

func (c *census) add(p *plan) {
	d := &c.digest
	d.Homes += len(p.homes)
	d.NewHomes += p.newHomes
	d.NewPhones += len(p.phones)
	d.Ended += len(p.ended)
	for _, r := range p.remarks {
		if len(r.Warnings) > 0 {
			d.Warnings++
		}
	}
	for _, t := range p.ties {
		switch {
		case t.old.ID != 0:
		case t.kind == Owner:
			d.Owners++
		default:
			d.Residents++
		}
	}
	for _, l := range p.lines {
		for _, person := range l.persons() {
			if !c.met(person.keys(l.homeKey())) {
				d.Persons++
			}
		}
	}
	for _, n := range p.newcomer {
		if !c.met(suffixed(n.keys(""))) {
			d.NewPersons++
			d.NewPhones += len(n.Phones)
		}
	}
}

// suffixed keeps the count of new people apart from that of all; a newcomer
// without number and phone is new in each part.
func suffixed(keys []string) []string {
	keys = slices.Clone(keys[1:])
	for i := range keys {
		keys[i] += "\x1fnew"
	}
	return keys
}

// met says whether any of the keys was met before, and remembers them all.
func (c *census) met(keys []string) (again bool) {
	for _, key := range keys {
		h := maphash.String(c.seed, key)
		_, known := c.seen[h]
		again = again || known
		c.seen[h] = struct{}{}
	}
	return again
}
