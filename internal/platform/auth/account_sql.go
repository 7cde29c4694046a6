package auth

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const accountColumns db.SQL = `id, person_id, name, password, password_at, must_change, totp, totp_at, totp_step,
	disabled_at, created_at, last_at`

const (
	sqlAccount     db.SQL = `SELECT ` + accountColumns + ` FROM auth_account WHERE realm_id = :realm AND id = ?`
	sqlByPerson    db.SQL = `SELECT ` + accountColumns + ` FROM auth_account WHERE realm_id = :realm AND person_id = ?`
	sqlByName      db.SQL = `SELECT ` + accountColumns + ` FROM auth_account WHERE realm_id = :realm AND name = ?`
	sqlAccounts    db.SQL = `SELECT ` + accountColumns + ` FROM auth_account WHERE realm_id = :realm AND name IS NOT NULL ORDER BY name`
	sqlSetName     db.SQL = `UPDATE auth_account SET name = ? WHERE realm_id = :realm AND id = ?`
	sqlSetPassword db.SQL = `UPDATE auth_account SET password = ?, password_at = ?, must_change = ? WHERE realm_id = :realm AND id = ?`
	sqlDisable     db.SQL = `UPDATE auth_account SET disabled_at = ? WHERE realm_id = :realm AND id = ? AND disabled_at IS NULL`
	sqlEnable      db.SQL = `UPDATE auth_account SET disabled_at = NULL WHERE realm_id = :realm AND id = ?`
	sqlLast        db.SQL = `UPDATE auth_account SET last_at = ? WHERE realm_id = :realm AND id = ?`
	sqlSetTOTP     db.SQL = `UPDATE auth_account SET totp = ?, totp_at = ?, totp_step = ? WHERE realm_id = :realm AND id = ?`
	sqlTOTPStep    db.SQL = `UPDATE auth_account SET totp_step = ? WHERE realm_id = :realm AND id = ? AND totp_step < ?`

	sqlForgetAccount db.SQL = `UPDATE auth_account SET name = NULL, password = '', password_at = NULL, must_change = false, disabled_at = ?
		WHERE realm_id = :realm AND id = ?`
	sqlDropRecovery db.SQL = `DELETE FROM auth_recovery WHERE realm_id = :realm AND account_id = ?`
	sqlUseRecovery  db.SQL = `UPDATE auth_recovery SET used_at = ? WHERE realm_id = :realm AND account_id = ? AND hash = ? AND used_at IS NULL`
	sqlRecoveries   db.SQL = `SELECT count(*) FROM auth_recovery WHERE realm_id = :realm AND account_id = ? AND used_at IS NULL`
)
