package demo

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

// community is one of the communities of the story.
type community struct {
	place     place.Place
	grids     []place.Place
	compounds []*grown
	residents []resident
}

// called is the community as people say it: the division's name without what kind
// of body its committee is.
func (c *community) called() string {
	return strings.TrimSuffix(strings.TrimSuffix(c.place.Name, "居委会"), "居民委员会")
}

// grown is a compound with what stands in it.
type grown struct {
	compound
	place place.Place
	homes []place.ID
}

// resident is somebody who lives in the story and may raise something.
type resident struct {
	person people.ID
	home   place.ID
	in     *grown
	phone  bool
}

// ground founds the realm and its places and lets people move in.
func (b *builder) ground() error {
	all, err := place.Divisions()
	if err != nil {
		return err
	}
	var divisions []place.Division
	for _, d := range all {
		if d.Code == subdistrictCode || d.Code == communityCodes[0] || d.Code == communityCodes[1] {
			divisions = append(divisions, d)
		}
	}
	opened, err := portal.Establish(b.ctx, b.house.Stage, portal.Opening{
		Kind: place.DistrictRealm, Code: subdistrictCode, Divisions: divisions, Phone: "0592-5550110",
		Person: "郑国栋", Mobile: "13900000001", Login: "kaiyuan.zheng",
	})
	if err != nil {
		return err
	}
	b.realm, b.subdistrict = opened.Realm.ID, opened.Root
	b.role("subdistrict_lead", "街道 郑国栋", "/desk", opened.Person)
	for i, code := range communityCodes {
		if err := b.system(func(a *act.Act) error { return b.settle(a, i, code) }); err != nil {
			return err
		}
	}
	return nil
}

// settle builds one community and lets people move in.
func (b *builder) settle(a *act.Act, i int, code string) error {
	at, err := place.Find(a.View, code)
	if err != nil {
		return err
	}
	c := &community{place: at}
	b.communities = append(b.communities, c)
	for _, ground := range grounds[i] {
		for len(c.grids) <= ground.grid {
			g, err := place.Add(a, place.New{Kind: place.Grid, Name: fmt.Sprintf("第%s网格", numerals[len(c.grids)]), Parent: at.ID})
			if err != nil {
				return err
			}
			c.grids = append(c.grids, g)
		}
		g, err := b.build(a, c.grids[ground.grid], ground)
		if err != nil {
			return err
		}
		c.compounds = append(c.compounds, g)
		if err := b.moveIn(a, c, g); err != nil {
			return err
		}
	}
	return nil
}

var numerals = []string{"一", "二", "三", "四", "五"}

func (b *builder) build(a *act.Act, grid place.Place, c compound) (*grown, error) {
	p, err := place.Add(a, place.New{Kind: place.Compound, Name: c.name, Parent: grid.ID})
	if err != nil {
		return nil, err
	}
	var addresses []place.Address
	for building := range c.buildings {
		for entrance := range c.entrances {
			for floor := range c.floors {
				for home := range c.each {
					addresses = append(addresses, place.Address{
						Building: strconv.Itoa(building+1) + "幢", Entrance: strconv.Itoa(entrance+1) + "单元",
						Home: fmt.Sprintf("%d%02d", floor+1, home+1), Area: int64(60_000 + 7_350*((floor+home+entrance)%9)),
					})
				}
			}
		}
	}
	homes, err := place.EnsureHomes(a, p.ID, addresses)
	return &grown{compound: c, place: p, homes: homes.Homes}, err
}

// moveIn lets an owner, and often a family, move into each home. A few stay
// empty; some owners let theirs.
func (b *builder) moveIn(a *act.Act, c *community, g *grown) error {
	for _, home := range g.homes {
		if b.chance(1) {
			continue
		}
		owner, err := b.person(a, home)
		if err != nil {
			return err
		}
		for _, kind := range []people.StandingKind{people.Owner, people.Resident} {
			if _, err := people.Settle(a, people.NewStanding{Person: owner.person, Home: home, Kind: kind, Proof: people.ProofCounter, Evidence: "演示"}); err != nil {
				return err
			}
		}
		owner.in = g
		c.residents = append(c.residents, owner)
	}
	return nil
}

func (b *builder) person(a *act.Act, home place.ID) (resident, error) {
	n := people.New{Name: personName(b.rand), Place: home, Told: "演示用的虚构人物"}
	r := resident{home: home, phone: b.chance(85)}
	if r.phone {
		n.Phones = []string{b.phone()}
	}
	var err error
	if r.person, err = people.Register(a, n); err == nil && r.phone {
		err = auth.Admit(a, int64(r.person))
	}
	return r, err
}

// phone is an invented mobile number that nobody else has.
func (b *builder) phone() string {
	b.phones++
	return fmt.Sprintf("139%08d", 1000+b.phones)
}
