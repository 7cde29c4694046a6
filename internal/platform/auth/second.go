package auth

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
)

var (
	errSecond = errs.Invalidf("code", "second.wrong", "动态码不对或已经用过，请等下一个再填")
	errAgain  = errs.New(errs.Unauthenticated, "sign_in.again", "登录等得太久了，请重新登录")
)

const totpColumn = "auth_account.totp"

// Second goes on with the session of the token by a code of the authenticator,
// or by one of the recovery codes.
func (d *Door) Second(ctx context.Context, c Caller, token, code string) (in SignedIn, err error) {
	var refusal error
	err = d.Stage.Do(ctx, c.actor(), func(a *act.Act) error {
		refusal = nil
		s, acc, err := d.pending(a.View, token, NeedSecond)
		if err != nil {
			return err
		}
		a.Record("account.sign_in", s.thing(), "second")
		rules, err := d.rules(a.View)
		if err != nil {
			return err
		}
		limit := Limit{Key: "second/" + acc.ID.String(), N: rules.MaxFails, Per: rules.Lock}
		if ok, err := Allow(a.Tx, a.At, limit); err != nil || !ok {
			refusal = TooOften(limit)
			return err
		}
		if ok, err := spendSecond(a, acc, code); err != nil || !ok {
			a.Note("second: wrong")
			refusal = errSecond
			return err
		}
		if err := forget(a.Tx, limit.Key); err != nil {
			return err
		}
		in, err = d.renew(a, s, acc, BySecond)
		return err
	})
	if err != nil || refusal != nil {
		return SignedIn{}, errOr(err, refusal)
	}
	return in, nil
}

func (s Session) thing() access.Thing {
	return access.Thing{Kind: "account", ID: int64(s.Account), Author: s.Person}
}

// pending gives the session of the token and its account, if it stands at one of
// the steps.
func (d *Door) pending(v *act.View, token string, steps ...Step) (Session, Account, error) {
	s, ok, err := Resolve(v, token)
	if err != nil {
		return s, Account{}, err
	}
	for _, step := range steps {
		if ok && s.Step == step {
			acc, err := load(v, s.Account)
			return s, acc, err
		}
	}
	return s, Account{}, errAgain
}

// renew replaces a session by the next one: no token outlives a step.
func (d *Door) renew(a *act.Act, s Session, acc Account, m Method) (SignedIn, error) {
	if _, err := a.Tx.Exec(sqlRevoke, a.At, s.ID, s.Account); err != nil {
		return SignedIn{}, err
	}
	return d.proceed(a, acc, Session{Method: m, Agent: s.Agent})
}

// spendSecond says whether the code is right, and uses it up.
func spendSecond(a *act.Act, acc Account, code string) (bool, error) {
	code = strings.ToLower(strings.NewReplacer(" ", "", "-", "").Replace(code))
	if len(code) == recoveryLength {
		n, err := a.Tx.Exec(sqlUseRecovery, a.At, acc.ID, recoveryKey(a.View, code))
		return n == 1, err
	}
	key, err := totpKey(a.View, acc)
	if err != nil {
		return false, err
	}
	step := totpMatch(key, code, a.At, acc.TOTPStep)
	if step == 0 {
		return false, nil
	}
	n, err := a.Tx.Exec(sqlTOTPStep, step, acc.ID, step)
	return n == 1, err // 0: someone has just used the same code
}

func totpKey(v *act.View, acc Account) ([]byte, error) {
	plain, err := v.Stage.Keys.Open(seal.At(totpColumn, int64(acc.ID)), acc.TOTP)
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(plain)
}

// BeginSecond sets up an authenticator for the session's account. Nothing is
// asked of it until ConfirmSecond has seen a code.
func (d *Door) BeginSecond(ctx context.Context, c Caller, token, issuer string) (e Enrolment, err error) {
	err = d.Stage.Do(ctx, c.actor(), func(a *act.Act) error {
		s, acc, err := d.pending(a.View, token, NeedEnrol, Ready)
		if err != nil {
			return err
		}
		a.Record("account.second", s.thing(), "begin")
		if !acc.TOTPAt.IsZero() {
			return errs.New(errs.Conflict, "second.set", "动态码已经设置过了；换手机请找管理员先解除")
		}
		key := newTOTPKey()
		sealed, err := a.Stage.Keys.Seal(seal.At(totpColumn, int64(acc.ID)), base64.StdEncoding.EncodeToString(key))
		if err != nil {
			return err
		}
		name := ""
		if acc.Name != nil {
			name = *acc.Name
		}
		e = enrolment(key, issuer, name)
		_, err = a.Tx.Exec(sqlSetTOTP, sealed, time.Time{}, 0, acc.ID)
		return err
	})
	return e, err
}

// ConfirmSecond ends the setting up with a first code, and gives the recovery
// codes, which are shown once.
func (d *Door) ConfirmSecond(ctx context.Context, c Caller, token, code string) (in SignedIn, recovery []string, err error) {
	var refusal error
	err = d.Stage.Do(ctx, c.actor(), func(a *act.Act) error {
		refusal = nil
		s, acc, err := d.pending(a.View, token, NeedEnrol, Ready)
		if err != nil {
			return err
		}
		a.Record("account.second", s.thing(), "confirm")
		if !acc.TOTPAt.IsZero() || acc.TOTP == nil {
			return errAgain
		}
		key, err := totpKey(a.View, acc)
		if err != nil {
			return err
		}
		step := totpMatch(key, strings.TrimSpace(code), a.At, 0)
		if step == 0 {
			a.Note("second: wrong")
			refusal = errSecond
			return nil
		}
		if _, err := a.Tx.Exec(sqlSetTOTP, acc.TOTP, a.At, step, acc.ID); err != nil {
			return err
		}
		if recovery, err = newRecovery(a, acc.ID); err != nil {
			return err
		}
		acc.TOTPAt = a.At
		in, err = d.renew(a, s, acc, BySecond)
		return err
	})
	if err != nil || refusal != nil {
		return SignedIn{}, nil, errOr(err, refusal)
	}
	return in, recovery, nil
}

const (
	recoveryCount  = 10
	recoveryLength = 10
)

func recoveryKey(v *act.View, code string) []byte { return keyed(v, "auth.recovery", code) }

// newRecovery replaces the recovery codes of the account.
func newRecovery(a *act.Act, account AccountID) ([]string, error) {
	if _, err := a.Tx.Exec(sqlDropRecovery, account); err != nil {
		return nil, err
	}
	type row struct {
		Account AccountID `db:"account_id"`
		Hash    []byte    `db:"hash"`
	}
	var shown []string
	var rows []row
	for range recoveryCount {
		code := strings.ToLower(rand.Text()[:recoveryLength])
		shown = append(shown, code[:5]+"-"+code[5:])
		rows = append(rows, row{account, recoveryKey(a.View, code)})
	}
	return shown, db.Insert(a.Tx, "auth_recovery", rows...)
}

func dropSecond(a *act.Act, account AccountID) error {
	if _, err := a.Tx.Exec(sqlSetTOTP, nil, time.Time{}, 0, account); err != nil {
		return err
	}
	_, err := a.Tx.Exec(sqlDropRecovery, account)
	return err
}
