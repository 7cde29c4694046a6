package auth

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	sqlCount db.SQL = `INSERT INTO auth_limit (realm_id, key, n, until) VALUES (:realm, ?, 1, ?)
		ON CONFLICT (realm_id, key) DO UPDATE SET
			n = CASE WHEN auth_limit.until <= ? THEN 1 ELSE auth_limit.n + 1 END,
			until = CASE WHEN auth_limit.until <= ? THEN ? ELSE auth_limit.until END
		RETURNING n`
	sqlForget   db.SQL = `DELETE FROM auth_limit WHERE realm_id = :realm AND key = ?`
	sqlOldLimit db.SQL = `DELETE FROM auth_limit WHERE realm_id = :realm AND until <= ?`
)

const (
	sqlLock    db.SQL = `UPDATE auth_limit SET until = ? WHERE realm_id = :realm AND key = ?`
	sqlUncount db.SQL = `UPDATE auth_limit SET n = n - 1 WHERE realm_id = :realm AND key = ? AND n > 0`
)
