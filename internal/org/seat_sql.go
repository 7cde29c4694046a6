package org

import (
	"errors"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const (
	seatColumns db.SQL = `id, organization_id, kind, place_id, path, title, head, capacity, created_at, closed_at`

	sqlSeat  db.SQL = `SELECT ` + seatColumns + ` FROM org_seat WHERE realm_id = :realm AND id = ?`
	sqlSeats db.SQL = `SELECT ` + seatColumns + ` FROM org_seat WHERE realm_id = :realm AND {where} ORDER BY path, id`

	sqlOpenSeatsOf db.SQL = `SELECT ` + seatColumns + ` FROM org_seat
		WHERE realm_id = :realm AND organization_id = ? AND closed_at IS NULL ORDER BY id`
	sqlHoldSeat  db.SQL = `SELECT ` + seatColumns + ` FROM org_seat WHERE realm_id = :realm AND id = ? {lock}`
	sqlRetitle   db.SQL = `UPDATE org_seat SET title = ?, capacity = ? WHERE realm_id = :realm AND id = ?`
	sqlCloseSeat db.SQL = `UPDATE org_seat SET closed_at = ? WHERE realm_id = :realm AND id = ?`

	sqlHeld db.SQL = `SELECT s.id, s.kind, s.organization_id, s.place_id, p.path, p.kind AS level
		FROM org_appointment a
		JOIN org_seat s ON s.realm_id = a.realm_id AND s.id = a.seat_id
		JOIN place_v_place p ON p.realm_id = s.realm_id AND p.id = s.place_id
		WHERE a.realm_id = :realm AND a.person_id = ? AND a.from_at <= ? AND (a.until_at IS NULL OR a.until_at > ?)
			AND s.closed_at IS NULL
		ORDER BY p.path, s.id`

	sqlManned db.SQL = `SELECT s.id, s.organization_id, s.kind, s.place_id, s.path, s.title, s.head, s.capacity, s.created_at, s.closed_at,
			p.name AS at, p.kind AS level, a.person_id
		FROM org_seat s
		JOIN place_v_place p ON p.realm_id = s.realm_id AND p.id = s.place_id
		JOIN org_appointment a ON a.realm_id = s.realm_id AND a.seat_id = s.id
		WHERE s.realm_id = :realm AND {where} AND s.closed_at IS NULL AND a.from_at <= ? AND (a.until_at IS NULL OR a.until_at > ?)
		ORDER BY s.path, s.id, a.from_at, a.id`
)

type heldRow struct {
	Seat         SeatID          `db:"id"`
	Kind         access.SeatKind `db:"kind"`
	Organization ID              `db:"organization_id"`
	Place        place.ID        `db:"place_id"`
	Path         access.Path     `db:"path"`
	Level        string          `db:"level"`
}

func loadSeat(v *act.View, seat SeatID) (Seat, error) {
	s, err := db.Get[Seat](v.Tx, sqlSeat, seat)
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	return s, err
}

// holdSeat loads a seat and keeps others from filling or closing it until the
// commit.
func holdSeat(a *act.Act, seat SeatID) (Seat, error) {
	s, err := db.Get[Seat](a.Tx, sqlHoldSeat, seat)
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	return s, err
}

func openSeatsOf(v *act.View, organization ID) ([]Seat, error) {
	return db.Select[Seat](v.Tx, sqlOpenSeatsOf, organization)
}
