package portal

import (
	"context"
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Opening is what the first person tells on the first day.
type Opening struct {
	Kind     string     // place.DistrictRealm or place.CompoundRealm
	Code     string     // the division to serve, from Divisions; "" when it is typed
	Level    place.Kind // what the typed place is: district, subdistrict or community
	Name     string     // of the typed place
	Compound string     // name of the compound, for a compound's own instance
	Phone    string     // by which people reach the community; may be empty

	Person string // name of the first administrator
	Login  string
	Mobile string // of the first administrator; may be empty

	Divisions []place.Division // the table Code is looked up in
}

// Opened is what the first day leads to.
type Opened struct {
	Realm    place.Realm
	Root     place.ID
	Person   people.ID
	Login    string
	Password string // made at random, shown once, to be changed at the first sign-in
}

// systemName is who acts before anyone can.
const systemName = "first-run"

// ErrOpened refuses a second first day.
var ErrOpened = errs.New(errs.Conflict, "portal.opened", "这个系统已经建好了，请直接登录")

// Establish makes a community out of nothing, all of it or none: the realm, its
// places, the administration, the first administrator with the seat that runs
// the place, and the usual categories. Only before the first realm.
func Establish(ctx context.Context, s *act.Stage, o Opening) (out Opened, err error) {
	realm := place.Realm{ID: s.IDs.Next(), Kind: o.Kind}
	first := auth.MakeFirst()
	by := access.Actor{Realm: realm.ID, System: systemName}
	err = s.Do(ctx, by, func(a *act.Act) error {
		realms, err := place.Realms(a.Tx)
		if err != nil {
			return err
		}
		if len(realms) > 0 {
			return ErrOpened
		}
		rows, err := o.check()
		if err != nil {
			return err
		}
		realm.Name = rows[0].Name
		if o.Kind == place.CompoundRealm {
			realm.Name = o.Compound
		}
		if out.Realm, err = place.CreateRealm(a, realm); err != nil {
			return fmt.Errorf("establish: %w", err)
		}
		return o.furnish(a, rows, first, &out)
	})
	out.Login, out.Password = o.Login, first.Text
	return out, err
}

// check says what is wrong and gives the divisions to begin with, the root first.
func (o Opening) check() ([]place.Division, error) {
	var c errs.Check
	c.If(o.Kind != place.DistrictRealm && o.Kind != place.CompoundRealm, "kind", "portal.kind", "请选择是街道、社区用，还是小区自己用")
	c.If(o.Kind == place.CompoundRealm && o.Compound == "", "compound", "portal.compound", "请写小区的名字")
	c.If(o.Person == "", "person", "portal.person", "请写您的名字")
	c.If(o.Login == "", "login", "portal.login", "请起一个登录名")
	rows := []place.Division{{Name: o.Name, Kind: o.Level}}
	if o.Code != "" {
		rows = place.OnlyUnder(o.Divisions, o.Code)
		c.If(len(rows) == 0, "code", "portal.code", "名单里没有这个代码，请核对，或者改为自己填写")
	} else {
		c.If(o.Name == "", "name", "portal.name", "请写您管的地方的名字，例如：深田社区")
		c.If(o.Level != place.District && o.Level != place.Subdistrict && o.Level != place.Community, "level", "portal.level", "请选择它是区、街道还是社区")
	}
	return rows, c.Err()
}

func (o Opening) furnish(a *act.Act, rows []place.Division, first auth.First, out *Opened) error {
	root, err := o.plant(a, rows)
	if err != nil {
		return err
	}
	out.Root = root.ID
	if o.Phone != "" {
		if err := place.SetWord(a, root.ID, "contact.phone", o.Phone, o.Phone); err != nil {
			return err
		}
	}
	seat := root
	if o.Kind == place.CompoundRealm {
		if seat, err = place.Add(a, place.New{Kind: place.Compound, Name: o.Compound, Parent: root.ID}); err != nil {
			return err
		}
	}
	person, err := people.Register(a, people.New{Name: o.Person, Phones: []string{o.Mobile}, Place: root.ID, Told: "本人在首次启用时填写"})
	if err != nil {
		return renamed(err, "name", "person", "phone", "mobile")
	}
	out.Person = person
	if err := appointFirst(a, person, root, seat); err != nil {
		return err
	}
	if _, err := auth.Open(a, access.Thing{Kind: "person", ID: int64(person), Path: root.Path},
		auth.NewAccount{Person: int64(person), Name: o.Login, First: first}); err != nil {
		return renamed(err, "name", "login")
	}
	for _, category := range matter.Starters() {
		if _, err := matter.AddCategory(a, category); err != nil {
			return fmt.Errorf("category %s: %w", category.Code, err)
		}
	}
	return nil
}

// plant puts the first places into the ground and gives the root.
func (o Opening) plant(a *act.Act, rows []place.Division) (place.Place, error) {
	if o.Code == "" {
		return place.Add(a, place.New{Kind: o.Level, Name: o.Name})
	}
	if _, err := place.ImportDivisions(a, rows); err != nil {
		return place.Place{}, err
	}
	return place.Find(a.View, o.Code)
}

// runs is which organisation and seat run a place of each kind.
var runs = map[place.Kind]struct {
	organization string
	name         string
	seat         access.SeatKind
}{
	place.City:        {"district_office", "市级管理", org.DistrictOffice},
	place.District:    {"district_office", "区级管理", org.DistrictOffice},
	place.Subdistrict: {"subdistrict_office", "街道办事处", org.SubdistrictLead},
	place.Community:   {"residents_committee", "居民委员会", org.CommunitySecretary},
	place.Compound:    {"owners_committee", "业主委员会", org.CommitteeChair},
}

// appointFirst gives the first administrator the seat that runs the system and
// the one that runs the place. The audit and security administrations stay
// empty: nobody may hold two of the three (GB/T 22239-2019).
func appointFirst(a *act.Act, person people.ID, root, at place.Place) error {
	administration, err := org.Found(a, org.New{Kind: "administration", Name: "平台管理", Place: root.ID})
	if err != nil {
		return err
	}
	for _, kind := range []access.SeatKind{org.AuditAdmin, org.SecurityAdmin} {
		if _, err := org.AddSeat(a, org.NewSeat{Organization: administration.ID, Kind: kind, Place: root.ID}); err != nil {
			return err
		}
	}
	system := org.NewSeat{Organization: administration.ID, Kind: org.SystemAdmin, Place: root.ID, Head: true}
	run := runs[at.Kind]
	body, err := org.Found(a, org.New{Kind: run.organization, Name: run.name, Place: at.ID})
	if err != nil {
		return err
	}
	for _, n := range []org.NewSeat{system, {Organization: body.ID, Kind: run.seat, Place: at.ID, Head: true}} {
		s, err := org.AddSeat(a, n)
		if err != nil {
			return err
		}
		if _, err := org.Appoint(a, org.NewAppointment{Seat: s.ID, Person: person, Basis: "首次启用"}); err != nil {
			return err
		}
	}
	return nil
}

// renamed moves the errors of fields to the inputs of this page: old, new, …
func renamed(err error, pairs ...string) error {
	e := errs.As(err)
	if e == nil {
		return err
	}
	for i := range e.Fields {
		for p := 0; p+1 < len(pairs); p += 2 {
			if e.Fields[i].Name == pairs[p] {
				e.Fields[i].Name = pairs[p+1]
				break
			}
		}
	}
	return err
}
