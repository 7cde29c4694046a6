package people

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const consentColumns db.SQL = `id, person_id, purpose, fields, version, at, channel, given_by, seat_id, withdrawn_at`

const (
	sqlConsents db.SQL = `SELECT ` + consentColumns + ` FROM people_consent WHERE realm_id = :realm AND person_id = ? ORDER BY at DESC, id DESC`
	sqlConsent  db.SQL = `SELECT ` + consentColumns + ` FROM people_consent
		WHERE realm_id = :realm AND person_id = ? AND purpose = ? AND version = ? AND withdrawn_at IS NULL`
	sqlWithdraw    db.SQL = `UPDATE people_consent SET withdrawn_at = ? WHERE realm_id = :realm AND person_id = ? AND purpose = ? AND withdrawn_at IS NULL`
	sqlWithdrawAll db.SQL = `UPDATE people_consent SET withdrawn_at = ? WHERE realm_id = :realm AND person_id = ? AND withdrawn_at IS NULL`
)
