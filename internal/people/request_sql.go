package people

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	sqlRequests db.SQL = `SELECT id, person_id, path, kind, wish, at, due_at, answered_at, answered_by, granted, answer FROM people_request
		WHERE realm_id = :realm AND {where} ORDER BY answered_at IS NOT NULL, due_at, id LIMIT ?`
	sqlAnswer db.SQL = `UPDATE people_request SET answered_at = ?, answered_by = ?, granted = ?, answer = ?
		WHERE realm_id = :realm AND id = ? AND answered_at IS NULL`
	sqlOldRequest db.SQL = `DELETE FROM people_request WHERE realm_id = :realm AND answered_at < ?`

	sqlErase db.SQL = `UPDATE people_person SET name = NULL, document = 0, number = NULL, number_key = NULL, born = NULL, birth_year = 0,
		party = NULL, care = NULL, told = '', changed_at = ?, erased_at = ? WHERE realm_id = :realm AND id = ?`
	sqlDropPhones db.SQL = `DELETE FROM people_phone WHERE realm_id = :realm AND person_id = ?`
)
