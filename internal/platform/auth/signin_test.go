package auth_test

import (
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
)

const good = "三角梅开在老街上"

func TestFirstPasswordMustBeChanged(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		_, first := h.account(55, "Shentian.Chen")
		in := must(h.SignInByPassword(ctx, caller("b"), " shentian.chen ", first))(t)
		if in.Session.Step != auth.NeedPassword || h.lives(in.Token) {
			t.Fatalf("the first password opens: %+v", in.Session)
		}
		for password, code := range map[string]string{
			"short": "password.short", "password123": "password.common", "aaaaaaaaaa": "password.common", "12345678": "password.common",
			"xshentian.chen9": "password.name", first: "password.same",
		} {
			_, err := h.SetPassword(ctx, caller("b"), in.Token, "", password)
			refused(t, err, code)
		}
		next := must(h.SetPassword(ctx, caller("b"), in.Token, "", good))(t)
		if next.Session.Step != auth.Ready || !h.lives(next.Token) || h.lives(in.Token) || next.Token == in.Token {
			t.Errorf("after the change: %+v", next.Session)
		}
		_, err := h.SignInByPassword(ctx, caller("b"), "shentian.chen", first)
		refused(t, err, "password.wrong")
		_, err = h.SetPassword(ctx, caller("b"), next.Token, "", "又一句新的口令话")
		refused(t, err, "password.old")
		must(h.SetPassword(ctx, caller("b"), next.Token, good, "又一句新的口令话"))(t)
	})
}

func TestT12NoAccountComesFromNothing(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		for _, pair := range [][2]string{{"admin", "admin"}, {"admin", "admin123"}, {"root", ""}, {"", ""}} {
			_, err := h.SignInByPassword(ctx, caller("b"), pair[0], pair[1])
			refused(t, err, "password.wrong")
		}
		h.account(55, "someone")
		_, err := h.SignInByPassword(ctx, caller("b"), "someone", "")
		refused(t, err, "password.wrong")
	})
}

func TestFiveFailuresLockKnownAndUnknownNamesAlike(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.staff(55, "chenlan", good)
		for _, name := range []string{"chenlan", "nobody"} {
			for range 4 {
				_, err := h.SignInByPassword(ctx, caller("b"), name, "wrong")
				refused(t, err, "password.wrong")
			}
			_, err := h.SignInByPassword(ctx, caller("b"), name, "wrong")
			refused(t, err, "account.locked")
			_, err = h.SignInByPassword(ctx, caller("b"), name, good)
			refused(t, err, "account.locked")
		}
		h.wait(10 * time.Minute)
		if in := must(h.SignInByPassword(ctx, caller("b"), "chenlan", good))(t); !h.lives(in.Token) {
			t.Error("locked for longer than ten minutes")
		}
	})
}

func TestAddressThatFailsOftenIsLocked(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.staff(55, "chenlan", good)
		for range 30 { // signing in rightly is no failure
			must(h.SignInByPassword(ctx, caller("b"), "chenlan", good))(t)
		}
		for i := range 20 {
			_, err := h.SignInByPassword(ctx, caller("b"), "name"+string(rune('a'+i)), "wrong")
			refused(t, err, "password.wrong")
		}
		_, err := h.SignInByPassword(ctx, caller("b"), "chenlan", good)
		refused(t, err, "account.locked")
		elsewhere := caller("b")
		elsewhere.Address = "10.0.0.2"
		must(h.SignInByPassword(ctx, elsewhere, "chenlan", good))(t)
	})
}

func TestS5ManyGuessesAtOnceAreNoMoreThanFive(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.staff(55, "chenlan", good)
		var wg sync.WaitGroup
		var mu sync.Mutex
		looked := 0
		for range 24 {
			wg.Go(func() {
				_, err := h.SignInByPassword(ctx, caller("b"), "chenlan", "wrong")
				mu.Lock()
				defer mu.Unlock()
				if e := err.Error(); e[:len("invalid")] == "invalid" {
					looked++
				}
			})
		}
		wg.Wait()
		if looked > 5 {
			t.Errorf("%d guesses were looked at", looked)
		}
	})
}

func TestSessionsEndByThemselves(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		staff := h.staff(55, "chenlan", good)
		must(h.AskCode(ctx, caller("b"), phone))(t)
		resident := must(h.SignInByCode(ctx, caller("b"), phone, h.code(phone)))(t)
		h.wait(29 * time.Minute)
		h.system(func(a *act.Act) error { return auth.Touch(a, staff.Session.ID) })
		h.wait(29 * time.Minute)
		if !h.lives(staff.Token) {
			t.Error("a used session ended")
		}
		h.wait(time.Minute)
		if h.lives(staff.Token) || !h.lives(resident.Token) {
			t.Error("unused for half an hour: the staff's should end, the resident's not")
		}
		h.wait(30 * 24 * time.Hour)
		if h.lives(resident.Token) {
			t.Error("a resident's session lives unused for a month")
		}

		busy := must(h.SignInByPassword(ctx, caller("b"), "chenlan", good))(t)
		for range 12 * 3 {
			h.wait(20 * time.Minute)
			h.system(func(a *act.Act) error { return auth.Touch(a, busy.Session.ID) })
		}
		if h.lives(busy.Token) {
			t.Error("a session outlives its day")
		}
		h.wait(40 * 24 * time.Hour)
		h.system(func(a *act.Act) error { return auth.Sweep(a) })
	})
}

func TestSessionsAreListedAndRevoked(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		one := h.staff(55, "chenlan", good)
		two := must(h.SignInByPassword(ctx, caller("c"), "chenlan", good))(t)
		three := must(h.SignInByPassword(ctx, caller("d"), "chenlan", good))(t)
		mine := three.Session.Actor(realm)
		stranger := h.staff(56, "stranger", good).Session.Actor(realm)
		err := h.Stage.Do(ctx, stranger, func(a *act.Act) error { return auth.Revoke(a, one.Session.ID) })
		refused(t, err, "not_found")
		if err := h.Stage.Do(ctx, mine, func(a *act.Act) error { return auth.Revoke(a, one.Session.ID) }); err != nil {
			t.Fatal(err)
		}
		if h.lives(one.Token) || !h.lives(two.Token) {
			t.Error("the wrong session ended")
		}
		if err := h.Stage.Do(ctx, mine, func(a *act.Act) error { _, err := auth.RevokeOthers(a); return err }); err != nil {
			t.Fatal(err)
		}
		if h.lives(two.Token) || !h.lives(three.Token) {
			t.Error("ending the others went wrong")
		}
		if err := h.Stage.See(ctx, mine, func(v *act.View) error {
			list, err := auth.Sessions(v)
			if len(list) != 1 || list[0].ID != three.Session.ID {
				t.Errorf("listed %+v", list)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := h.Stage.Do(ctx, mine, auth.SignOut); err != nil || h.lives(three.Token) {
			t.Errorf("signed out: %v", err)
		}
	})
}

func TestT9DisabledAccountOpensNothingFromTheNextRequest(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		in := h.staff(55, "chenlan", good)
		var token string
		h.system(func(a *act.Act) (err error) {
			token, err = auth.MakeToken(a, access.Thing{}, auth.Token{Person: 55, Seat: 9, Label: "大屏"})
			return err
		})
		if !h.opens(token) {
			t.Fatal("the token opens nothing")
		}
		h.persons[phone] = 55
		must(h.AskCode(ctx, caller("b"), phone))(t)
		byPhone := must(h.SignInByCode(ctx, caller("b"), phone, h.code(phone)))(t)
		h.system(func(a *act.Act) error { return auth.Disable(a, access.Thing{}, in.Session.Account) })
		if h.lives(in.Token) || h.lives(byPhone.Token) || h.opens(token) {
			t.Error("something of a disabled account is open")
		}
		_, err := h.SignInByPassword(ctx, caller("b"), "chenlan", good)
		refused(t, err, "account.disabled")
		h.wait(time.Hour)
		must(h.AskCode(ctx, caller("b"), phone))(t)
		_, err = h.SignInByCode(ctx, caller("b"), phone, h.code(phone))
		refused(t, err, "account.disabled")
		h.system(func(a *act.Act) error { return auth.Enable(a, access.Thing{}, in.Session.Account) })
		if h.lives(in.Token) || h.opens(token) {
			t.Error("enabling brought an old session back")
		}
	})
}

func (h *house) opens(token string) (ok bool) {
	h.t.Helper()
	if err := h.Stage.See(ctx, access.Actor{Realm: realm}, func(v *act.View) error {
		_, live, err := auth.ResolveToken(v, token)
		ok = live
		return err
	}); err != nil {
		h.t.Fatal(err)
	}
	return ok
}

func TestAccountsNeedTheRightSeat(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		in := h.staff(55, "chenlan", good)
		of := access.Thing{Kind: "person", ID: 55, Path: "/a/b/"}
		for _, c := range []struct {
			path access.Path
			kind access.SeatKind
			ok   bool
		}{{"/a/", "admin", true}, {"/z/", "admin", false}, {"/a/", "grid_worker", false}} {
			by := access.Actor{Realm: realm, Person: 3, Seats: []access.Held{{Seat: 1, Kind: c.kind, Path: c.path}}}
			err := h.Stage.Do(ctx, by, func(a *act.Act) error { return auth.Disable(a, of, in.Session.Account) })
			if (err == nil) != c.ok {
				t.Errorf("%s at %s: %v", c.kind, c.path, err)
			}
		}
	})
}

func TestClassifiedRules(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.Rules = func(*act.View) (auth.Rules, error) { return auth.Classified(), nil }
		_, first := h.account(55, "chenlan")
		in := must(h.SignInByPassword(ctx, caller("b"), "chenlan", first))(t)
		_, err := h.SetPassword(ctx, caller("b"), in.Token, "", "bougainvillea2")
		refused(t, err, "password.classes")
		must(h.SetPassword(ctx, caller("b"), in.Token, "", "Bougainvillea2"))(t)
		h.wait(91 * 24 * time.Hour)
		if in := must(h.SignInByPassword(ctx, caller("b"), "chenlan", "Bougainvillea2"))(t); in.Session.Step != auth.NeedPassword {
			t.Errorf("an old password opens: %+v", in.Session)
		}
	})
}

func TestForgottenPersonHasNoWayIn(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		in := h.staff(55, "chenlan", good)
		h.system(func(a *act.Act) error { return auth.Forget(a, 55) })
		if h.lives(in.Token) {
			t.Error("a session of a forgotten person lives")
		}
		_, err := h.SignInByPassword(ctx, caller("b"), "chenlan", good)
		refused(t, err, "password.wrong")
		if err := h.Stage.See(ctx, access.Actor{Realm: realm}, func(v *act.View) error {
			acc, err := auth.Get(v, in.Session.Account)
			if acc.Name != nil || acc.Password != "" {
				t.Errorf("something is left: %+v", acc)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		h.account(56, "chenlan") // the name is free again
	})
}
