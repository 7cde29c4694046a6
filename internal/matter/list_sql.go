package matter

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const lineColumns db.SQL = `id, number, stage, stage_at, kind, category_id, channel, substr(words, 1, 80) AS words,
	place_id, community_id, grid_id, secret, seat_id, level, unrouted, ruled, due_at, paused_at, lapsed_at,
	park_asked_at, park_until, satisfaction, outcome, rounds, followers, files, version, created_at, updated_at, closed_at`

const (
	sqlLines db.SQL = `SELECT ` + lineColumns + ` FROM matter_matter WHERE realm_id = :realm AND {where} ORDER BY {order} LIMIT ?`

	sqlHelping db.SQL = `SELECT ` + lineColumns + ` FROM matter_matter WHERE realm_id = :realm AND closed_at IS NULL
		AND id IN (SELECT h.matter_id FROM matter_cohandler h WHERE h.realm_id = :realm AND h.done_at IS NULL AND {where})
		ORDER BY due_at, id LIMIT ?`

	sqlWaiting db.SQL = `SELECT stage, count(*) AS n FROM matter_matter WHERE realm_id = :realm AND {where} GROUP BY stage`
)
