package org

import (
	"fmt"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanAppoint is the capability to appoint to a seat and to relieve from it.
const CanAppoint access.Capability = "org.appoint"

// Appointed tells that a person holds a seat, from a moment that may lie ahead.
type Appointed struct {
	Appointment AppointmentID
	Seat        SeatID
	Person      people.ID
	From        time.Time
}

// NewAppointment is an appointment to be made.
type NewAppointment struct {
	Seat     SeatID
	Person   people.ID
	From     time.Time // zero: now
	Until    time.Time // end of the term; zero: until relieved
	PartTime bool
	Basis    string // how it came about: an election, the number of a letter
}

const maxBasis = 100

// Appoint gives a seat to a person for a term. It needs a seat of a higher rank
// at or above the place, and never one's own hand. The permission of the seat is
// there with the next request.
func Appoint(a *act.Act, n NewAppointment) (Appointment, error) {
	s, err := holdSeat(a, n.Seat)
	if err != nil {
		return Appointment{}, fmt.Errorf("appoint to seat %s: %w", n.Seat, err)
	}
	if err := a.Require(CanAppoint, s.Thing()); err != nil {
		return Appointment{}, err
	}
	if err := outranks(a.By, s); err != nil {
		return Appointment{}, err
	}
	p, err := n.appointment(a)
	if err != nil {
		return Appointment{}, err
	}
	names, err := people.Names(a.View, n.Person)
	if err != nil {
		return Appointment{}, err
	}
	if name := names[n.Person]; name == "" || name == people.Erased {
		return Appointment{}, errs.Invalidf("person", "appointment.person", "请选择由谁担任")
	}
	if !s.Open() {
		return Appointment{}, errs.New(errs.Conflict, "seat.closed", "这个岗位已经撤销了")
	}
	if err := room(a.View, s, p); err != nil {
		return Appointment{}, err
	}
	if err := apart(a, s, p); err != nil {
		return Appointment{}, err
	}
	if err := db.Insert(a.Tx, "org_appointment", p); err != nil {
		return Appointment{}, err
	}
	return p, a.Publish(Appointed{Appointment: p.ID, Seat: s.ID, Person: p.Person, From: p.From})
}

func (n NewAppointment) appointment(a *act.Act) (Appointment, error) {
	if n.From.IsZero() {
		n.From = a.At
	}
	var c errs.Check
	basis, err := clean.Line(n.Basis, maxBasis)
	c.If(n.Person.IsZero(), "person", "appointment.person", "请选择由谁担任")
	c.If(!n.Until.IsZero() && !n.Until.After(n.From), "until", "appointment.until", "任期结束应在开始之后")
	c.If(err != nil, "basis", "appointment.basis", "依据最多 100 个字")
	if a.By.SignedIn() && int64(n.Person) == a.By.Person {
		c.Bad("person", "appointment.oneself", "不能由自己任命自己，请让上一级来办")
	}
	return Appointment{
		ID: act.NewID[Appointment](a), Seat: n.Seat, Person: n.Person, From: n.From, Until: n.Until, Term: n.Until,
		PartTime: n.PartTime, Basis: basis, CreatedAt: a.At,
	}, c.Err()
}

// outranks refuses unless the actor holds a seat of a higher rank at or above
// the place of the seat. The system may seat the first ones; a system
// administrator may seat the next, so that the office can be handed over.
func outranks(by access.Actor, s Seat) error {
	if by.System != "" {
		return nil
	}
	want, _ := seatKind(s.Kind)
	for _, h := range by.Seats {
		row, ok := seatKind(h.Kind)
		above := row.Rank > want.Rank || h.Kind == SystemAdmin
		if ok && above && s.Path.Within(h.Path) {
			return nil
		}
	}
	return errs.New(errs.Forbidden, "seat.rank", "这个岗位要由更高一级来定")
}

// room refuses when the seat would have more holders than its capacity, or the
// person would hold it twice.
func room(v *act.View, s Seat, p Appointment) error {
	others, err := appointmentsFrom(v, s.ID, p.From)
	if err != nil {
		return err
	}
	others = slices.DeleteFunc(others, func(q Appointment) bool { return !q.Overlaps(p) })
	for _, q := range others {
		if q.Person == p.Person {
			return errs.New(errs.Conflict, "seat.held_already", "此人那段时间已经在这个岗位上")
		}
	}
	if most(others) >= s.Capacity {
		return errs.New(errs.Conflict, "seat.full", "这个岗位那段时间已经有人，请先免去前任，或者把人数改多")
	}
	return nil
}

// most is the greatest number of appointments that hold at one moment.
func most(list []Appointment) (n int) {
	for _, p := range list {
		at := 0
		for _, q := range list {
			if q.Holds(p.From) {
				at++
			}
		}
		n = max(n, at)
	}
	return n
}

// apart keeps the three administrations in different hands.
func apart(a *act.Act, s Seat, p Appointment) error {
	if !slices.Contains(administrations, s.Kind) {
		return nil
	}
	others, err := holdAdministrations(a, p.Person)
	if err != nil {
		return err
	}
	for _, q := range others {
		if q.Kind != s.Kind && q.Overlaps(p) {
			return errs.New(errs.Conflict, "seat.administrations", "系统、审计、安全三个管理员不能由同一人兼任")
		}
	}
	return nil
}
