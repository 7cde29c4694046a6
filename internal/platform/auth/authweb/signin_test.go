package authweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

const phone = "13900000012"

func TestPhoneThenCode(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		b := h.browser("Chrome/1 Windows")
		b.get("/things/new").leads(t, "/sign-in?next=%2Fthings%2Fnew")
		b.get("/sign-in?next=/things/new").shows(t, 200, "手机号", `name="next" value="/things/new"`)
		b.post("/sign-in", "phone", "12345", "next", "/things/new").shows(t, 422, `value="12345"`)
		step := b.post("/sign-in", "phone", "139 0000 0012", "next", "/things/new")
		step.shows(t, 200, "填验证码", "one-time-code", "139****0012")
		if strings.Contains(step.body, h.code(phone)) {
			t.Error("the code stands on the page")
		}
		code := h.code(phone)
		b.post("/sign-in/code", "phone", phone, "code", code[:3]+" "+code[3:], "next", "/things/new").leads(t, "/things/new")
		b.get("/things/new").shows(t, 200, "form")
		b.get("/sign-in").leads(t, "/")
		b.get("/sign-in/code").leads(t, "/sign-in")
	})
}

func TestT14WrongCodesWearOut(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		b := h.browser("b")
		b.post("/sign-in", "phone", phone)
		right := h.code(phone)
		wrong := "000000"
		if right == wrong {
			wrong = "111111"
		}
		for range 5 {
			b.post("/sign-in/code", "phone", phone, "code", wrong).shows(t, 422, "验证码不对或已经过期")
		}
		b.post("/sign-in/code", "phone", phone, "code", right).shows(t, 422, "验证码不对或已经过期")
		h.browser("another").post("/sign-in/code", "phone", phone, "code", right).shows(t, 422, "这个浏览器没有记住刚才的操作")

		b.post("/sign-in", "phone", phone).shows(t, 429, "填验证码", "请过 1 分钟再试") // the step stays
		h.wait(time.Minute)
		b.post("/sign-in", "phone", phone).shows(t, 200)
		h.wait(auth.CodeLife + time.Second)
		b.post("/sign-in/code", "phone", phone, "code", h.code(phone)).shows(t, 422, "验证码不对或已经过期")
	})
}

func TestT14KnownAndUnknownPhonesAreAnsweredAlike(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		known := h.browser("a").post("/sign-in", "phone", phone)
		unknown := h.browser("b").post("/sign-in", "phone", "13711112222")
		clean := func(p page) string {
			for _, s := range []string{phone, "139****0012", "13711112222", "137****2222"} {
				p.body = strings.ReplaceAll(p.body, s, "?")
			}
			return key.ReplaceAllString(p.body, "?")
		}
		if known.status != unknown.status || clean(known) != clean(unknown) {
			t.Error("whether a phone is known shows on the page")
		}
	})
}

func TestFormIsCarriedThroughSigningIn(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		b := h.browser("b")
		lost := b.post("/things", "words", "3 号楼 <b>漏水</b>", "_key", "k1", "tick", "a", "tick", "b")
		lost.shows(t, 401, "您刚才填的都还在", web.CarryField)
		lost = b.post("/sign-in/staff", append(lost.hidden(), "show", "1")...) // a look at the other door
		lost.shows(t, 200, "工作人员登录")
		lost = b.post("/sign-in", append(lost.hidden(), "show", "1")...)
		lost = b.post("/sign-in", append(lost.hidden(), "phone", phone)...)
		lost = b.post("/sign-in/code", append(lost.hidden(), "code", "nope")...)
		lost = b.post("/sign-in/code", append(lost.hidden(), "code", h.code(phone))...)
		lost.shows(t, 200, "您刚才填的还在", `action="/things"`, "3 号楼 &lt;b&gt;漏水&lt;/b&gt;", `href="/things/new"`)
		if ticks := strings.Count(lost.body, `name="tick"`); ticks != 2 {
			t.Errorf("%d ticks came through", ticks)
		}
		b.post("/things", lost.hidden()...).leads(t, "/things/new")
		if len(h.told) != 1 || h.told[0] != "3 号楼 <b>漏水</b>" {
			t.Errorf("told %q", h.told)
		}
	})
}

// Whoever turns to 长辈版 half way through the door finds the step and the form again.
func TestSwitchesLoseNothing(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		b := h.browser("b")
		turned := func(p page) page {
			t.Helper()
			back, fields := p.looked()
			if field(fields, "_again") != "1" {
				t.Fatalf("the switch leads to %q and leaves the form behind", back)
			}
			return b.post(back, append(fields, "elder", "on")...)
		}
		p := turned(b.post("/things", "words", "写了很久的话"))
		p.shows(t, 200, "您刚才填的都还在")
		p = turned(b.post("/sign-in", append(p.hidden(), "phone", phone)...))
		p.shows(t, 200, "填验证码")
		sent := h.code(phone)
		p = turned(b.post("/sign-in/code", append(p.hidden(), "code", sent)...))
		p.shows(t, 200, "您刚才填的还在", "写了很久的话", `action="/things"`)
	})
}

// What proves who somebody is does not wait in a page, whatever else does.
func TestSecretsAreNotCarried(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		carried := func(p page) url.Values {
			c, _ := web.ReadCarried(field(p.hidden(), web.CarryField))
			return c.Values
		}
		b := h.browser("b")
		kept := carried(b.post("/things", "words", "漏水", "code", "350203", "password", "海风吹过", "again", "海风吹过", "old", "旧的", "secret", "JBSWY3DP", "_key", "k"))
		want := url.Values{"words": {"漏水"}, "code": {"350203"}, "_key": {"k"}}
		if got := kept.Encode(); got != want.Encode() {
			t.Errorf("carried %s", got)
		}
		if kept = carried(b.post("/me/things", "words", "漏水", "code", "123456")); kept.Has("code") || !kept.Has("words") {
			t.Errorf("carried %v", kept)
		}
		lost := b.post("/me/password", "old", "旧的", "password", "海风吹过", "again", "海风吹过", "_key", "k")
		lost.shows(t, 401, "手机号")
		if carried(lost) != nil || strings.Contains(lost.body, "海风吹过") {
			t.Errorf("carried %v", carried(lost))
		}
	})
}

func TestFormIsCarriedThroughTheStepsOfStaff(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		first := h.account(chen, "chenlan")
		b := h.browser("b")
		p := b.post("/things", "words", "写了很久的话")
		p = b.post("/sign-in/staff", append(p.hidden(), "name", "chenlan", "password", first)...)
		p.shows(t, 200, "换成您自己的密码")
		p = b.post("/sign-in/password", append(p.hidden(), "password", "short", "again", "short")...)
		p.shows(t, 422, "密码至少要 8 位")
		p = b.post("/sign-in/password", append(p.hidden(), "password", good, "again", good)...)
		p.shows(t, 200, "您刚才填的还在", "写了很久的话")
	})
}

func TestPhotosHaveToBeChosenAgain(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		carry := web.Carried{Path: "/things", Values: url.Values{"words": {"一辆车 堵着"}}, Lost: true}.String()
		b := h.browser("b")
		b.post("/sign-in", "phone", phone, web.CarryField, carry)
		b.post("/sign-in/code", "phone", phone, "code", h.code(phone), web.CarryField, carry).shows(t, 200, "照片和录音没能一起带过来")
	})
}

func TestNobodyIsLedAwayByALink(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		for _, next := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "javascript:alert(1)", "/sign-in?next=//evil.example"} {
			b := h.browser("b")
			h.wait(2 * time.Hour)
			b.post("/sign-in", "phone", phone, "next", next)
			b.post("/sign-in/code", "phone", phone, "code", h.code(phone), "next", next).leads(t, "/")
			b.get("/sign-in?next="+url.QueryEscape(next)).leads(t, "/")
		}
	})
}

// A link must not bring a form of somebody else's making.
func TestALinkCarriesNoForm(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		carry := web.Carried{Path: "/things", Values: url.Values{"words": {"别人 写的"}}}.String()
		away := web.Carried{Path: "//evil.example/", Values: url.Values{"words": {"别人 写的"}}}.String()
		b := h.browser("b")
		p := b.get("/sign-in?" + url.Values{web.CarryField: {carry}}.Encode())
		if field(p.hidden(), web.CarryField) != "" {
			t.Error("a form came in by a link")
		}
		b.post("/sign-in", "phone", phone, web.CarryField, away)
		b.post("/sign-in/code", "phone", phone, "code", h.code(phone), web.CarryField, away).leads(t, "/")
	})
}

func TestSignOutClearsTheBrowser(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		b := h.browser("b")
		b.signIn(phone)
		stolen, _ := url.Parse(h.web.URL)
		cookies := b.Jar.Cookies(stolen)
		p := b.post("/sign-out")
		p.leads(t, "/sign-in")
		if p.header.Get("Clear-Site-Data") == "" {
			t.Error("no Clear-Site-Data")
		}
		b.get("/things/new").leads(t, "/sign-in?next=%2Fthings%2Fnew")
		b.Jar.SetCookies(stolen, cookies)
		b.get("/things/new").leads(t, "/sign-in?next=%2Fthings%2Fnew")
		b.post("/sign-out").leads(t, "/sign-in") // again does no harm
	})
}

func TestSigningInAgainEndsTheSessionBefore(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		b := h.browser("b")
		b.signIn(phone)
		u, _ := url.Parse(h.web.URL)
		before := b.Jar.Cookies(u)
		h.wait(2 * time.Minute)
		b.signIn(phone)
		other := h.browser("thief")
		other.Jar.SetCookies(u, before)
		if p := other.get("/things/new"); p.status != http.StatusSeeOther {
			t.Errorf("the session before still opens: %d", p.status)
		}
		b.get("/things/new").shows(t, 200)
	})
}

func TestCookieIsOutOfReach(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		b := h.browser("b")
		b.post("/sign-in", "phone", phone)
		p := b.post("/sign-in/code", "phone", phone, "code", h.code(phone))
		c := strings.Join(p.header.Values("Set-Cookie"), "\n")
		if !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Lax") {
			t.Errorf("cookie %s", c)
		}
	})
}
