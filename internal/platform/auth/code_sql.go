package auth

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	sqlDropCodes db.SQL = `DELETE FROM auth_code WHERE realm_id = :realm AND phone_key = ? AND browser = ?`
	sqlTryCode   db.SQL = `UPDATE auth_code SET tries = tries + 1
		WHERE realm_id = :realm AND phone_key = ? AND browser = ? AND tries < ? AND until > ? AND used_at IS NULL
		RETURNING id, phone_key, browser, code, tries, at, until, used_at`
	sqlUseCode  db.SQL = `UPDATE auth_code SET used_at = ? WHERE realm_id = :realm AND id = ? AND used_at IS NULL`
	sqlOldCodes db.SQL = `DELETE FROM auth_code WHERE realm_id = :realm AND until <= ?`
)
