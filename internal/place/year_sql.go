package place

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	sqlYears      db.SQL = `SELECT year, arrangement, at FROM place_year WHERE realm_id = :realm ORDER BY year`
	sqlForgetYear db.SQL = `DELETE FROM place_year WHERE realm_id = :realm AND year = ?`
)
