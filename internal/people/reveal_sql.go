package people

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const revealColumns db.SQL = `id, person_id, reader_id, seat_id, fields, purpose, at, until`

const (
	sqlOpenReveals db.SQL = `SELECT ` + revealColumns + ` FROM people_reveal WHERE realm_id = :realm AND reader_id = ? AND until > ? ORDER BY at`
	sqlSeenBy      db.SQL = `SELECT ` + revealColumns + ` FROM people_reveal WHERE realm_id = :realm AND person_id = ? ORDER BY at DESC LIMIT ?`
)
