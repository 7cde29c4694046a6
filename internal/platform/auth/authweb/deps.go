package authweb

import (
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// Deps are what the pages need of the house. Door is needed; the hooks may be
// nil where the house has nothing to say.
type Deps struct {
	Door *auth.Door
	// Address is the network address of a request, behind whatever proxies the
	// house believes; nil: the address of the connection.
	Address func(*http.Request) string
	// Issuer is what an authenticator shows beside the name.
	Issuer func(*web.Request) string
	// Peek is the last code sent to a phone, "" when there is none: a
	// demonstration shows it on the page. nil on a real instance.
	Peek func(phone string) string
	// Start is where someone begins when they came from nowhere.
	Start func(v *act.View, person int64) (string, error)
	// Holds says whether a session of the actor's still holds for the seats they
	// have by now; nil: each does, until its own rules end it.
	Holds func(s auth.Session, by access.Actor, at time.Time) bool

	// Names are persons as the reader may see them.
	Names func(v *act.View, persons ...int64) (map[int64]string, error)
	// Holder is the person as the permission to manage their account looks at them.
	Holder func(v *act.View, person int64) (Holder, error)
	// Seats says what seats are called.
	Seats func(v *act.View, seats ...int64) (map[int64]string, error)
	// Search finds persons whom the reader may know of.
	Search func(v *act.View, text string) ([]int64, error)
}

// Holder is whose account it is. Thing must lie within the reach of whoever
// manages it: everything that the account opens.
type Holder struct {
	Thing access.Thing
	Seats []int64
}

// door is the handlers.
type door struct{ Deps }

// Routes are the pages of signing in, of one's own sessions, and of accounts.
func Routes(d Deps) []web.Route {
	h := door{d}
	return []web.Route{
		{At: "GET /sign-in", Can: web.Public, Do: h.askPhone},
		{At: "POST /sign-in", Can: web.Public, Do: h.sendCode},
		{At: "GET /sign-in/code", Can: web.Public, Do: h.begin},
		{At: "POST /sign-in/code", Can: web.Public, Do: h.takeCode},
		{At: "GET /sign-in/staff", Can: web.Public, Do: h.askPassword},
		{At: "POST /sign-in/staff", Can: web.Public, Do: h.takePassword},
		{At: "GET /sign-in/step", Can: web.Public, Do: h.step},
		{At: "POST /sign-in/second", Can: web.Public, Do: h.takeSecond},
		{At: "POST /sign-in/password", Can: web.Public, Do: h.takeOwn},
		{At: "POST /sign-in/enrol", Can: web.Public, Do: h.enrol},
		{At: "POST /sign-in/enrol/confirm", Can: web.Public, Do: h.confirm},
		{At: "POST /sign-in/onward", Can: web.Public, Do: h.onward},
		{At: "POST /sign-out", Can: web.Public, Do: h.signOut},

		{At: "GET /me/sessions", Can: web.SignedIn, Do: h.sessions},
		{At: "POST /me/sessions/{id}/end", Can: web.SignedIn, Do: h.endSession},
		{At: "POST /me/sessions/others", Can: web.SignedIn, Do: h.endOthers},
		{At: "GET /me/password", Can: web.SignedIn, Do: h.ownPassword},
		{At: "POST /me/password", Can: web.SignedIn, Do: h.changePassword},
		{At: "GET /me/second", Can: web.SignedIn, Do: h.ownSecond},

		{At: "GET /desk/tokens", Can: auth.CanToken, Do: h.tokens},
		{At: "POST /desk/tokens", Can: auth.CanToken, Do: h.makeToken},
		{At: "POST /desk/tokens/{id}/revoke", Can: auth.CanToken, Do: h.revokeToken},

		{At: "GET /desk/accounts", Can: auth.CanSee, Do: h.accounts},
		{At: "GET /desk/accounts/new", Can: auth.CanManage, Do: h.newAccount},
		{At: "POST /desk/accounts", Can: auth.CanManage, Do: h.openAccount},
		{At: "GET /desk/accounts/{person}", Can: auth.CanSee, Do: h.account},
		{At: "POST /desk/accounts/{person}/password", Can: auth.CanManage, Do: h.resetPassword},
		{At: "POST /desk/accounts/{person}/second", Can: auth.CanManage, Do: h.resetSecond},
		{At: "POST /desk/accounts/{person}/disable", Can: auth.CanManage, Do: h.disable},
		{At: "POST /desk/accounts/{person}/enable", Can: auth.CanManage, Do: h.enable},
	}
}

// browserCookie tells one browser from another before anyone is signed in.
const browserCookie = "browser"

// caller is who knocks.
func (h door) caller(r *web.Request) auth.Caller {
	c := auth.Caller{Realm: r.By.Realm, Agent: r.UserAgent(), Address: h.address(r.Request)}
	if b, err := r.Cookie(browserCookie); err == nil {
		c.Browser = b.Value
	}
	return c
}

func (h door) address(req *http.Request) string {
	if h.Address != nil {
		return h.Address(req)
	}
	host, _, err := net.SplitHostPort(req.RemoteAddr)
	if err != nil {
		return req.RemoteAddr
	}
	return host
}

// token is the session of the browser, which may still need something.
func token(r *web.Request) string {
	c, err := r.Cookie(web.SessionCookie(r.Server.Secure))
	if err != nil {
		return ""
	}
	return c.Value
}

// keep hands the browser the token of its session.
func keep(r *web.Request, in auth.SignedIn) {
	web.SetCookie(r.W, r.Server.Secure, web.SessionCookie(r.Server.Secure), in.Token, in.Session.Until.Sub(r.Now()))
}

// way is where someone was going when they were asked who they are. It goes
// through every step in hidden fields.
type way struct {
	Next  string // an address within the site; "": wherever they begin
	Carry string // a form that was posted without a session
}

// wayOf reads the way. A carried form is taken from a post only: a link must not
// bring one.
func wayOf(r *web.Request) way {
	return way{Next: web.LocalPath(r.Form().Text("next"), ""), Carry: r.PostForm.Get(web.CarryField)}
}

// to is an address that keeps where to go next.
func (w way) to(path string) string {
	if w.Next == "" {
		return path
	}
	join := "?"
	if strings.Contains(path, "?") {
		join = "&"
	}
	return path + join + "next=" + url.QueryEscape(w.Next)
}

// desk says whether they were going where staff work.
func (w way) desk() bool {
	u, err := url.Parse(w.Next)
	if err != nil || u.Path == "" {
		return false
	}
	f := web.FaceOf(&http.Request{URL: u})
	return f == web.Desk || f == web.Field
}

// byPhone is the page for a phone, also when going where staff work.
func byPhone(w way) string {
	if w.Carry == "" && w.desk() {
		return "/sign-in?by=phone"
	}
	return "/sign-in"
}
