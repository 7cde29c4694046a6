package org

import (
	"fmt"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanAddSeat is the capability to create, rename and close seats at a place.
const CanAddSeat access.Capability = "org.add_seat"

// NewSeat is a seat to be created.
type NewSeat struct {
	Organization ID
	Kind         access.SeatKind
	Place        place.ID
	Title        string // "" where the kind's name says it
	Head         bool   // heads its organisation; secretaries, chairs and leads always do
	Capacity     int    // how many may hold it at once; 0: one
}

// AddSeat creates a seat. Like an appointment it needs a seat of a higher rank.
func AddSeat(a *act.Act, n NewSeat) (Seat, error) {
	at, err := place.Get(a.View, n.Place)
	if err != nil {
		return Seat{}, errs.Unless(err, errs.Invalidf("place", "seat.place", "请选择这个岗位管哪里"))
	}
	s := Seat{
		ID: act.NewID[Seat](a), Organization: n.Organization, Kind: n.Kind, Place: n.Place, Path: at.Path,
		Title: n.Title, Head: n.Head, Capacity: max(1, n.Capacity), CreatedAt: a.At,
	}
	if err := a.Require(CanAddSeat, s.Thing()); err != nil {
		return Seat{}, err
	}
	if err := s.check(); err != nil {
		return Seat{}, err
	}
	kind, _ := seatKind(s.Kind)
	s.Head = s.Head || kind.Head
	if err := outranks(a.By, s); err != nil {
		return Seat{}, err
	}
	if err := n.belongs(a, at); err != nil {
		return Seat{}, err
	}
	if err := db.Insert(a.Tx, "org_seat", s); err != nil {
		return Seat{}, fmt.Errorf("add seat: %w", err)
	}
	return s, nil
}

// belongs refuses a seat in an organisation that has ended, and one in an
// organisation of others: it must be there for the place, or the actor must be
// one who may add seats where it is at home.
func (n NewSeat) belongs(a *act.Act, at place.Place) error {
	foreign := errs.Invalidf("organization", "seat.organization", "请选择这个岗位属于哪个组织")
	o, err := hold(a, n.Organization)
	if err == nil && !o.Dissolved.IsZero() {
		return foreign
	}
	if err != nil {
		return errs.Unless(err, foreign)
	}
	if a.By.System != "" || a.May(CanAddSeat, o.Thing()) {
		return nil
	}
	there, err := coveringOrganizations(a.View, at.Above())
	if err == nil && !slices.ContainsFunc(there, func(q Organization) bool { return q.ID == o.ID }) {
		err = foreign
	}
	return err
}

// MayChangeSeat says whether the actor may rename and close the seat.
func MayChangeSeat(v *act.View, s Seat) bool {
	return v.May(CanAddSeat, s.Thing()) && outranks(v.By, s) == nil
}

// Retitle gives the seat another name and capacity. Like its creation it needs a
// seat of a higher rank.
func Retitle(a *act.Act, seat SeatID, title string, capacity int) error {
	s, err := holdSeat(a, seat)
	if err != nil {
		return fmt.Errorf("retitle seat %s: %w", seat, err)
	}
	if err := a.Require(CanAddSeat, s.Thing()); err != nil {
		return err
	}
	if err := outranks(a.By, s); err != nil {
		return err
	}
	if !s.Open() {
		return errs.New(errs.Conflict, "seat.closed", "这个岗位已经撤销了")
	}
	s.Title, s.Capacity = title, capacity
	if err := s.check(); err != nil {
		return err
	}
	held, err := appointmentsFrom(a.View, seat, a.At)
	if err != nil {
		return err
	}
	if most(held) > capacity {
		return errs.Invalidf("capacity", "seat.capacity_held", "现在的任职人数比这个数多，请先免去一些人")
	}
	_, err = a.Tx.Exec(sqlRetitle, s.Title, s.Capacity, s.ID)
	return err
}

// SeatClosed tells that a seat is no more; work that waits for it must go to
// another.
type SeatClosed struct{ Seat SeatID }

// CloseSeat ends the seat now; whoever holds it is relieved.
func CloseSeat(a *act.Act, seat SeatID) error {
	s, err := holdSeat(a, seat)
	if err != nil {
		return fmt.Errorf("close seat %s: %w", seat, err)
	}
	if err := a.Require(CanAddSeat, s.Thing()); err != nil {
		return err
	}
	if err := outranks(a.By, s); err != nil {
		return err
	}
	if !s.Open() {
		return errs.New(errs.Conflict, "seat.closed", "这个岗位已经撤销了")
	}
	return s.vacate(a, "seat closed")
}

// vacate relieves the seat's holders and closes it.
func (s Seat) vacate(a *act.Act, why string) error {
	held, err := appointmentsFrom(a.View, s.ID, a.At)
	if err != nil {
		return err
	}
	for _, p := range held {
		if err := p.end(a, a.At, why); err != nil {
			return err
		}
	}
	if _, err := a.Tx.Exec(sqlCloseSeat, a.At, s.ID); err != nil {
		return err
	}
	return a.Publish(SeatClosed{Seat: s.ID})
}
