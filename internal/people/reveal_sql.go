package people

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const revealColumns db.SQL = `r.id, r.person_id, r.reader_id, r.seat_id, r.fields, r.purpose, r.at, r.until`

const (
	sqlOpenReveals db.SQL = `SELECT ` + revealColumns + ` FROM people_reveal r
		WHERE r.realm_id = :realm AND r.reader_id = ? AND r.until > ? ORDER BY r.at`
	sqlSeenBy db.SQL = `SELECT ` + revealColumns + ` FROM people_reveal r
		WHERE r.realm_id = :realm AND r.person_id = ? ORDER BY r.at DESC, r.id DESC LIMIT ?`
	sqlLooksSince db.SQL = `SELECT count(*) FROM people_reveal WHERE realm_id = :realm AND reader_id = ? AND until > ?`
	sqlLooks      db.SQL = `SELECT ` + revealColumns + ` FROM people_reveal r
		JOIN people_person p ON p.realm_id = r.realm_id AND p.id = r.person_id
		WHERE r.realm_id = :realm AND r.at >= ? AND r.at < ? AND {where} ORDER BY r.at DESC, r.id DESC LIMIT ?`
	sqlOldReveals db.SQL = `DELETE FROM people_reveal WHERE realm_id = :realm AND at < ?`
)
