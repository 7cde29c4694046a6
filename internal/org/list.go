package org

import (
	"fmt"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// CanSee is the capability to browse organisations, seats and appointments at
// the desk. The functions of this file that other modules call ask for no
// permission; the lists are scoped by it.
const CanSee access.Capability = "org.see"

// Get gives the organisation, existing or dissolved; NotFound when there is none.
func Get(v *act.View, organization ID) (Organization, error) { return load(v, organization) }

// GetSeat gives the seat, open or closed; NotFound when there is none.
func GetSeat(v *act.View, seat SeatID) (Seat, error) { return loadSeat(v, seat) }

// GetAppointment gives the appointment; NotFound when there is none.
func GetAppointment(v *act.View, appointment AppointmentID) (Appointment, error) {
	return loadAppointment(v, appointment)
}

var pathColumn = access.Columns{Path: "path"}

// Filter narrows a list of organisations.
type Filter struct {
	In     access.Path // at or below this place; "": everywhere in scope
	Family Family
	Kind   string
	All    bool // dissolved ones too
}

// List lists the organisations that the reader may see.
func List(v *act.View, f Filter) ([]Organization, error) {
	c := v.Where(CanSee, pathColumn)
	inside(&c, "path", f.In)
	c.AndIf(f.Family != "", "family = ?", f.Family)
	c.AndIf(f.Kind != "", "kind = ?", f.Kind)
	c.AndIf(!f.All, "dissolved_at IS NULL")
	return db.Select[Organization](v.Tx, sqlList.Where(c))
}

func inside(c *db.Cond, column db.SQL, in access.Path) {
	if in != "" {
		from, before := in.Range()
		c.And(column+" >= ? AND "+column+" < ?", from, before)
	}
}

// SeatFilter narrows a list of seats.
type SeatFilter struct {
	In           access.Path // at or below this place; "": everywhere in scope
	Organization ID
	Kind         access.SeatKind
	All          bool // closed ones too
}

// Seats lists the seats that the reader may see, by place.
func Seats(v *act.View, f SeatFilter) ([]Seat, error) {
	c := v.Where(CanSee, pathColumn)
	inside(&c, "path", f.In)
	c.AndIf(!f.Organization.IsZero(), "organization_id = ?", f.Organization)
	c.AndIf(f.Kind != "", "kind = ?", f.Kind)
	c.AndIf(!f.All, "closed_at IS NULL")
	return db.Select[Seat](v.Tx, sqlSeats.Where(c))
}

// SeatsFor lists the open seats at and above a place, the nearest first: those
// that work there can be dispatched to. No kinds means any.
func SeatsFor(v *act.View, at place.ID, kinds ...access.SeatKind) ([]Seat, error) {
	p, err := place.Get(v, at)
	if err != nil {
		return nil, err
	}
	type asked struct{ path, kinds string }
	all, err := db.Kept(v.Tx, "org_seat", asked{string(p.Path), fmt.Sprint(kinds)}, func() ([]Seat, error) {
		var c db.Cond
		db.In(&c, "place_id", p.Above())
		if len(kinds) > 0 {
			db.In(&c, "kind", kinds)
		}
		c.And("closed_at IS NULL")
		seats, err := db.Select[Seat](v.Tx, sqlSeats.Where(c))
		slices.SortStableFunc(seats, func(a, b Seat) int { return len(b.Path) - len(a.Path) })
		return seats, err
	})
	return slices.Clone(all), err
}

// Holders tells who holds each seat at the moment of the view.
func Holders(v *act.View, seats ...SeatID) (map[SeatID][]people.ID, error) {
	held, err := present(v, seats...)
	out := make(map[SeatID][]people.ID, len(held))
	for _, p := range held {
		out[p.Seat] = append(out[p.Seat], p.Person)
	}
	return out, err
}

// Present lists the appointments that hold at the moment of the view.
func Present(v *act.View, seats ...SeatID) (map[SeatID][]Appointment, error) {
	held, err := present(v, seats...)
	out := make(map[SeatID][]Appointment, len(held))
	for _, p := range held {
		out[p.Seat] = append(out[p.Seat], p)
	}
	return out, err
}

const maxBatch = 512

func present(v *act.View, seats ...SeatID) ([]Appointment, error) {
	var out []Appointment
	for part := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(seats))), maxBatch) {
		all, err := db.Kept(v.Tx, "org_appointment", fmt.Sprint(part), func() ([]Appointment, error) {
			var c db.Cond
			db.In(&c, "seat_id", part)
			return db.Select[Appointment](v.Tx, sqlAppointments.Where(c))
		})
		if err != nil {
			return nil, err
		}
		for _, p := range all {
			if p.Holds(v.At) {
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// Appointments lists all who hold, held or will hold the seat, the earliest first.
func Appointments(v *act.View, seat SeatID) ([]Appointment, error) {
	var c db.Cond
	c.And("seat_id = ?", seat)
	return db.Select[Appointment](v.Tx, sqlAppointments.Where(c))
}

// Ending is an appointment whose term ends soon, with its seat.
type Ending struct {
	Appointment
	Seated Seat
}

// EndingSoon lists the appointments to seats at or below a place whose terms end
// between now and a moment, the next first: time to renew.
func EndingSoon(v *act.View, in access.Path, before time.Time) ([]Ending, error) {
	c := v.Where(CanSee, access.Columns{Path: "s.path"})
	inside(&c, "s.path", in)
	rows, err := db.Select[endingRow](v.Tx, sqlEnding.Where(c), v.At, before)
	if err != nil {
		return nil, err
	}
	out := make([]Ending, len(rows))
	for i, r := range rows {
		out[i] = Ending{Appointment: r.Appointment, Seated: Seat{
			ID: r.Seat, Organization: r.Organization, Kind: r.Kind, Place: r.Place, Path: r.Path, Title: r.Title,
		}}
	}
	return out, nil
}
