package auth

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// The limits of one-time codes.
const (
	CodeLife  = 5 * time.Minute
	CodeAgain = time.Minute // until another may be asked for
	codeTries = 5
)

// challenge is a code that was sent.
type challenge struct {
	ID      id.Of[challenge] `db:"id"`
	Phone   []byte           `db:"phone_key"` // index of the number
	Browser []byte           `db:"browser"`   // hash of the asking browser's cookie
	Code    []byte           `db:"code"`      // index of the code
	Tries   int              `db:"tries"`
	At      time.Time        `db:"at"`
	Until   time.Time        `db:"until"`
	UsedAt  time.Time        `db:"used_at"`
}

// Asked says what becomes of a code asked for.
type Asked struct {
	Until time.Time // when it stops being good
	Again time.Time // when another may be asked for
}

// AskCode sends a code to the phone, good in the caller's browser only. It does
// the same whoever's phone it is, or nobody's.
func (d *Door) AskCode(ctx context.Context, c Caller, phone string) (Asked, error) {
	number, err := codes.ParseMobile(phone)
	if err != nil {
		return Asked{}, errs.Invalidf("phone", errs.As(err).Code, errs.As(err).Message())
	}
	code, asked := newCode(), Asked{}
	err = d.Stage.Do(ctx, c.actor(), func(a *act.Act) error {
		a.Record("account.ask_code", access.Thing{}, "")
		key := phoneKey(a.View, number)
		for _, l := range askLimits(key, c.Address) {
			if ok, err := Allow(a.Tx, a.At, l); err != nil || !ok {
				return errOr(err, TooOften(l))
			}
		}
		asked = Asked{Until: a.At.Add(CodeLife), Again: a.At.Add(CodeAgain)}
		return challengeWith(a, challenge{Phone: key, Browser: hash(c.Browser)}, code)
	})
	if err != nil {
		return Asked{}, err
	}
	if err := d.Codes.Send(number, code); err != nil {
		d.Stage.Log.Error("one-time code not sent", "err", err)
		return Asked{}, errs.New(errs.Unavailable, "code.unsent", "短信现在发不出去，请过几分钟再试，或者到社区柜台办理").Because(err)
	}
	return asked, nil
}

func askLimits(key []byte, address string) []Limit {
	phone := fmt.Sprintf("%x", key)
	return []Limit{
		{"code/minute/" + phone, 1, CodeAgain},
		{"code/hour/" + phone, 5, time.Hour},
		{"code/day/" + phone, 10, 24 * time.Hour},
		{"code/address/" + address, 60, time.Hour},
	}
}

// newCode is six random digits.
func newCode() string {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		panic(err) // crypto/rand does not fail
	}
	return fmt.Sprintf("%06d", n)
}

func phoneKey(v *act.View, number string) []byte { return keyed(v, "auth.phone", number) }

// keyed is the blind index of a value within the realm.
func keyed(v *act.View, purpose, value string) []byte {
	return v.Stage.Keys.Index(purpose+"/"+strconv.FormatInt(v.Tx.Realm(), 10), value)
}

func challengeWith(a *act.Act, ch challenge, code string) error {
	if _, err := a.Tx.Exec(sqlDropCodes, ch.Phone, ch.Browser); err != nil { // only the last code is good
		return err
	}
	ch.ID, ch.At, ch.Until = act.NewID[challenge](a), a.At, a.At.Add(CodeLife)
	ch.Code = keyed(a.View, "auth.code/"+ch.ID.String(), code)
	return db.Insert(a.Tx, "auth_code", ch)
}

// SignedIn is what a step at the door gave: the token for the session's cookie,
// and what the session still needs.
type SignedIn struct {
	Token   string
	Session Session
}

var errCode = errs.Invalidf("code", "code.wrong", "验证码不对或已经过期，请核对后再填，或重新获取一个")

// SignInByCode signs the person in whose phone this is.
func (d *Door) SignInByCode(ctx context.Context, c Caller, phone, code string) (in SignedIn, err error) {
	number, err := codes.ParseMobile(phone)
	if err != nil {
		return in, errs.Invalidf("phone", errs.As(err).Code, errs.As(err).Message())
	}
	var refusal error
	err = d.Stage.Do(ctx, c.actor(), func(a *act.Act) error {
		refusal = nil
		ok, err := spendCode(a, c, number, strings.TrimSpace(code))
		if err != nil {
			return err
		}
		if !ok { // the try must count although it failed
			a.Record("account.sign_in", access.Thing{}, "code: wrong")
			refusal = errCode
			return nil
		}
		in, refusal, err = d.enter(a, c, number)
		return err
	})
	if err != nil || refusal != nil {
		return SignedIn{}, errOr(err, refusal)
	}
	return in, nil
}

// enter starts the session of whoever proved to hold the phone.
func (d *Door) enter(a *act.Act, c Caller, number string) (SignedIn, error, error) {
	person, err := d.Person(a, number)
	if err != nil {
		return SignedIn{}, nil, err
	}
	acc, err := ensure(a, person)
	if err != nil {
		return SignedIn{}, nil, err
	}
	of := access.Thing{Kind: "account", ID: int64(acc.ID), Author: person}
	if !acc.DisabledAt.IsZero() {
		a.Record("account.sign_in", of, "code: disabled")
		return SignedIn{}, errDisabled, nil
	}
	rules, err := d.rules(a.View)
	if err != nil {
		return SignedIn{}, nil, err
	}
	in := Session{
		Account: acc.ID, Person: person, Method: ByCode, Step: Ready, Agent: AgentLabel(c.Agent),
		Idle: rules.ResidentIdle.Microseconds(), Until: a.At.Add(rules.ResidentLife),
	}
	must, err := d.mustSecond(a.View, person)
	switch {
	case err != nil:
		return SignedIn{}, nil, err
	case !acc.TOTPAt.IsZero(): // a text message alone does not open what a second factor guards
		in.Step, in.Idle, in.Until = NeedSecond, stepLife.Microseconds(), a.At.Add(stepLife)
	case must:
		a.Record("account.sign_in", of, "code: second")
		return SignedIn{}, errGuarded, nil
	}
	a.Record("account.sign_in", of, "code")
	token, s, err := start(a, in)
	return SignedIn{token, s}, nil, err
}

// mustSecond says whether the person's seats ask for a second factor.
func (d *Door) mustSecond(v *act.View, person int64) (bool, error) {
	if d.MustSecond == nil {
		return false, nil
	}
	return d.MustSecond(v, person)
}

var errGuarded = errs.New(errs.Forbidden, "account.guarded", "您的岗位能看到很多人的事，光有验证码还不够，请用登录名和密码登录")

var errDisabled = errs.New(errs.Forbidden, "account.disabled", "这个账号已经停用，请联系社区")

// spendCode uses up one try, and the code with it when it is right.
func spendCode(a *act.Act, c Caller, number, code string) (bool, error) {
	ch, ok, err := db.Find[challenge](a.Tx, sqlTryCode, phoneKey(a.View, number), hash(c.Browser), codeTries, a.At)
	if err != nil || !ok || !hmac.Equal(ch.Code, keyed(a.View, "auth.code/"+ch.ID.String(), code)) {
		return false, err
	}
	n, err := a.Tx.Exec(sqlUseCode, a.At, ch.ID)
	return n == 1, err
}

// AgentLabel is what a browser calls itself, shortened to what a person knows it
// by: "微信 · Android".
func AgentLabel(agent string) string {
	first := func(pairs ...string) string {
		for i := 0; i < len(pairs); i += 2 {
			if strings.Contains(agent, pairs[i]) {
				return pairs[i+1]
			}
		}
		return ""
	}
	browser := first("MicroMessenger", "微信", "AlipayClient", "支付宝", "DingTalk", "钉钉", "Edg/", "Edge", "Firefox/", "Firefox",
		"HuaweiBrowser", "华为浏览器", "MiuiBrowser", "小米浏览器", "Chrome/", "Chrome", "Safari/", "Safari")
	system := first("HarmonyOS", "鸿蒙", "Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows",
		"Mac OS", "Mac", "Linux", "Linux")
	return strings.Trim(browser+" · "+system, " ·")
}
