package people

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const guardianColumns db.SQL = `child_id, guardian_id, relation, evidence, since, until, recorded_by, ended_by`

const (
	sqlGuardianships db.SQL = `SELECT ` + guardianColumns + ` FROM people_guardian
		WHERE realm_id = :realm AND (child_id = ? OR guardian_id = ?) ORDER BY until IS NOT NULL, since DESC, child_id, guardian_id`
	sqlGuardianship db.SQL = `SELECT ` + guardianColumns + ` FROM people_guardian
		WHERE realm_id = :realm AND child_id = ? AND guardian_id = ? ORDER BY since DESC LIMIT 1`
	sqlGuardians db.SQL = `SELECT guardian_id FROM people_guardian WHERE realm_id = :realm AND child_id = ? AND until IS NULL ORDER BY since, guardian_id`
	sqlWards     db.SQL = `SELECT child_id FROM people_guardian WHERE realm_id = :realm AND guardian_id = ? AND until IS NULL ORDER BY since, child_id`
	sqlUnguard   db.SQL = `UPDATE people_guardian SET until = ?, ended_by = ?
		WHERE realm_id = :realm AND child_id = ? AND guardian_id = ? AND until IS NULL`
	sqlUnguardAll db.SQL = `UPDATE people_guardian SET until = ?, ended_by = ?
		WHERE realm_id = :realm AND (child_id = ? OR guardian_id = ?) AND until IS NULL`
	sqlOldGuardian db.SQL = `DELETE FROM people_guardian WHERE realm_id = :realm AND until < ?`
)
