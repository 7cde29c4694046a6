package people

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const delegationColumns db.SQL = `id, person_id, agent_id, agreed, since, until, recorded_by, seat_id, revoked_at, revoked_by`

const (
	sqlDelegation  db.SQL = `SELECT ` + delegationColumns + ` FROM people_delegation WHERE realm_id = :realm AND id = ?`
	sqlDelegations db.SQL = `SELECT ` + delegationColumns + ` FROM people_delegation
		WHERE realm_id = :realm AND (person_id = ? OR agent_id = ?) ORDER BY since DESC, id DESC`
	sqlActsFor db.SQL = `SELECT ` + delegationColumns + ` FROM people_delegation
		WHERE realm_id = :realm AND agent_id = ? AND person_id = ? AND until > ? AND revoked_at IS NULL`
	sqlRevoke        db.SQL = `UPDATE people_delegation SET revoked_at = ?, revoked_by = ? WHERE realm_id = :realm AND id = ? AND revoked_at IS NULL`
	sqlRevokeAll     db.SQL = `UPDATE people_delegation SET revoked_at = ?, revoked_by = ? WHERE realm_id = :realm AND (person_id = ? OR agent_id = ?) AND revoked_at IS NULL`
	sqlOldDelegation db.SQL = `DELETE FROM people_delegation WHERE realm_id = :realm AND (until < ? OR revoked_at < ?)`
)
