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
	sqlNeighbours db.SQL = `SELECT DISTINCT person_id FROM people_standing
		WHERE realm_id = :realm AND path >= ? AND path < ? AND until IS NULL AND proved_at IS NOT NULL ORDER BY person_id`
)
