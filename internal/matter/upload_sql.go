package matter

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const uploadColumns db.SQL = `id, content, thumb, media, what, size, person_id, at`

const (
	sqlUploads db.SQL = `SELECT ` + uploadColumns + ` FROM matter_upload WHERE realm_id = :realm AND {where}`
	sqlStrays  db.SQL = `SELECT ` + uploadColumns + ` FROM matter_upload WHERE realm_id = :realm AND at < ?
		AND NOT EXISTS (SELECT 1 FROM matter_file f WHERE f.realm_id = :realm AND f.file_id = matter_upload.id) ORDER BY id LIMIT ?`
	sqlUploadsForget db.SQL = `DELETE FROM matter_upload WHERE realm_id = :realm AND {where}`
)
