package people

import (
	"fmt"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// plan is what applying a part of a roster does.
type plan struct {
	lines    []rosterLine
	newcomer []*newcomer
	ties     []tie
	phones   []extraPhone
	numbers  []extraNumber
	ended    []Standing
	homes    map[string]int // different homes: the first line that names each
	newHomes int
	remarks  []Remark
}

// newcomer is a person whom only the roster knows.
type newcomer struct {
	rosterPerson
	id ID
}

// tie is a standing that a row asks for.
type tie struct {
	person ID
	fresh  *newcomer // instead of person
	line   int       // index of the row
	kind   StandingKind
	share  Share
	old    Standing // one that is there already, with another share
}

type extraPhone struct {
	person ID
	number string
}

type extraNumber struct {
	person ID
	rosterPerson
}

// planner plans one part.
type planner struct {
	*plan
	v     *act.View
	known known
	homes []place.ID
	fresh map[string]*newcomer
	found map[string]ID   // who is called so in a home, among those known already
	asked map[string]bool // standings and phones already planned
}

// planPart says what applying the lines does, given the homes that are there.
func planPart(v *act.View, lines []rosterLine, homes []place.ID) (*plan, error) {
	k, err := know(v, lines, homes)
	if err != nil {
		return nil, err
	}
	p := planner{
		plan: &plan{lines: lines, homes: map[string]int{}}, v: v, known: k, homes: homes,
		fresh: map[string]*newcomer{}, found: map[string]ID{}, asked: map[string]bool{},
	}
	for i := range lines {
		p.line(i)
	}
	p.leavers()
	return p.plan, nil
}

func (p *planner) problem(i int, s Sentence) {
	p.remarks = append(p.remarks, Remark{Line: p.lines[i].Line, Problems: Sentences{s}})
}

func (p *planner) warn(i int, text string) {
	p.remarks = append(p.remarks, Remark{Line: p.lines[i].Line, Warnings: Sentences{say(text)}})
}

func (p *planner) line(i int) {
	l := p.lines[i]
	key := l.homeKey()
	if first, again := p.plan.homes[key]; !again {
		p.plan.homes[key] = i
		if p.homes[i].IsZero() {
			p.newHomes++
		}
		if l.Address.Area == 0 {
			p.warn(i, "没有填专有面积，业主表决时按 0 计")
		}
	} else if was := p.lines[first]; was.Address.Area != l.Address.Area && l.Address.Area != 0 && was.Address.Area != 0 {
		p.problem(i, say("和第 %d 行是同一户，面积却不一样", was.Line))
	}
	for _, owner := range l.Owners {
		p.person(i, owner, Owner)
	}
	for _, resident := range l.Residents {
		p.person(i, resident, Resident)
	}
}

// person plans someone a row names.
func (p *planner) person(i int, named rosterPerson, kind StandingKind) {
	found, wrong := p.known.who(p.v, named, p.homes[i])
	if wrong != nil {
		p.problem(i, *wrong)
		return
	}
	here := named.Name + "\x1f" + p.lines[i].homeKey()
	if found.IsZero() {
		found = p.found[here]
	} else {
		p.found[here] = found
	}
	t := tie{person: found, line: i, kind: kind, share: named.Share}
	if found.IsZero() {
		if t.fresh = p.newcomerFor(i, named); t.fresh == nil {
			return
		}
	} else {
		p.enrich(found, named)
	}
	p.tie(t)
}

// newcomerFor finds or makes the newcomer that a row means.
func (p *planner) newcomerFor(i int, named rosterPerson) *newcomer {
	keys := named.keys(p.lines[i].homeKey())
	var n *newcomer
	for _, key := range keys {
		if n = p.fresh[key]; n != nil {
			break
		}
	}
	switch {
	case n == nil:
		n = &newcomer{rosterPerson: named}
		p.newcomer = append(p.newcomer, n)
	case named.Number != "" && n.Number != "" && named.Number != n.Number:
		p.problem(i, say("“%s”在名册里有两个不同的证件号", surname(named.Name)))
		return nil
	default:
		n.merge(named)
	}
	for _, key := range keys {
		p.fresh[key] = n
	}
	return n
}

func (n *newcomer) merge(more rosterPerson) {
	if n.Number == "" {
		n.Document, n.Number, n.Born = more.Document, more.Number, more.Born
	}
	for _, phone := range more.Phones {
		if !slices.Contains(n.Phones, phone) && len(n.Phones) < maxPhones {
			n.Phones = append(n.Phones, phone)
		}
	}
}

// enrich plans what the roster knows of a person beyond what is recorded.
func (p *planner) enrich(person ID, named rosterPerson) {
	for _, phone := range named.Phones {
		if key := fmt.Sprint(person, phone); !p.asked[key] && !slices.Contains(p.known.byPhone[string(phoneKey(p.v, phone))], person) {
			p.asked[key] = true
			p.phones = append(p.phones, extraPhone{person, phone})
		}
	}
	if key := fmt.Sprint(person, "number"); named.Number != "" && p.known.numbered[person] == "" && !p.asked[key] {
		p.asked[key] = true
		p.numbers = append(p.numbers, extraNumber{person, named})
	}
}

// tie plans a standing unless it is there.
func (p *planner) tie(t tie) {
	if !t.person.IsZero() {
		for _, s := range p.known.standings[p.homes[t.line]] {
			if s.Person == t.person && s.Kind == t.kind {
				if t.old = s; t.share == (Share{}) || t.share == s.Share {
					return
				}
			}
		}
	}
	key := fmt.Sprintf("%s %d %p %s", p.lines[t.line].homeKey(), t.person, t.fresh, t.kind)
	if !p.asked[key] {
		p.asked[key] = true
		p.ties = append(p.ties, t)
	}
}

// leavers finds owners on record by an earlier roster whom this one no longer
// names in their home.
func (p *planner) leavers() {
	named := map[place.ID]map[ID]bool{}
	for i, l := range p.lines {
		if home := p.homes[i]; !home.IsZero() && len(l.Owners) > 0 {
			if named[home] == nil {
				named[home] = map[ID]bool{}
			}
			for _, o := range l.Owners {
				found, _ := p.known.who(p.v, o, home)
				named[home][found] = true
			}
		}
	}
	for _, i := range p.plan.homes {
		home := p.homes[i]
		for _, s := range p.known.standings[home] {
			if s.Kind == Owner && s.Proof == ProofRoster && named[home] != nil && !named[home][s.Person] {
				p.ended = append(p.ended, s)
				p.warn(i, "这一户原来登记的一位业主不在名册里；如果已经过户，导入时请勾选“以名册为准”")
			}
		}
	}
}
