package people

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	sqlRoster db.SQL = `SELECT id, place_id, path, name, state, digest, at, person_id, applied_at FROM people_roster
		WHERE realm_id = :realm AND id = ?`
	sqlRosters db.SQL = `SELECT id, place_id, path, name, state, digest, at, person_id, applied_at FROM people_roster
		WHERE realm_id = :realm AND {where} ORDER BY at DESC, id DESC LIMIT ?`
	sqlRosterState db.SQL = `UPDATE people_roster SET state = ?, digest = ? WHERE realm_id = :realm AND id = ? AND state = ?`
	sqlApplied     db.SQL = `UPDATE people_roster SET state = 'applied', digest = ?, applied_at = ? WHERE realm_id = :realm AND id = ?`
	sqlHoldRoster  db.SQL = `UPDATE people_roster SET name = name WHERE realm_id = :realm AND id = ?`

	sqlParts db.SQL = `SELECT part, count(*) AS n FROM people_roster_row
		WHERE realm_id = :realm AND roster_id = ? AND sealed IS NOT NULL GROUP BY part ORDER BY part`
	sqlPartRows db.SQL = `SELECT line, part, sealed, problem, warning FROM people_roster_row
		WHERE realm_id = :realm AND roster_id = ? AND part = ? AND sealed IS NOT NULL ORDER BY line`
	sqlRemark  db.SQL = `UPDATE people_roster_row SET problem = ?, warning = ? WHERE realm_id = :realm AND roster_id = ? AND line = ?`
	sqlRemarks db.SQL = `SELECT line, problem, warning FROM people_roster_row
		WHERE realm_id = :realm AND roster_id = ? AND line > ? AND (problem <> '' OR warning <> '') ORDER BY line LIMIT ?`
	sqlProblems db.SQL = `SELECT count(*) FROM people_roster_row WHERE realm_id = :realm AND roster_id = ? AND problem <> ''`
	sqlDropRows db.SQL = `DELETE FROM people_roster_row WHERE realm_id = :realm AND roster_id = ?`
	sqlOldRows  db.SQL = `DELETE FROM people_roster_row WHERE realm_id = :realm AND roster_id IN
		(SELECT id FROM people_roster WHERE realm_id = :realm AND state <> 'applied' AND at < ?)`
	sqlOldRoster db.SQL = `DELETE FROM people_roster WHERE realm_id = :realm AND state <> 'applied' AND at < ?`

	sqlByNumbers db.SQL = `SELECT id, number_key FROM people_person WHERE realm_id = :realm AND {where}`
	sqlByPhones  db.SQL = `SELECT person_id, key FROM people_phone WHERE realm_id = :realm AND {where}`
	sqlNamedSo   db.SQL = `SELECT token, person_id FROM people_token WHERE realm_id = :realm AND {where}`
	sqlSetNumber db.SQL = `UPDATE people_person SET document = ?, number = ?, number_key = ?, born = ?, birth_year = ?, changed_at = ?
		WHERE realm_id = :realm AND id = ? AND number_key IS NULL`
)

const sqlDropRoster db.SQL = `DELETE FROM people_roster WHERE realm_id = :realm AND id = ?`
