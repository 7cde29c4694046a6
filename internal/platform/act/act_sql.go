package act

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	sqlSweep db.SQL = `DELETE FROM act_key WHERE realm_id = :realm AND at < ?`
)
