package org

import (
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanRelieve is the capability to end an appointment before its term; whoever
// holds the seat may also lay it down.
const CanRelieve access.Capability = "org.relieve"

// Relieved tells that a person no longer holds a seat from a moment on.
type Relieved struct {
	Appointment AppointmentID
	Seat        SeatID
	Person      people.ID
	Until       time.Time
}

// Relieve ends an appointment at a moment (zero: now), with a reason. One that
// has ended already keeps the end and the reason it has. The permission of the
// seat is gone with the next request.
func Relieve(a *act.Act, appointment AppointmentID, until time.Time, reason string) error {
	p, err := loadAppointment(a.View, appointment)
	if err != nil {
		return fmt.Errorf("relieve %s: %w", appointment, err)
	}
	s, err := holdSeat(a, p.Seat)
	if err != nil {
		return err
	}
	if p, err = loadAppointment(a.View, appointment); err != nil { // as it is now that the seat is held
		return err
	}
	thing := s.Thing()
	thing.Author = int64(p.Person)
	if err := a.Require(CanRelieve, thing); err != nil {
		return err
	}
	if int64(p.Person) != a.By.Person {
		if err := outranks(a.By, s); err != nil {
			return err
		}
	}
	if until.IsZero() {
		until = a.At
	}
	reason, bad := clean.Line(reason, maxBasis)
	var c errs.Check
	c.If(bad != nil || utf8.RuneCountInString(reason) < 2, "reason", "appointment.reason", "请写一句原因，2 到 100 个字")
	over := !p.Until.IsZero() && (until.After(p.Until) || !p.Until.After(a.At))
	c.If(over, "until", "appointment.ended", "这一任在那之前就结束了")
	if err := c.Err(); err != nil {
		return err
	}
	return p.end(a, until, reason)
}

// end writes the end of the appointment; one that has not begun never begins.
func (p Appointment) end(a *act.Act, until time.Time, reason string) error {
	if until.Before(p.From) {
		until = p.From
	}
	if _, err := a.Tx.Exec(sqlRelieve, until, a.At, reason, p.ID); err != nil {
		return err
	}
	return a.Publish(Relieved{Appointment: p.ID, Seat: p.Seat, Person: p.Person, Until: until})
}
