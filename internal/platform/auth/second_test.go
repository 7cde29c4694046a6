package auth_test

import (
	"encoding/base32"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
)

func must2[A, B any](a A, b B, err error) func(*testing.T) (A, B) {
	return func(t *testing.T) (A, B) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return a, b
	}
}

// now is the authenticator's code of the moment.
func (h *house) totp(secret string) string {
	key, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ReplaceAll(secret, " ", ""))
	if err != nil {
		h.t.Fatal(err)
	}
	return auth.TOTP(key, h.clock())
}

// enrolled is a staff account with a second factor.
func (h *house) enrolled(name string) (secret string, recovery []string) {
	h.t.Helper()
	in := h.staff(55, name, good)
	e := must(h.BeginSecond(ctx, caller("b"), in.Token, "近邻"))(h.t)
	next, recovery := must2(h.ConfirmSecond(ctx, caller("b"), in.Token, h.totp(e.Secret)))(h.t)
	if !h.lives(next.Token) || h.lives(in.Token) || next.Session.Method != auth.BySecond {
		h.t.Fatalf("after setting up: %+v", next.Session)
	}
	h.wait(30 * time.Second)
	return e.Secret, recovery
}

func TestSecondFactorIsAskedAndCountsOnce(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		secret, recovery := h.enrolled("chenlan")
		enter := func() auth.SignedIn {
			in := must(h.SignInByPassword(ctx, caller("b"), "chenlan", good))(t)
			if in.Session.Step != auth.NeedSecond || h.lives(in.Token) {
				t.Fatalf("a password alone opens: %+v", in.Session)
			}
			return in
		}
		code := h.totp(secret)
		in := enter()
		_, err := h.Second(ctx, caller("b"), in.Token, other(code))
		refused(t, err, "second.wrong")
		if next := must(h.Second(ctx, caller("b"), in.Token, code))(t); !h.lives(next.Token) || h.lives(in.Token) {
			t.Error("the second step did not open")
		}
		_, err = h.Second(ctx, caller("b"), in.Token, code)
		refused(t, err, "sign_in.again")
		in = enter()
		_, err = h.Second(ctx, caller("b"), in.Token, code) // again in the same half minute
		refused(t, err, "second.wrong")

		must(h.Second(ctx, caller("b"), in.Token, strings.ToUpper(recovery[0])))(t)
		in = enter()
		_, err = h.Second(ctx, caller("b"), in.Token, recovery[0])
		refused(t, err, "second.wrong")
		for range 3 {
			_, _ = h.Second(ctx, caller("b"), in.Token, "000000")
		}
		h.wait(30 * time.Second)
		_, err = h.Second(ctx, caller("b"), in.Token, "000000")
		refused(t, err, "second.wrong")
		_, err = h.Second(ctx, caller("b"), in.Token, h.totp(secret))
		refused(t, err, "limit")
	})
}

func TestResetPasswordKeepsTheSecondFactor(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		secret, _ := h.enrolled("chenlan")
		in := must(h.SignInByPassword(ctx, caller("b"), "chenlan", good))(t)
		first := auth.MakeFirst()
		h.system(func(a *act.Act) error { return auth.Reset(a, access.Thing{}, in.Session.Account, first) })
		in = must(h.SignInByPassword(ctx, caller("b"), "chenlan", first.Text))(t)
		_, err := h.SetPassword(ctx, caller("b"), in.Token, "", "又一句新的口令话")
		refused(t, err, "sign_in.again")
		in = must(h.Second(ctx, caller("b"), in.Token, h.totp(secret)))(t)
		if in.Session.Step != auth.NeedPassword {
			t.Errorf("a reset password opens: %+v", in.Session)
		}
		h.system(func(a *act.Act) error { return auth.ResetSecond(a, access.Thing{}, in.Session.Account) })
		if h.lives(in.Token) {
			t.Error("a session outlived the reset of its second factor")
		}
	})
}

func TestWhoMustHaveASecondFactorSetsItUpFirst(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.MustSecond = func(_ *act.View, person int64) (bool, error) { return person == 55, nil }
		in := h.staff(55, "chenlan", good)
		if in.Session.Step != auth.NeedEnrol || h.lives(in.Token) {
			t.Fatalf("without a second factor: %+v", in.Session)
		}
		e := must(h.BeginSecond(ctx, caller("b"), in.Token, "近邻"))(t)
		_, _, err := h.ConfirmSecond(ctx, caller("b"), in.Token, other(h.totp(e.Secret)))
		refused(t, err, "second.wrong")
		next, recovery := must2(h.ConfirmSecond(ctx, caller("b"), in.Token, h.totp(e.Secret)))(t)
		if !h.lives(next.Token) || len(recovery) != 10 {
			t.Errorf("after setting up: %+v, %d recovery codes", next.Session, len(recovery))
		}
		_, err = h.BeginSecond(ctx, caller("b"), next.Token, "近邻")
		refused(t, err, "second.set")
	})
}

func TestS5OneAuthenticatorCodeOpensOneSession(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		secret, _ := h.enrolled("chenlan")
		var tokens []string
		for range 4 { // as many as may try at all
			tokens = append(tokens, must(h.SignInByPassword(ctx, caller("b"), "chenlan", good))(t).Token)
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		won := 0
		for _, token := range tokens {
			wg.Go(func() {
				if _, err := h.Second(ctx, caller("b"), token, h.totp(secret)); err == nil {
					mu.Lock()
					won++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if won != 1 {
			t.Errorf("one code opened %d sessions", won)
		}
	})
}

func TestACodeToThePhoneIsNoWayAroundTheSecondFactor(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		const phone = "13800001111"
		h.persons[phone] = 55
		byCode := func() (auth.SignedIn, error) {
			h.wait(2 * time.Minute)
			must(h.AskCode(ctx, caller("b"), phone))(t)
			return h.SignInByCode(ctx, caller("b"), phone, h.code(phone))
		}
		h.MustSecond = func(_ *act.View, person int64) (bool, error) { return person == 55, nil }
		_, err := byCode()
		refused(t, err, "account.guarded")

		h.MustSecond = nil
		secret, _ := h.enrolled("chenlan")
		in := must(byCode())(t)
		if in.Session.Step != auth.NeedSecond || h.lives(in.Token) {
			t.Fatalf("a code to the phone alone opens: %+v", in.Session)
		}
		next := must(h.Second(ctx, caller("b"), in.Token, h.totp(secret)))(t)
		if !h.lives(next.Token) || next.Session.Method != auth.BySecond {
			t.Errorf("with both: %+v", next.Session)
		}
	})
}
