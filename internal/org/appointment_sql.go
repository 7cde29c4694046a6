package org

import (
	"errors"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const (
	appointmentColumns db.SQL = `id, seat_id, person_id, from_at, until_at, term_at, part_time, basis, relieved_at, reason, created_at`

	sqlAppointment      db.SQL = `SELECT ` + appointmentColumns + ` FROM org_appointment WHERE realm_id = :realm AND id = ?`
	sqlAppointments     db.SQL = `SELECT ` + appointmentColumns + ` FROM org_appointment WHERE realm_id = :realm AND {where} ORDER BY from_at, id`
	sqlAppointmentsFrom db.SQL = `SELECT ` + appointmentColumns + ` FROM org_appointment
		WHERE realm_id = :realm AND seat_id = ? AND (until_at IS NULL OR until_at > ?) AND (until_at IS NULL OR until_at > from_at)
		ORDER BY from_at, id`
	sqlRelieve db.SQL = `UPDATE org_appointment SET until_at = ?, relieved_at = ?, reason = ? WHERE realm_id = :realm AND id = ?`

	sqlPosts db.SQL = `SELECT a.id AS appointment_id, a.person_id, a.from_at, a.until_at, s.id AS seat_id, s.kind, s.title, s.head,
		s.place_id, o.id AS organization_id, o.name, o.family
		FROM org_seat s
		JOIN org_appointment a ON a.realm_id = s.realm_id AND a.seat_id = s.id
		JOIN org_organization o ON o.realm_id = s.realm_id AND o.id = s.organization_id
		WHERE s.realm_id = :realm AND {where} ORDER BY s.path, s.head DESC, a.from_at, a.id`

	// EndingSoon: terms are few beside seats, so the index on their ends leads.
	sqlEnding db.SQL = `SELECT a.id, a.seat_id, a.person_id, a.from_at, a.until_at, a.term_at, a.part_time, a.basis,
		a.relieved_at, a.reason, a.created_at, s.organization_id, s.kind, s.place_id, s.path, s.title
		FROM org_appointment a JOIN org_seat s ON s.realm_id = a.realm_id AND s.id = a.seat_id
		WHERE a.realm_id = :realm AND {where} AND a.until_at > ? AND a.until_at < ? AND a.relieved_at IS NULL
			AND s.closed_at IS NULL
		ORDER BY a.until_at, a.id`

	sqlHoldKinds       db.SQL = `SELECT id FROM org_seat WHERE realm_id = :realm AND {where} ORDER BY id {lock}`
	sqlAdministrations db.SQL = `SELECT a.id, a.seat_id, a.person_id, a.from_at, a.until_at, a.term_at, a.part_time, a.basis,
		a.relieved_at, a.reason, a.created_at, s.kind
		FROM org_appointment a JOIN org_seat s ON s.realm_id = a.realm_id AND s.id = a.seat_id
		WHERE a.realm_id = :realm AND a.person_id = ? AND (a.until_at IS NULL OR a.until_at > a.from_at) AND s.closed_at IS NULL`
)

type endingRow struct {
	Appointment
	Organization ID              `db:"organization_id"`
	Kind         access.SeatKind `db:"kind"`
	Place        place.ID        `db:"place_id"`
	Path         access.Path     `db:"path"`
	Title        string          `db:"title"`
}

func loadAppointment(v *act.View, appointment AppointmentID) (Appointment, error) {
	p, err := db.Get[Appointment](v.Tx, sqlAppointment, appointment)
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	return p, err
}

// appointmentsFrom lists the seat's appointments that hold at a moment or later.
func appointmentsFrom(v *act.View, seat SeatID, at time.Time) ([]Appointment, error) {
	return db.Select[Appointment](v.Tx, sqlAppointmentsFrom, seat, at)
}

// kindAppointment is an appointment with the kind of its seat.
type kindAppointment struct {
	Appointment
	Kind access.SeatKind `db:"kind"`
}

// holdAdministrations lists the person's appointments to the administrations and
// keeps others from making one until the commit.
func holdAdministrations(a *act.Act, person people.ID) ([]kindAppointment, error) {
	var c db.Cond
	db.In(&c, "kind", administrations)
	if _, err := db.Select[SeatID](a.Tx, sqlHoldKinds.Where(c)); err != nil {
		return nil, err
	}
	all, err := db.Select[kindAppointment](a.Tx, sqlAdministrations, person)
	if err != nil {
		return nil, err
	}
	out := all[:0]
	for _, p := range all {
		for _, k := range administrations {
			if p.Kind == k {
				out = append(out, p)
			}
		}
	}
	return out, nil
}
