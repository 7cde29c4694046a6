package matter

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const categoryColumns db.SQL = `id, code, name, hint, class, limit_code, duty, open_to_all, position, closed_at`

const (
	sqlCategories db.SQL = `SELECT ` + categoryColumns + ` FROM matter_category WHERE realm_id = :realm ORDER BY position, id`
	sqlCategory   db.SQL = `SELECT ` + categoryColumns + ` FROM matter_category WHERE realm_id = :realm AND id = ?`

	sqlCategorySave db.SQL = `UPDATE matter_category SET code = ?, name = ?, hint = ?, class = ?, limit_code = ?, duty = ?,
		open_to_all = ?, position = ?, closed_at = ? WHERE realm_id = :realm AND id = ?`
)
