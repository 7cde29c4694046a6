package auth_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const phone = "13800001234"

func TestCodeSignsInOnceInTheBrowserThatAsked(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		must(h.AskCode(ctx, caller("mine"), "+86 138-0000-1234"))(t)
		code := h.code(phone)
		if len(code) != 6 {
			t.Fatalf("code %q", code)
		}
		_, err := h.SignInByCode(ctx, caller("another"), phone, code)
		refused(t, err, "code.wrong")
		in := must(h.SignInByCode(ctx, caller("mine"), phone, " "+code+" "))(t)
		if !h.lives(in.Token) || in.Session.Agent != "微信 · Android" || in.Session.Method != auth.ByCode {
			t.Errorf("session %+v", in.Session)
		}
		_, err = h.SignInByCode(ctx, caller("mine"), phone, code)
		refused(t, err, "code.wrong")
	})
}

func TestT14CodeIsWornOut(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		ask := func() string {
			h.wait(time.Hour)
			must(h.AskCode(ctx, caller("b"), phone))(t)
			return h.code(phone)
		}
		right := ask()
		for range 5 {
			_, err := h.SignInByCode(ctx, caller("b"), phone, other(right))
			refused(t, err, "code.wrong")
		}
		_, err := h.SignInByCode(ctx, caller("b"), phone, right)
		refused(t, err, "code.wrong")

		right = ask()
		h.wait(auth.CodeLife)
		_, err = h.SignInByCode(ctx, caller("b"), phone, right)
		refused(t, err, "code.wrong")

		old := ask()
		if next := ask(); next != old {
			_, err = h.SignInByCode(ctx, caller("b"), phone, old)
			refused(t, err, "code.wrong")
		}
	})
}

// other is a wrong code.
func other(code string) string {
	if code[0] == '0' {
		return "1" + code[1:]
	}
	return "0" + code[1:]
}

func TestT14KnownAndUnknownPhonesAreAnsweredAlike(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.persons[phone] = 55
		known := must(h.AskCode(ctx, caller("b"), phone))(t)
		unknown := must(h.AskCode(ctx, caller("b"), "13700009999"))(t)
		if known != unknown {
			t.Errorf("asked: %v and %v", known, unknown)
		}
		_, a := h.SignInByCode(ctx, caller("b"), phone, "x")
		_, b := h.SignInByCode(ctx, caller("b"), "13700009999", "x")
		if a == nil || b == nil || a.Error() != b.Error() {
			t.Errorf("wrong code: %v and %v", a, b)
		}
		_, a = h.SignInByCode(ctx, caller("b"), "13700008888", "123456") // never asked
		refused(t, a, "code.wrong")
	})
}

func TestT14AskingIsLimited(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		must(h.AskCode(ctx, caller("b"), phone))(t)
		_, err := h.AskCode(ctx, caller("other"), phone)
		refused(t, err, "limit")
		for range 4 {
			h.wait(auth.CodeAgain)
			must(h.AskCode(ctx, caller("b"), phone))(t)
		}
		h.wait(auth.CodeAgain)
		_, err = h.AskCode(ctx, caller("b"), phone)
		refused(t, err, "limit")
		for i := range 55 {
			must(h.AskCode(ctx, caller("b"), fmt.Sprintf("137000%05d", i)))(t)
		}
		_, err = h.AskCode(ctx, caller("b"), "13700099999")
		refused(t, err, "limit")
		for _, bad := range []string{"", "12345", "0592-1234567", "23800001234", "1380000123a"} {
			_, err = h.AskCode(ctx, caller("b"), bad)
			refused(t, err, "phone.mobile")
		}
	})
}

func TestUnsentCodeIsNoSignIn(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		_, err := h.AskCode(ctx, caller("b"), "13900000000")
		if errs.KindOf(err) != errs.Unavailable {
			t.Errorf("got %v", err)
		}
	})
}

func TestS5OneCodeGivesOneSession(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		must(h.AskCode(ctx, caller("b"), phone))(t)
		code := h.code(phone)
		var wg sync.WaitGroup
		var mu sync.Mutex
		won := 0
		for range 32 {
			wg.Go(func() {
				if _, err := h.SignInByCode(ctx, caller("b"), phone, code); err == nil {
					mu.Lock()
					won++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if won != 1 {
			t.Errorf("%d sessions from one code", won)
		}
	})
}

func TestT7SessionOfOneRealmOpensNoOther(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		must(h.AskCode(ctx, caller("b"), phone))(t)
		in := must(h.SignInByCode(ctx, caller("b"), phone, h.code(phone)))(t)
		if err := h.Stage.See(ctx, access.Actor{Realm: realm + 1}, func(v *act.View) error {
			_, ok, err := auth.Resolve(v, in.Token)
			if ok {
				t.Error("the session opens another realm")
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}
