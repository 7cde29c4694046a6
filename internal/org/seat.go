package org

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// SeatID names a seat.
type SeatID = id.Of[Seat]

// Seat is a post at a place: 第三网格网格员. It outlives whoever holds it.
type Seat struct {
	ID           SeatID          `db:"id"`
	Organization ID              `db:"organization_id"`
	Kind         access.SeatKind `db:"kind"`
	Place        place.ID        `db:"place_id"`
	Path         access.Path     `db:"path"`  // of the place
	Title        string          `db:"title"` // "" where the kind's name says it
	Head         bool            `db:"head"`  // leads its organisation
	Capacity     int             `db:"capacity"`
	CreatedAt    time.Time       `db:"created_at"`
	ClosedAt     time.Time       `db:"closed_at"` // zero: it exists
}

// maxCapacity bounds how many may hold one seat: a team's volunteers.
const maxCapacity = 500

// Thing is the seat as permission looks at it.
func (s Seat) Thing() access.Thing {
	return access.Thing{Kind: "seat", ID: int64(s.ID), Place: int64(s.Place), Path: s.Path}
}

// Open says whether the seat exists.
func (s Seat) Open() bool { return s.ClosedAt.IsZero() }

func (s *Seat) check() error {
	var c errs.Check
	_, known := seatKind(s.Kind)
	c.If(!known, "kind", "seat.kind", "请选择岗位类别")
	title, err := clean.Line(s.Title, maxName)
	c.If(err != nil, "title", "seat.title", "岗位名称最多 60 个字")
	s.Title = title
	c.If(s.Place.IsZero(), "place", "seat.place", "请选择这个岗位管哪里")
	c.If(s.Capacity < 1 || s.Capacity > maxCapacity, "capacity", "seat.capacity", "人数请写 1 到 500")
	return c.Err()
}

// AppointmentID names an appointment.
type AppointmentID = id.Of[Appointment]

// Appointment is a person's hold of a seat for a time.
type Appointment struct {
	ID        AppointmentID `db:"id"`
	Seat      SeatID        `db:"seat_id"`
	Person    people.ID     `db:"person_id"`
	From      time.Time     `db:"from_at"`
	Until     time.Time     `db:"until_at"`    // when it ends or ended; zero: open
	Term      time.Time     `db:"term_at"`     // end of the term as appointed; zero: none
	PartTime  bool          `db:"part_time"`   // held beside another job: an officer, a retiree
	Basis     string        `db:"basis"`       // how it came about: election, letter number
	Relieved  time.Time     `db:"relieved_at"` // when it was ended before its term; zero: it was not
	Reason    string        `db:"reason"`      // of the relief
	CreatedAt time.Time     `db:"created_at"`
}

// Holds says whether the seat is held by it at a moment.
func (p Appointment) Holds(at time.Time) bool {
	return !p.From.After(at) && (p.Until.IsZero() || p.Until.After(at))
}

// Overlaps says whether two appointments hold at the same time at some moment.
func (p Appointment) Overlaps(q Appointment) bool {
	return (p.Until.IsZero() || q.From.Before(p.Until)) && (q.Until.IsZero() || p.From.Before(q.Until))
}
