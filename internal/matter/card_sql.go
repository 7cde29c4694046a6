package matter

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const cardColumns db.SQL = `id, number, category_id, summary, path, stage, stage_at, level, due_at, park_until,
	outcome, solved, judged_at, followers, rounds, created_at, closed_at`

const (
	sqlCards db.SQL = `SELECT ` + cardColumns + ` FROM matter_matter WHERE realm_id = :realm AND {where} ORDER BY {order} LIMIT ?`

	sqlNear db.SQL = `SELECT ` + cardColumns + `, words FROM matter_matter WHERE realm_id = :realm AND {where}
		ORDER BY number DESC LIMIT ?`

	// Words are not read: they may hold what tells who somebody is.
	sqlTraces db.SQL = `SELECT at, verb, stage FROM matter_step WHERE realm_id = :realm AND matter_id = ? AND NOT inner_only ORDER BY seq`

	sqlFollowedCards db.SQL = `SELECT ` + cardColumns + ` FROM matter_matter WHERE realm_id = :realm
		AND id IN (SELECT matter_id FROM matter_follower WHERE realm_id = :realm AND person_id = ?) ORDER BY id DESC LIMIT ?`
)
