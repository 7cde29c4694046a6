package matter

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const doorColumns db.SQL = `id, code, place_id, path, used, created_at, closed_at`

const (
	sqlDoor      db.SQL = `SELECT ` + doorColumns + ` FROM matter_door WHERE realm_id = :realm AND id = ?`
	sqlDoorOf    db.SQL = `SELECT ` + doorColumns + ` FROM matter_door WHERE realm_id = :realm AND code = ?`
	sqlDoors     db.SQL = `SELECT ` + doorColumns + ` FROM matter_door WHERE realm_id = :realm AND path >= ? AND path < ? ORDER BY path, id`
	sqlDoorClose db.SQL = `UPDATE matter_door SET closed_at = ? WHERE realm_id = :realm AND id = ? AND closed_at IS NULL`
	sqlDoorUsed  db.SQL = `UPDATE matter_door SET used = used + 1 WHERE realm_id = :realm AND id = ?`

	sqlReceipt db.SQL = `SELECT ` + matterColumns + `, CAST(NULL AS BIGINT) AS at_id, 0 AS following FROM matter_matter WHERE realm_id = :realm
		AND id = (SELECT r.matter_id FROM matter_receipt r WHERE r.realm_id = :realm AND r.code = ?)`
	sqlReceiptFor db.SQL = `SELECT code, matter_id, created_at FROM matter_receipt WHERE realm_id = :realm AND matter_id = ?`
)
