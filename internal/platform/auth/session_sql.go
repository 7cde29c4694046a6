package auth

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const sessionColumns db.SQL = `s.id, s.account_id, s.person_id, s.method, s.step, s.agent, s.acting_for,
	s.created_at, s.seen_at, s.idle, s.until, s.revoked_at`

const (
	sqlSession db.SQL = `SELECT ` + sessionColumns + ` FROM auth_session s
		JOIN auth_account a ON a.realm_id = s.realm_id AND a.id = s.account_id
		WHERE s.realm_id = :realm AND s.hash = ? AND s.until > ? AND s.revoked_at IS NULL AND a.disabled_at IS NULL`
	sqlSessions db.SQL = `SELECT ` + sessionColumns + ` FROM auth_session s
		WHERE s.realm_id = :realm AND s.account_id = ? AND s.revoked_at IS NULL AND s.until > ? ORDER BY s.seen_at DESC, s.id`
	sqlTouch        db.SQL = `UPDATE auth_session SET seen_at = ? WHERE realm_id = :realm AND id = ? AND seen_at <= ?`
	sqlRevoke       db.SQL = `UPDATE auth_session SET revoked_at = ? WHERE realm_id = :realm AND id = ? AND account_id = ? AND revoked_at IS NULL`
	sqlRevokeOthers db.SQL = `UPDATE auth_session SET revoked_at = ? WHERE realm_id = :realm AND account_id = ? AND id <> ? AND revoked_at IS NULL`
	sqlActFor       db.SQL = `UPDATE auth_session SET acting_for = ? WHERE realm_id = :realm AND id = ? AND account_id = ?`
	sqlOldSession   db.SQL = `DELETE FROM auth_session WHERE realm_id = :realm AND (until <= ? OR revoked_at <= ?)`

	sqlToken db.SQL = `SELECT t.id, t.person_id, t.seat_id, t.label, t.created_at, t.until, t.revoked_at FROM auth_token t
		WHERE t.realm_id = :realm AND t.hash = ? AND t.until > ? AND t.revoked_at IS NULL AND NOT EXISTS
		(SELECT 1 FROM auth_account a WHERE a.realm_id = t.realm_id AND a.person_id = t.person_id AND a.disabled_at IS NOT NULL)`
	sqlTokens db.SQL = `SELECT id, person_id, seat_id, label, created_at, until, revoked_at FROM auth_token
		WHERE realm_id = :realm AND person_id = ? ORDER BY created_at DESC, id DESC`
	sqlRevokeToken  db.SQL = `UPDATE auth_token SET revoked_at = ? WHERE realm_id = :realm AND id = ? AND person_id = ? AND revoked_at IS NULL`
	sqlRevokeTokens db.SQL = `UPDATE auth_token SET revoked_at = ? WHERE realm_id = :realm AND person_id = ? AND revoked_at IS NULL`
)
