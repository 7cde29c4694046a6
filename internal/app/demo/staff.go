package demo

import (
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
)

// staff founds the organisations and appoints people to their seats.
func (b *builder) staff() error { return b.system(b.appointAll) }

func (b *builder) appointAll(a *act.Act) error {
	for i, c := range b.communities {
		if err := b.community(a, i, c); err != nil {
			return err
		}
	}
	if err := b.party(a); err != nil {
		return err
	}
	if err := b.keepers(a); err != nil {
		return err
	}
	return b.villagers(a)
}

// keepers are the three who run the instance, watch over its accounts and audit
// it: three persons, for no two of these powers lie in one hand.
func (b *builder) keepers(a *act.Act) error {
	for _, k := range []struct {
		kind             access.SeatKind
		office, text     string
		name, home, role string
	}{
		{org.SystemAdmin, "系统管理", "系统管理员 洪志远", "洪志远", "/desk", "system_admin"},
		{org.SecurityAdmin, "安全管理", "安全管理员 江美华", "江美华", "/desk/accounts", "security_admin"},
		{org.AuditAdmin, "审计", "审计 蔡敏", "蔡敏", "/desk/trail", "audit_admin"},
	} {
		office, err := org.Found(a, org.New{Kind: "administration", Name: k.office, Place: b.subdistrict})
		if err != nil {
			return err
		}
		person, err := b.holder(a, office.ID, k.kind, b.subdistrict, k.name)
		if err != nil {
			return err
		}
		b.role(k.role, k.text, k.home, person)
	}
	return nil
}

// villagers are the two residents whom a visitor can be.
func (b *builder) villagers(a *act.Act) error {
	first := b.communities[0]
	for i, v := range []struct{ key, text, name string }{{"elder", "王阿婆（独居，82 岁）", "王秀英"}, {"resident", "居民 陈志强", "陈志强"}} {
		home := first.compounds[i].homes[3]
		person, err := people.Register(a, people.New{Name: v.name, Phones: []string{[]string{"13900000011", "13900000012"}[i]}, Place: home, Told: "演示用的虚构人物"})
		if err != nil {
			return err
		}
		if _, err := people.Settle(a, people.NewStanding{Person: person, Home: home, Kind: people.Resident, Apart: true, Proof: people.ProofCounter, Evidence: "演示"}); err != nil {
			return err
		}
		if err := auth.Admit(a, int64(person)); err != nil {
			return err
		}
		b.visited = append(b.visited, resident{person, home, first.compounds[i], true})
		b.role(v.key, v.text, "/", person)
	}
	return nil
}

// holder adds a seat and appoints somebody new to it.
func (b *builder) holder(a *act.Act, o org.ID, kind access.SeatKind, at place.ID, name string) (people.ID, error) {
	if name == "" {
		name = personName(b.rand)
	}
	person, err := people.Register(a, people.New{Name: name, Phones: []string{b.phone()}, Place: at, Told: "演示用的虚构人物"})
	if err != nil {
		return 0, err
	}
	if err := auth.Admit(a, int64(person)); err != nil {
		return 0, err
	}
	return person, b.seat(a, o, kind, at, person)
}

func (b *builder) seat(a *act.Act, o org.ID, kind access.SeatKind, at place.ID, person people.ID) error {
	s, err := org.AddSeat(a, org.NewSeat{Organization: o, Kind: kind, Place: at})
	if err != nil {
		return err
	}
	_, err = org.Appoint(a, org.NewAppointment{Seat: s.ID, Person: person, Basis: "演示"})
	return err
}

// community staffs one community, its grids and its compounds.
func (b *builder) community(a *act.Act, i int, c *community) error {
	committee, err := org.Found(a, org.New{Kind: "residents_committee", Name: c.called() + "居民委员会", Place: c.place.ID})
	if err != nil {
		return err
	}
	secretary, err := b.holder(a, committee.ID, org.CommunitySecretary, c.place.ID, []string{"黄丽萍", "施雅琴"}[i])
	if err != nil {
		return err
	}
	if _, err := b.holder(a, committee.ID, org.CommunityWorker, c.place.ID, ""); err != nil {
		return err
	}
	if i == 0 {
		b.role("community_secretary", "社区书记 黄丽萍", "/desk", secretary)
	}
	station, err := org.Found(a, org.New{Kind: "grid_station", Name: c.called() + "网格站", Place: c.place.ID})
	if err != nil {
		return err
	}
	for n, g := range c.grids {
		name := ""
		if n == 0 {
			name = []string{"陈建国", "林阿芳"}[i]
		}
		worker, err := b.holder(a, station.ID, org.GridWorker, g.ID, name)
		if err != nil {
			return err
		}
		if n == 0 {
			b.role([]string{"grid_worker", "grid_worker_2"}[i], []string{"网格员 老陈", "另一社区的网格员 林阿芳"}[i], "/field", worker)
		}
	}
	return b.properties(a, i, c)
}

// properties gives each compound its property company, and some an owners'
// committee.
func (b *builder) properties(a *act.Act, i int, c *community) error {
	names := [][]string{{"和安物业", "海丰物业"}, {"听涛物业", "佳园物业"}}[i]
	for n, g := range c.compounds {
		company, err := org.Found(a, org.New{Kind: "property_company", Name: names[n%2] + g.name + "服务处", Place: g.place.ID})
		if err != nil {
			return err
		}
		name := ""
		if i == 0 && n == 0 {
			name = "许文杰"
		}
		manager, err := b.holder(a, company.ID, org.PropertyManager, g.place.ID, name)
		if err != nil {
			return err
		}
		if name != "" {
			b.role("property_manager", "物业经理 许文杰", "/field", manager)
		}
		if n%3 == 2 {
			continue // not every compound has a committee: a hole in the coverage
		}
		committee, err := org.Found(a, org.New{Kind: "owners_committee", Name: g.name + "业主委员会", Place: g.place.ID})
		if err != nil {
			return err
		}
		for k := range 5 {
			kind := org.CommitteeMember
			if k == 0 {
				kind = org.CommitteeChair
			}
			if err := b.seat(a, committee.ID, kind, g.place.ID, c.residents[(n*211+k*37)%len(c.residents)].person); err != nil {
				return err
			}
		}
	}
	return nil
}

// party founds the ladder of branches; one compound of each community has none
// yet, so that the coverage shows its hole. Some branch secretaries also chair
// their owners' committee.
func (b *builder) party(a *act.Act) error {
	working, err := org.Found(a, org.New{Kind: "working_committee", Name: "开元街道大党工委", Place: b.subdistrict})
	if err != nil {
		return err
	}
	for _, c := range b.communities {
		general, err := org.Found(a, org.New{Kind: "general_committee", Name: c.called() + "大党委", Place: c.place.ID, Parent: working.ID})
		if err != nil {
			return err
		}
		for n, g := range c.compounds {
			if n == len(c.compounds)-1 {
				continue
			}
			branch, err := org.Found(a, org.New{Kind: "branch", Name: g.name + "党支部", Place: g.place.ID, Parent: general.ID})
			if err != nil {
				return err
			}
			if err := b.seat(a, branch.ID, org.BranchSecretary, g.place.ID, c.residents[(n*211)%len(c.residents)].person); err != nil {
				return err
			}
		}
	}
	return nil
}

// duties says who answers for what: the catalogue of each community.
func (b *builder) duties() error {
	return b.system(func(a *act.Act) error {
		codes, err := categories(a.View)
		if err != nil {
			return err
		}
		for _, c := range b.communities {
			for _, d := range []struct {
				kind  access.SeatKind
				codes []string
			}{
				{org.PropertyManager, []string{"repair", "clean", "green", "lift", "property"}},
				{org.GridWorker, []string{"danger", "fire_lane", "parking", "noise", "neighbours", "care"}},
				{org.CommunityWorker, []string{"utility", "policy", "other"}},
			} {
				for _, code := range d.codes {
					if _, err := matter.AddRoute(a, matter.Route{Place: c.place.ID, Category: codes[code], SeatKind: d.kind}); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}

// categories are the categories of the realm by their codes.
func categories(v *act.View) (map[string]matter.CategoryID, error) {
	all, err := matter.Categories(v)
	out := make(map[string]matter.CategoryID, len(all))
	for _, c := range all {
		out[c.Code] = c.ID
	}
	return out, err
}
