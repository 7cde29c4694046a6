package auth

import (
	"regexp"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// AccountID names an account.
type AccountID = id.Of[Account]

// Account lets a person sign in.
type Account struct {
	ID         AccountID `db:"id"`
	Person     int64     `db:"person_id"`
	Name       *string   `db:"name"`     // for signing in with a password; nil: by code only
	Password   string    `db:"password"` // argon2id; "": none
	PasswordAt time.Time `db:"password_at"`
	MustChange bool      `db:"must_change"` // the password was given out by someone else
	TOTP       []byte    `db:"totp"`        // sealed; nil: none is set up or begun
	TOTPAt     time.Time `db:"totp_at"`     // zero: not confirmed
	TOTPStep   int64     `db:"totp_step"`   // the last time step a code was used for
	DisabledAt time.Time `db:"disabled_at"`
	CreatedAt  time.Time `db:"created_at"`
	LastAt     time.Time `db:"last_at"` // of the last sign-in
}

// CanManage is the capability to open, disable and reset accounts, asked of the
// person whose account it is.
const CanManage access.Capability = "account.manage"

// CanSee is the capability to see the list of accounts.
const CanSee access.Capability = "account.see"

// Disabled says that an account must open nothing from now on.
type Disabled struct {
	Account AccountID
	Person  int64
}

var nameShape = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{2,31}$`)

// NewAccount is an account with a name to be opened.
type NewAccount struct {
	Person int64
	Name   string // for signing in
	First  First
}

// Open gives a person an account with a name and a first password, which they
// must change when they first sign in.
func Open(a *act.Act, of access.Thing, n NewAccount) (AccountID, error) {
	if err := a.Require(CanManage, of); err != nil {
		return 0, err
	}
	a.Note("open")
	name := strings.ToLower(strings.TrimSpace(n.Name))
	if !nameShape.MatchString(name) {
		return 0, errs.Invalidf("name", "account.name", "登录名用 3 到 32 个小写字母或数字，例如 shentian.chenlan")
	}
	account, err := ensure(a, n.Person)
	if err != nil {
		return 0, err
	}
	if _, taken, err := db.Find[Account](a.Tx, sqlByName, name); err != nil || taken {
		return 0, errOr(err, errs.Invalidf("name", "account.taken", "这个登录名已经有人用了，请换一个"))
	}
	if _, err := a.Tx.Exec(sqlSetName, name, account.ID); err != nil {
		return 0, err
	}
	return account.ID, giveOut(a, account.ID, n.First)
}

func errOr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// Reset gives the account a new first password and ends its sessions. The second
// factor stays as it is.
func Reset(a *act.Act, of access.Thing, account AccountID, first First) error {
	if err := a.Require(CanManage, of); err != nil {
		return err
	}
	a.Note("password")
	if err := revokeAll(a, account); err != nil {
		return err
	}
	return giveOut(a, account, first)
}

// ResetSecond removes the second factor of someone who lost it, and ends their
// sessions.
func ResetSecond(a *act.Act, of access.Thing, account AccountID) error {
	if err := a.Require(CanManage, of); err != nil {
		return err
	}
	a.Note("second factor")
	if err := revokeAll(a, account); err != nil {
		return err
	}
	return dropSecond(a, account)
}

// Disable closes the account: whatever it opened ends with the next request.
func Disable(a *act.Act, of access.Thing, account AccountID) error {
	if err := a.Require(CanManage, of); err != nil {
		return err
	}
	a.Note("disable")
	acc, err := load(a.View, account)
	if err != nil {
		return err
	}
	if _, err := a.Tx.Exec(sqlDisable, a.At, account); err != nil {
		return err
	}
	if err := revokeAll(a, account); err != nil {
		return err
	}
	if _, err := a.Tx.Exec(sqlRevokeTokens, a.At, acc.Person); err != nil {
		return err
	}
	return a.Publish(Disabled{Account: account, Person: acc.Person})
}

// Enable opens a disabled account again; its sessions stay ended.
func Enable(a *act.Act, of access.Thing, account AccountID) error {
	if err := a.Require(CanManage, of); err != nil {
		return err
	}
	a.Note("enable")
	_, err := a.Tx.Exec(sqlEnable, account)
	return err
}

// Of gives the account of a person, if there is one.
func Of(v *act.View, person int64) (Account, bool, error) {
	return db.Find[Account](v.Tx, sqlByPerson, person)
}

// Reaches says whether a person has a way in at all: an account that opens.
func Reaches(v *act.View, person int64) (bool, error) {
	return db.Kept(v.Tx, "auth_account", person, func() (bool, error) {
		account, ok, err := Of(v, person)
		return ok && account.DisabledAt.IsZero(), err
	})
}

// ensure gives the account of the person, making one that can do nothing yet.
func ensure(a *act.Act, person int64) (Account, error) {
	acc, ok, err := Of(a.View, person)
	if err != nil || ok {
		return acc, err
	}
	acc = Account{ID: act.NewID[Account](a), Person: person, CreatedAt: a.At}
	if err := db.Insert(a.Tx, "auth_account", acc); db.IsDuplicate(err) {
		return acc, db.ErrAgain
	} else if err != nil {
		return acc, err
	}
	return acc, nil
}

func load(v *act.View, account AccountID) (Account, error) {
	acc, ok, err := db.Find[Account](v.Tx, sqlAccount, account)
	if err == nil && !ok {
		err = errs.Missing()
	}
	return acc, err
}
