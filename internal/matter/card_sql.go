package matter

import "github.com/jinlin-oss/jinlin/internal/platform/db"

// atColumn is where anyone may know a matter is: in its building, or higher, never
// in a home or at an entrance, of which the one stands in the other.
const atColumn db.SQL = `(SELECT CASE WHEN p.kind NOT IN ('home', 'entrance') THEN p.id WHEN q.kind NOT IN ('home', 'entrance') THEN q.id
	ELSE q.parent_id END FROM place_v_place p LEFT JOIN place_v_place q ON q.realm_id = p.realm_id AND q.id = p.parent_id
	WHERE p.realm_id = :realm AND p.id = matter_matter.place_id) AS at_id`

const cardColumns db.SQL = `id, number, category_id, summary, ` + atColumn + `, stage, stage_at, level, due_at, park_until,
	outcome, solved, judged_at, followers, rounds, created_at, closed_at`

const (
	sqlCards db.SQL = `SELECT ` + cardColumns + ` FROM matter_matter WHERE realm_id = :realm AND {where} ORDER BY {order} LIMIT ?`

	sqlNear db.SQL = `SELECT ` + cardColumns + `, words FROM matter_matter WHERE realm_id = :realm AND {where}
		ORDER BY number DESC LIMIT ?`

	sqlCarded db.SQL = `SELECT ` + matterColumns + `, ` + atColumn + `, (SELECT count(*) FROM matter_follower f WHERE f.realm_id = :realm
		AND f.matter_id = matter_matter.id AND f.person_id = ?) AS following FROM matter_matter WHERE realm_id = :realm AND id = ?`

	// Words are not read: they may hold what tells who somebody is.
	sqlTraces db.SQL = `SELECT at, verb, stage FROM matter_step WHERE realm_id = :realm AND matter_id = ? AND NOT inner_only ORDER BY seq`

	sqlFollowedCards db.SQL = `SELECT ` + cardColumns + ` FROM matter_matter WHERE realm_id = :realm
		AND id IN (SELECT matter_id FROM matter_follower WHERE realm_id = :realm AND person_id = ?) ORDER BY id DESC LIMIT ?`
)
