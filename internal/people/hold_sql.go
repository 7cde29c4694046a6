package people

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const holdColumns db.SQL = `h.id, h.person_id, h.reason, h.basis, h.since, h.until, h.placed_by`

const (
	sqlHolds db.SQL = `SELECT ` + holdColumns + ` FROM people_hold h
		WHERE h.realm_id = :realm AND h.person_id = ? AND (h.until IS NULL OR h.until > ?) ORDER BY h.since, h.id`
	sqlHold         db.SQL = `SELECT ` + holdColumns + ` FROM people_hold h WHERE h.realm_id = :realm AND h.id = ? AND h.person_id = ?`
	sqlHoldsInForce db.SQL = `SELECT DISTINCT ` + holdColumns + ` FROM people_hold h
		JOIN people_person p ON p.realm_id = h.realm_id AND p.id = h.person_id
		LEFT JOIN people_standing s ON s.realm_id = p.realm_id AND s.person_id = p.id AND s.until IS NULL
		WHERE h.realm_id = :realm AND (h.until IS NULL OR h.until > ?) AND {where} ORDER BY h.since, h.id LIMIT ?`
	sqlEndHold db.SQL = `UPDATE people_hold SET until = ? WHERE realm_id = :realm AND id = ? AND person_id = ?`
	sqlOldHold db.SQL = `DELETE FROM people_hold WHERE realm_id = :realm AND until < ?`
)
