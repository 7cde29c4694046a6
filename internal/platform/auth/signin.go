package auth

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// stepLife is how long a session that still needs something waits for it.
const stepLife = 10 * time.Minute

var errPassword = errs.Invalidf("password", "password.wrong", "登录名或密码不对，请再试一次")

// SignInByPassword begins the session of a name and a password. What the session
// still needs stands in its Step. A name nobody has is refused, and locked, as
// any other.
func (d *Door) SignInByPassword(ctx context.Context, c Caller, name, password string) (in SignedIn, err error) {
	name = strings.ToLower(strings.TrimSpace(name))
	t, err := d.try(ctx, c, name)
	if err != nil {
		return in, err
	}
	right := checkPassword(t.account.Password, password) // outside of any transaction: it takes its time
	var refusal error
	err = d.Stage.Do(ctx, c.actor(), func(a *act.Act) error {
		in, refusal, err = d.answer(a, t, right)
		return err
	})
	if err != nil || refusal != nil {
		return SignedIn{}, errOr(err, refusal)
	}
	return in, nil
}

// try is one attempt at a password, counted before it is looked at, so that a
// hundred at once are not a hundred guesses.
type try struct {
	Caller
	account Account // the zero account for a name nobody has
	rules   Rules
	byName  string // keys of the counts
	byPlace string
	n       int // which attempt at this name it is
}

func (d *Door) try(ctx context.Context, c Caller, name string) (t try, err error) {
	var refusal error
	err = d.Stage.Do(ctx, c.actor(), func(a *act.Act) error {
		t = try{Caller: c, byName: fmt.Sprintf("password/name/%x", keyed(a.View, "auth.name", name)), byPlace: "password/address/" + c.Address}
		if t.account, _, err = db.Find[Account](a.Tx, sqlByName, name); err != nil {
			return err
		}
		if t.rules, err = d.rules(a.View); err != nil {
			return err
		}
		t.n, refusal, err = t.count(a)
		return err
	})
	return t, errOr(err, refusal)
}

func (t try) count(a *act.Act) (n int, refusal, err error) {
	a.Record("account.try", t.thing(), "password")
	n, err = count(a.Tx, a.At, Limit{Key: t.byName, Per: t.rules.Lock})
	if err != nil {
		return n, nil, err
	}
	place, err := count(a.Tx, a.At, Limit{Key: t.byPlace, Per: t.rules.Lock})
	if n > t.rules.MaxFails || place > t.rules.MaxAddressFails {
		a.Note("password: locked")
		refusal = t.locked()
	}
	return n, refusal, err
}

func (t try) locked() error {
	return errs.New(errs.Throttled, "account.locked", "密码错得太多，先锁定 %d 分钟，之后再试；忘记密码请找社区管理员重设", int(t.rules.Lock/time.Minute))
}

func (t try) thing() access.Thing {
	return access.Thing{Kind: "account", ID: int64(t.account.ID), Author: t.account.Person}
}

// answer ends the attempt: a session, or a refusal that counts.
func (d *Door) answer(a *act.Act, t try, right bool) (in SignedIn, refusal, err error) {
	a.Record("account.sign_in", t.thing(), "password")
	if !right || t.account.ID.IsZero() {
		a.Note("password: wrong")
		if t.n >= t.rules.MaxFails { // the lock lasts from the last failure on
			_, err := a.Tx.Exec(sqlLock, a.At.Add(t.rules.Lock), t.byName)
			return in, t.locked(), err
		}
		return in, errPassword, nil
	}
	acc, err := load(a.View, t.account.ID) // as it is now
	if err != nil {
		return in, nil, err
	}
	if acc.Password != t.account.Password {
		return in, errPassword, nil
	}
	if !acc.DisabledAt.IsZero() {
		a.Note("password: disabled")
		return in, errDisabled, nil
	}
	if err := forget(a.Tx, t.byName); err != nil {
		return in, nil, err
	}
	if _, err := a.Tx.Exec(sqlUncount, t.byPlace); err != nil {
		return in, nil, err
	}
	in, err = d.proceed(a, acc, Session{Method: ByPassword, Agent: AgentLabel(t.Agent)})
	return in, nil, err
}

// proceed begins a session of the account with what it still needs.
func (d *Door) proceed(a *act.Act, acc Account, s Session) (SignedIn, error) {
	rules, err := d.rules(a.View)
	if err != nil {
		return SignedIn{}, err
	}
	if s.Step, err = d.next(a.View, acc, s.Method, rules); err != nil {
		return SignedIn{}, err
	}
	s.Account, s.Person = acc.ID, acc.Person
	s.Idle, s.Until = rules.StaffIdle.Microseconds(), a.At.Add(rules.StaffLife)
	if s.Step != Ready {
		s.Idle, s.Until = stepLife.Microseconds(), a.At.Add(stepLife)
	}
	token, s, err := start(a, s)
	return SignedIn{token, s}, err
}

// next is what a session of the account needs before it opens anything.
func (d *Door) next(v *act.View, acc Account, m Method, rules Rules) (Step, error) {
	enrolled := !acc.TOTPAt.IsZero()
	switch {
	case enrolled && m != BySecond:
		return NeedSecond, nil
	case acc.MustChange, rules.MaxAge > 0 && acc.PasswordAt.Add(rules.MaxAge).Before(v.At):
		return NeedPassword, nil
	case enrolled:
		return Ready, nil
	}
	must, err := d.mustSecond(v, acc.Person)
	if err != nil || !must {
		return Ready, err
	}
	return NeedEnrol, nil
}
