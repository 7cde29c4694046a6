package matter

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const routeColumns db.SQL = `id, place_id, path, position, category_id, seat_kind, seat_id, org_id, created_at, closed_at`

const (
	sqlRoutes     db.SQL = `SELECT ` + routeColumns + ` FROM matter_route WHERE realm_id = :realm AND {where} AND closed_at IS NULL`
	sqlRoute      db.SQL = `SELECT ` + routeColumns + ` FROM matter_route WHERE realm_id = :realm AND id = ?`
	sqlRouteLast  db.SQL = `SELECT coalesce(max(position), 0) FROM matter_route WHERE realm_id = :realm AND place_id = ?`
	sqlRouteClose db.SQL = `UPDATE matter_route SET closed_at = ? WHERE realm_id = :realm AND id = ? AND closed_at IS NULL`
)
