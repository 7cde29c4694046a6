package people

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	findJoin db.SQL = ` LEFT JOIN people_standing s ON s.realm_id = p.realm_id AND s.person_id = p.id AND s.until IS NULL
		WHERE p.realm_id = :realm AND p.erased_at IS NULL AND `
	findEnd db.SQL = ` AND {where} ORDER BY p.id LIMIT ?`

	sqlFindPhone db.SQL = `SELECT DISTINCT p.id FROM people_phone h
		JOIN people_person p ON p.realm_id = h.realm_id AND p.id = h.person_id` + findJoin + `h.key = ?` + findEnd
	sqlFindName db.SQL = `SELECT DISTINCT p.id FROM people_token t
		JOIN people_person p ON p.realm_id = t.realm_id AND p.id = t.person_id` + findJoin + `t.token = ?` + findEnd
	sqlFindNumber db.SQL = `SELECT DISTINCT p.id FROM people_person p` + findJoin + `p.number_key = ?` + findEnd

	sqlEntries db.SQL = `SELECT ` + standingColumns + ` FROM people_standing
		WHERE realm_id = :realm AND path >= ? AND path < ? AND until IS NULL ORDER BY path, kind, since, id LIMIT ?`
	sqlCountIn db.SQL = `SELECT count(DISTINCT CASE WHEN kind = 'owner' THEN person_id END) AS owners,
		count(DISTINCT CASE WHEN kind = 'resident' THEN person_id END) AS residents,
		count(DISTINCT household_id) AS households
		FROM people_standing WHERE realm_id = :realm AND path >= ? AND path < ? AND until IS NULL AND proved_at IS NOT NULL`
)
