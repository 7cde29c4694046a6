package auth

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// SetPassword gives the session's account a password of its person's own: at the
// first sign-in, when the old one has grown old, or at any time by someone who
// says the old one. Every other session of the account ends.
func (d *Door) SetPassword(ctx context.Context, c Caller, token, old, password string) (in SignedIn, err error) {
	var acc Account
	var rules Rules
	asked := true // for the old password
	err = d.Stage.See(ctx, c.actor(), func(v *act.View) error {
		var s Session
		if s, acc, err = d.pending(v, token, NeedPassword, Ready); err != nil {
			return err
		}
		if rules, err = d.rules(v); err != nil {
			return err
		}
		asked = s.Step == Ready // else it has just been said
		return nil
	})
	if err != nil {
		return in, err
	}
	if err := checkNew(acc, rules, password); err != nil {
		return in, err
	}
	if asked && !checkPassword(acc.Password, old) {
		return in, errs.Invalidf("old", "password.old", "原来的密码不对")
	}
	hashed := hashPassword(password)
	err = d.Stage.Do(ctx, c.actor(), func(a *act.Act) error {
		s, now, err := d.pending(a.View, token, NeedPassword, Ready)
		if err != nil {
			return err
		}
		if now.Password != acc.Password {
			return errs.New(errs.Conflict, "password.changed", "密码刚刚在别处改过，请重新登录")
		}
		a.Record("account.password", s.thing(), "")
		if _, err := a.Tx.Exec(sqlSetPassword, hashed, a.At, false, acc.ID); err != nil {
			return err
		}
		if err := revokeAll(a, acc.ID); err != nil {
			return err
		}
		now.MustChange, now.PasswordAt = false, a.At
		in, err = d.renew(a, s, now, s.Method)
		return err
	})
	return in, err
}

func checkNew(acc Account, rules Rules, password string) error {
	name := ""
	if acc.Name != nil {
		name = *acc.Name
	}
	if err := rules.check(password, name); err != nil {
		return err
	}
	if checkPassword(acc.Password, password) {
		return errs.Invalidf("password", "password.same", "新密码不能和原来的一样")
	}
	return nil
}
