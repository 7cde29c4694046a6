// Package orgtest builds organisations, seats and the people in them for the
// tests of other modules.
package orgtest

import (
	"context"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Schema is what the tests of organisations need of the database.
var Schema = append(append(db.Schema{}, placetest.Schema...), people.Schema, org.Schema)

// Grants let the seats of a Desk do the work of this module; a test of another
// module adds its own.
var Grants = []access.Grant{
	{Can: org.CanSee, Relation: access.Within, Seats: org.SeatKinds()},
	{Can: org.CanFound, Relation: access.Within, Seats: chiefs},
	{Can: org.CanAddSeat, Relation: access.Within, Seats: chiefs},
	{Can: org.CanAppoint, Relation: access.Within, Seats: chiefs},
	{Can: org.CanRelieve, Relation: access.Within, Seats: chiefs},
	{Can: org.CanRelieve, Relation: access.Author},
	{Can: org.CanDefine, Relation: access.Within, Seats: chiefs},
	{Can: org.CanSeeComposition, Relation: access.Within, Seats: chiefs},
}

var chiefs = []access.SeatKind{org.SystemAdmin, org.SubdistrictLead, org.CommunitySecretary, org.CommunityWorker}

// Holder is a seat with the person who holds it.
type Holder struct {
	Seat   org.Seat
	Person people.ID
	Held   org.AppointmentID
}

// Desk is a town with the people who work in it.
type Desk struct {
	placetest.Town
	Admin      Holder // system administrator of the district
	Lead       Holder // subdistrict lead
	Secretary  Holder // of 深田
	Worker     Holder // community worker of 深田
	Stranger   Holder // community worker of 海滨
	Grid       Holder // grid worker of the first grid of 深田
	SecondGrid Holder // grid worker of its second
	Property   Holder // property manager of 阳光小区
	Chair      Holder // of its owners' committee
	Branch     org.Organization
}

// Furnish builds the town and seats its people, on the stage.
func Furnish(t testing.TB, s *act.Stage) Desk {
	t.Helper()
	d := Desk{Town: placetest.Plant(t, s)}
	placetest.Do(t, s, func(a *act.Act) error {
		b := builder{a: a}
		b.seat(&d.Admin, "administration", "平台管理", d.District, org.SystemAdmin, "管理员")
		b.seat(&d.Lead, "subdistrict_office", "鹭江街道办事处", d.Subdistrict, org.SubdistrictLead, "林主任")
		b.seat(&d.Secretary, "residents_committee", "深田社区居委会", d.Community, org.CommunitySecretary, "陈书记")
		b.seat(&d.Stranger, "residents_committee", "海滨社区居委会", d.Other, org.CommunityWorker, "吴同志")
		b.seat(&d.Property, "property_company", "安居物业", d.Compound, org.PropertyManager, "黄经理")
		b.seat(&d.Chair, "owners_committee", "阳光小区业委会", d.Compound, org.CommitteeChair, "郑主任")
		b.join(&d.Worker, d.Secretary.Seat.Organization, d.Community, org.CommunityWorker, "洪同志")
		b.join(&d.Grid, d.Secretary.Seat.Organization, d.Town.Grid, org.GridWorker, "许网格")
		b.join(&d.SecondGrid, d.Secretary.Seat.Organization, d.Second, org.GridWorker, "曾网格")
		d.Branch = b.found("branch", "阳光小区党支部", d.Compound)
		return b.err
	})
	return d
}

// Person registers a person at a place as the system.
func Person(t testing.TB, s *act.Stage, name string, at place.ID) (person people.ID) {
	t.Helper()
	placetest.Do(t, s, func(a *act.Act) (err error) {
		person, err = people.Register(a, people.New{Name: name, Place: at, Told: "counter"})
		return err
	})
	return person
}

// As is the person as an actor, with the seats they hold now.
func As(t testing.TB, s *act.Stage, person people.ID) access.Actor {
	t.Helper()
	by := access.Actor{Realm: placetest.Realm, Person: int64(person), Account: int64(person)}
	err := s.See(context.Background(), by, func(v *act.View) (err error) {
		by.Seats, err = org.HeldBy(v, person)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return by
}

// builder founds and seats until one fails.
type builder struct {
	a   *act.Act
	err error
}

func (b *builder) found(kind, name string, at place.Place) (o org.Organization) {
	if b.err == nil {
		o, b.err = org.Found(b.a, org.New{Kind: kind, Name: name, Place: at.ID})
	}
	return o
}

func (b *builder) seat(h *Holder, kind, name string, at place.Place, seat access.SeatKind, person string) {
	o := b.found(kind, name, at)
	b.hold(h, org.NewSeat{Organization: o.ID, Kind: seat, Place: at.ID, Head: true}, person)
}

func (b *builder) join(h *Holder, in org.ID, at place.Place, kind access.SeatKind, person string) {
	b.hold(h, org.NewSeat{Organization: in, Kind: kind, Place: at.ID}, person)
}

func (b *builder) hold(h *Holder, n org.NewSeat, person string) {
	if b.err != nil {
		return
	}
	if h.Person, b.err = people.Register(b.a, people.New{Name: person, Place: n.Place, Told: "counter"}); b.err != nil {
		return
	}
	if h.Seat, b.err = org.AddSeat(b.a, n); b.err != nil {
		return
	}
	var p org.Appointment
	p, b.err = org.Appoint(b.a, org.NewAppointment{Seat: h.Seat.ID, Person: h.Person})
	h.Held = p.ID
}
