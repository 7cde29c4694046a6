package authweb_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
)

var key = regexp.MustCompile(`name="_key" value="[^"]*"`)

// totp is RFC 6238, as an authenticator has it.
func totp(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ReplaceAll(secret, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha1.New, raw)
	_ = binary.Write(mac, binary.BigEndian, at.Unix()/30)
	sum := mac.Sum(nil)
	n := binary.BigEndian.Uint32(sum[sum[19]&0xf:]) & 0x7fffffff
	return fmt.Sprintf("%06d", n%1_000_000)
}

func field(pairs []string, name string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return pairs[i+1]
		}
	}
	return ""
}

func TestDeskLeadsToTheStaffDoor(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		b := h.browser("b")
		b.get("/sign-in?next=/desk/things").leads(t, "/sign-in/staff?next=%2Fdesk%2Fthings")
		b.get("/sign-in/staff?next=/desk/things").shows(t, 200, "current-password", "/sign-in?by=phone&amp;next=%2Fdesk%2Fthings")
		b.get("/sign-in?by=phone&next=/desk/things").shows(t, 200, "手机号")
		b.get("/sign-in/step").leads(t, "/sign-in/staff")
		b.post("/sign-in/second", "code", "123456").shows(t, 401, "请重新登录")
		b.post("/sign-in/password", "password", good, "again", good).shows(t, 401, "请重新登录")
		b.post("/sign-in/enrol").shows(t, 401, "请重新登录")
	})
}

func TestFirstPasswordIsChangedAndTheOldPageIsFound(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		first := h.account(chen, "chenlan")
		b := h.browser("b")
		b.post("/sign-in/staff", "name", "ChenLan ", "password", first, "next", "/desk/things").leads(t, "/sign-in/step?next=%2Fdesk%2Fthings")
		b.get("/desk/things").leads(t, "/sign-in?next=%2Fdesk%2Fthings") // half way is nobody
		b.get("/sign-in/step?next=/desk/things").shows(t, 200, "new-password")
		b.post("/sign-in/password", "password", good, "again", "另一句话不一样", "next", "/desk/things").shows(t, 422, "两次填的不一样")
		b.post("/sign-in/password", "password", "12345678", "again", "12345678").shows(t, 422, "这个密码太常见")
		b.post("/sign-in/password", "password", good, "again", good, "next", "/desk/things").leads(t, "/desk/things")
		b.get("/desk/things").shows(t, 200)
	})
}

func TestFiveWrongPasswordsLock(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.browser("setup").staff(chen, "chenlan")
		b := h.browser("b")
		for range 4 {
			p := b.post("/sign-in/staff", "name", "chenlan", "password", "wrong")
			p.shows(t, 422, "登录名或密码不对", `value="chenlan"`)
			if strings.Contains(p.body, "wrong") && strings.Contains(p.body, `value="wrong"`) {
				t.Error("the password came back")
			}
		}
		b.post("/sign-in/staff", "name", "chenlan", "password", "wrong").shows(t, 429, "先锁定 10 分钟")
		b.post("/sign-in/staff", "name", "chenlan", "password", good).shows(t, 429, "先锁定 10 分钟")
		h.wait(11 * time.Minute)
		b.post("/sign-in/staff", "name", "chenlan", "password", good).leads(t, "/")
	})
}

func TestSecondFactorIsSetUpAndAsked(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.door.MustSecond = func(_ *act.View, person int64) (bool, error) { return person == chen, nil }
		first := h.account(chen, "chenlan")
		b := h.browser("b")
		b.post("/sign-in/staff", "name", "chenlan", "password", first)
		b.post("/sign-in/password", "password", good, "again", good).leads(t, "/sign-in/step")
		b.get("/sign-in/step").shows(t, 200, "设置动态码", "开始设置")
		scan := b.post("/sign-in/enrol", "next", "/desk/things")
		scan.shows(t, 200, "<svg", "扫不了，手工填")
		secret := field(scan.hidden(), "secret")
		again := b.post("/sign-in/enrol/confirm", append(scan.hidden(), "code", "000000")...)
		again.shows(t, 422, "动态码不对", secret) // the same picture: nobody scans twice
		done := b.post("/sign-in/enrol/confirm", append(again.hidden(), "code", totp(t, secret, h.clock()))...)
		done.shows(t, 200, "把备用码抄下来")
		codes := regexp.MustCompile(`[a-z2-7]{5}-[a-z2-7]{5}</li>`).FindAllString(done.body, -1)
		if len(codes) != 10 || done.header.Get("Cache-Control") != "no-store" {
			t.Fatalf("%d recovery codes, %s", len(codes), done.header.Get("Cache-Control"))
		}
		b.post("/sign-in/onward", done.hidden()...).leads(t, "/desk/things")

		h.wait(time.Minute)
		c := h.browser("c")
		c.post("/sign-in/staff", "name", "chenlan", "password", good, "next", "/desk/things").leads(t, "/sign-in/step?next=%2Fdesk%2Fthings")
		c.get("/sign-in/step").shows(t, 200, "one-time-code", "手机不在身边")
		c.post("/sign-in/second", "code", "abc").shows(t, 422, "动态码不对")
		c.post("/sign-in/second", "code", totp(t, secret, h.clock()), "next", "/desk/things").leads(t, "/desk/things")
		d := h.browser("d")
		d.post("/sign-in/staff", "name", "chenlan", "password", good)
		d.post("/sign-in/second", "code", strings.TrimSuffix(codes[3], "</li>")).leads(t, "/")
		d.get("/me/second").shows(t, 200, "还没用的备用码", ">9<")
	})
}

func TestOwnSessions(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		b := h.browser("Mozilla MicroMessenger Android")
		b.signIn(phone)
		h.wait(2 * time.Minute)
		c := h.browser("Mozilla Chrome/1 Windows")
		c.signIn(phone)
		h.wait(2 * time.Minute)
		d := h.browser("Mozilla Firefox/9 Linux")
		d.signIn(phone)
		list := c.get("/me/sessions")
		list.shows(t, 200, "微信 · Android", "Chrome · Windows", "就是这台", "除了这台，全都退出")
		ends := regexp.MustCompile(`/me/sessions/\w+/end`).FindAllString(list.body, -1)
		if len(ends) != 2 {
			t.Fatalf("%d sessions to end", len(ends))
		}
		c.post(ends[1]).leads(t, "/me/sessions")
		b.get("/things/new").leads(t, "/sign-in?next=%2Fthings%2Fnew") // revoked elsewhere
		d.get("/things/new").shows(t, 200)
		c.post("/me/sessions/others").leads(t, "/me/sessions")
		d.get("/things/new").leads(t, "/sign-in?next=%2Fthings%2Fnew")
		c.get("/me/password").shows(t, 200, "您没有密码")

		stranger := h.browser("x")
		h.wait(2 * time.Minute)
		stranger.signIn("13711112222")
		stranger.post(ends[0]).shows(t, 404)
	})
}

func TestT9DisabledAccountIsRefusedAtTheNextRequest(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		worker, chief := h.browser("w"), h.browser("c")
		worker.staff(chen, "chenlan")
		chief.staff(boss, "huang")
		worker.get("/desk/things").shows(t, 200)
		at := "/desk/accounts/" + text(chen)
		chief.get("/desk/accounts").shows(t, 200, "chenlan", "陈*", "在用")
		pane := chief.get(at)
		pane.shows(t, 200, "停用账号", "重设密码")
		chief.post(at+"/disable", "_key", "k1").leads(t, at)
		worker.get("/desk/things").leads(t, "/sign-in?next=%2Fdesk%2Fthings")
		worker.post("/sign-in/staff", "name", "chenlan", "password", good).shows(t, 403, "这个账号已经停用")
		chief.get(at).shows(t, 200, "已停用", "恢复账号")
		chief.post(at+"/enable").leads(t, at)
		worker.get("/desk/things").leads(t, "/sign-in?next=%2Fdesk%2Fthings") // its session stays ended
		worker.post("/sign-in/staff", "name", "chenlan", "password", good).leads(t, "/")
	})
}

func text(person int64) string {
	const signs = "0123456789abcdefghjkmnpqrstvwxyz"
	out := make([]byte, 13)
	for i := 12; i >= 0; i-- {
		out[i], person = signs[person&31], person>>5
	}
	return string(out)
}

func TestAccountsAreOpenedOnceAndWithinReach(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		chief := h.browser("c")
		chief.staff(boss, "huang")
		chief.get("/desk/accounts/new?q=x").shows(t, 200, "陈*")
		if p := chief.get("/desk/accounts/new?q=x"); strings.Contains(p.body, text(999)) {
			t.Error("someone out of reach is offered")
		}
		form := chief.get("/desk/accounts/new?person=" + text(chen))
		form.shows(t, 200, "陈*", text(chen))
		chief.post("/desk/accounts", append(form.hidden(), "name", "X")...).shows(t, 422, "登录名用 3 到 32 个", `value="X"`)
		chief.post("/desk/accounts", append(form.hidden(), "name", "huang")...).shows(t, 422, "已经有人用了")
		slip := chief.post("/desk/accounts", append(form.hidden(), "name", "chenlan")...)
		slip.shows(t, 200, "把这张交给本人", "chenlan")
		first := regexp.MustCompile(`[a-z2-9]{4}(-[a-z2-9]{4}){3}`).FindString(slip.body)
		chief.post("/desk/accounts", append(form.hidden(), "name", "chenlan")...).leads(t, "/desk/accounts/"+text(chen)) // pressed twice
		h.browser("w").post("/sign-in/staff", "name", "chenlan", "password", first).leads(t, "/sign-in/step")

		reset := chief.post("/desk/accounts/"+text(chen)+"/password", "_key", "r1")
		reset.shows(t, 200, "把这张交给本人")
		h.browser("w").post("/sign-in/staff", "name", "chenlan", "password", first).shows(t, 422)

		chief.get("/desk/accounts/"+text(999)).shows(t, 404)
		chief.post("/desk/accounts", "person", text(999), "name", "faraway").shows(t, 404)
		chief.post("/desk/accounts/"+text(999)+"/disable").shows(t, 404)
		worker := h.browser("w2")
		worker.signIn(phone)
		worker.get("/desk/accounts").shows(t, 404)
		worker.post("/desk/accounts/"+text(chen)+"/disable").shows(t, 404)
	})
}

func TestTokensAreShownOnceAndRevoked(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		chief := h.browser("c")
		chief.staff(boss, "huang")
		form := chief.get("/desk/tokens")
		form.shows(t, 200, "还没有令牌")
		pairs := append(form.hidden(), "label", "每天取数的程序", "seat", text(1), "days", "90")
		chief.post("/desk/tokens", append(form.hidden(), "label", "", "seat", text(1), "days", "90")...).shows(t, 422, "请写明这个令牌给谁用")
		chief.post("/desk/tokens", append(form.hidden(), "label", "x", "seat", text(9), "days", "90")...).shows(t, 422, "请选择用哪个岗位")
		chief.post("/desk/tokens", append(form.hidden(), "label", "x", "seat", text(1), "days", "9999")...).shows(t, 422, "有效期最长一年")
		made := chief.post("/desk/tokens", pairs...)
		made.shows(t, 200, "只显示这一次", "每天取数的程序")
		secret := regexp.MustCompile(`jinlin_[\w-]+`).FindString(made.body)
		if !h.opens(secret) {
			t.Fatalf("the token %q opens nothing", secret)
		}
		chief.post("/desk/tokens", pairs...).leads(t, "/desk/tokens") // pressed twice: one token
		list := chief.get("/desk/tokens")
		if strings.Contains(list.body, secret) || strings.Count(list.body, "每天取数的程序") != 1 {
			t.Error("the token is shown again, or there are two")
		}
		revoke := regexp.MustCompile(`/desk/tokens/\w+/revoke`).FindString(list.body)
		chief.post(revoke).leads(t, "/desk/tokens")
		if h.opens(secret) {
			t.Error("a revoked token opens")
		}
	})
}

func (h *house) opens(secret string) (ok bool) {
	h.t.Helper()
	err := h.stage.See(ctx, access.Actor{Realm: realm}, func(v *act.View) (err error) {
		_, ok, err = auth.ResolveToken(v, secret)
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return ok
}

func TestOwnPasswordEndsOtherSessions(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		b, c := h.browser("b"), h.browser("c")
		b.staff(chen, "chenlan")
		c.post("/sign-in/staff", "name", "chenlan", "password", good).leads(t, "/")
		const next = "海风吹过骑楼的早晨"
		b.post("/me/password", "old", "not it", "password", next, "again", next).shows(t, 422, "原来的密码不对")
		b.post("/me/password", "old", good, "password", next, "again", next).leads(t, "/me/sessions")
		b.get("/desk/things").shows(t, 200)
		c.get("/desk/things").leads(t, "/sign-in?next="+url.QueryEscape("/desk/things"))
	})
}
