package people

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const standingColumns db.SQL = `id, person_id, home_id, path, kind, household_id, relation, share_num, share_den,
	since, until, proof, proved_at, proved_by`

const (
	sqlStandings db.SQL = `SELECT ` + standingColumns + ` FROM people_standing WHERE realm_id = :realm AND {where} ORDER BY since, id`
	sqlHomes     db.SQL = `SELECT DISTINCT home_id FROM people_standing
		WHERE realm_id = :realm AND person_id = ? AND until IS NULL AND proved_at IS NOT NULL ORDER BY home_id`
	sqlPaths db.SQL = `SELECT DISTINCT path FROM people_standing
		WHERE realm_id = :realm AND person_id = ? AND until IS NULL AND proved_at IS NOT NULL ORDER BY path`
)

const (
	sqlAllPaths db.SQL = `SELECT DISTINCT path FROM people_standing
		WHERE realm_id = :realm AND person_id = ? AND until IS NULL ORDER BY path`
	sqlEndStanding  db.SQL = `UPDATE people_standing SET until = ? WHERE realm_id = :realm AND id = ? AND until IS NULL`
	sqlProve        db.SQL = `UPDATE people_standing SET proof = ?, proved_at = ?, proved_by = ? WHERE realm_id = :realm AND id = ?`
	sqlJoinHouse    db.SQL = `UPDATE people_standing SET household_id = ?, relation = ? WHERE realm_id = :realm AND id = ?`
	sqlShare        db.SQL = `UPDATE people_standing SET share_num = ?, share_den = ? WHERE realm_id = :realm AND id = ?`
	sqlHouseholds   db.SQL = `SELECT id, home_id, path, since, until FROM people_household WHERE realm_id = :realm AND {where} ORDER BY since, id`
	sqlEndHousehold db.SQL = `UPDATE people_household SET until = ? WHERE realm_id = :realm AND id = ? AND until IS NULL
		AND NOT EXISTS (SELECT 1 FROM people_standing s WHERE s.realm_id = people_household.realm_id
			AND s.household_id = people_household.id AND s.until IS NULL)`
	sqlMoveStanding  db.SQL = `UPDATE people_standing SET path = ? || substr(path, ?) WHERE realm_id = :realm AND path >= ? AND path < ?`
	sqlMoveHousehold db.SQL = `UPDATE people_household SET path = ? || substr(path, ?) WHERE realm_id = :realm AND path >= ? AND path < ?`
	sqlMovePerson    db.SQL = `UPDATE people_person SET path = ? || substr(path, ?) WHERE realm_id = :realm AND path >= ? AND path < ?`
	sqlMoveLetter    db.SQL = `UPDATE people_letter SET path = ? || substr(path, ?) WHERE realm_id = :realm AND path >= ? AND path < ?`
	sqlMoveRequest   db.SQL = `UPDATE people_request SET path = ? || substr(path, ?) WHERE realm_id = :realm AND path >= ? AND path < ?`
)
