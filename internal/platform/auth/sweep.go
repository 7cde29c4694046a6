package auth

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Sweep removes codes and counts that are over, and sessions that ended a month
// ago. It runs every night.
func Sweep(a *act.Act) error {
	for _, q := range []db.SQL{sqlOldCodes, sqlOldLimit} {
		if _, err := a.Tx.Exec(q, a.At); err != nil {
			return err
		}
	}
	month := a.At.Add(-30 * 24 * time.Hour)
	_, err := a.Tx.Exec(sqlOldSession, month, month)
	return err
}

// Accounts lists the accounts that have a name, whoever's they are: for the page
// that administers them.
func Accounts(v *act.View) ([]Account, error) { return db.Select[Account](v.Tx, sqlAccounts) }

// RecoveryLeft is how many recovery codes of the account are not yet used.
func RecoveryLeft(v *act.View, account AccountID) (int, error) {
	return db.Get[int](v.Tx, sqlRecoveries, account)
}

// Get gives an account.
func Get(v *act.View, account AccountID) (Account, error) { return load(v, account) }

// Forget closes the account of a person of whom nothing is to be known any more:
// name, password and second factor go, and everything it opened.
func Forget(a *act.Act, person int64) error {
	acc, ok, err := Of(a.View, person)
	if err != nil || !ok {
		return err
	}
	if err := revokeAll(a, acc.ID); err != nil {
		return err
	}
	if _, err := a.Tx.Exec(sqlRevokeTokens, a.At, person); err != nil {
		return err
	}
	if err := dropSecond(a, acc.ID); err != nil {
		return err
	}
	_, err = a.Tx.Exec(sqlForgetAccount, a.At, acc.ID)
	return err
}
