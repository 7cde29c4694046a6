package people

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	sqlVoidLetters db.SQL = `UPDATE people_letter SET voided_at = ? WHERE realm_id = :realm AND path >= ? AND path < ? AND voided_at IS NULL`
	sqlLetter      db.SQL = `SELECT id, home_id, path, code, issued_at, issued_by, until, voided_at FROM people_letter
		WHERE realm_id = :realm AND code = ? AND until > ? AND voided_at IS NULL`
	sqlUseLetter db.SQL = `INSERT INTO people_letter_use (realm_id, letter_id, person_id, at) VALUES (:realm, ?, ?, ?) ON CONFLICT DO NOTHING`
	sqlOldLetter db.SQL = `DELETE FROM people_letter WHERE realm_id = :realm AND until < ?`
)
