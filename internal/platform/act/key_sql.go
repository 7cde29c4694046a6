package act

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

type keyRow struct {
	Key    string    `db:"key"`
	Actor  int64     `db:"actor"`
	Result int64     `db:"result"`
	At     time.Time `db:"at"`
}

const sqlKey db.SQL = `SELECT key, actor, result, at FROM act_key WHERE realm_id = :realm AND key = ?`
