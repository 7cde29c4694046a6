package authweb

import (
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/mask"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// view is a page of the door.
type view struct {
	Page  ui.Page
	Form  ui.Form
	Way   way
	Phone string // as typed, for the step of the code
	Shown string // the phone, masked
	Peek  string // the code, where a demonstration shows it
	Name  string // for signing in, so that password managers know whose it is
}

// SignInPage asks who it is: by phone, or by password where staff work.
func SignInPage(r *web.Request, next, carry string) templ.Component {
	w := way{Next: next, Carry: carry}
	if w.desk() || r.Face() == web.Desk || r.Face() == web.Field {
		return passwordPage(look(r, r.T("登录"), new(web.Form), "/sign-in/staff", w))
	}
	return phonePage(look(r, r.T("登录"), new(web.Form), "/sign-in", w))
}

// look is a page of the door. What the door answers to a form has no address;
// the switches ask for it by a form that only shows, with all that is carried.
func look(r *web.Request, title string, f *web.Form, action string, w way) view {
	v := view{Page: r.Frame(title), Form: f.Draw(r.Context(), action), Way: w}
	if r.Method == http.MethodPost {
		v.Page.Path = action
		v.Page.Again = [][2]string{{"show", "1"}, {"next", w.Next}, {web.CarryField, w.Carry}, {"phone", r.Form().Text("phone")}, {"name", r.Form().Text("name")}}
	}
	return v
}

// refused takes in an error that the person can do something about on the page
// they see, and gives the status of it.
func refused(f *web.Form, err error) (status int, ok bool) {
	if f.Refused(err) {
		return http.StatusUnprocessableEntity, true
	}
	e := errs.As(err)
	if e == nil {
		return 0, false
	}
	switch e.Kind {
	case errs.Throttled, errs.Unavailable, errs.Forbidden:
		f.Whole = e
		return e.Kind.Status(), true
	}
	return 0, false
}

func (h door) askPhone(r *web.Request) error {
	w := wayOf(r)
	switch {
	case r.By.SignedIn():
		return h.arrive(r, r.By.Person, w)
	case w.desk() && r.Form().Text("by") != "phone":
		return r.Redirect(w.to("/sign-in/staff"))
	}
	return r.Page(http.StatusOK, phonePage(look(r, r.T("登录"), new(web.Form), "/sign-in", w)))
}

// begin leads whoever opens the address of a later step to the first one.
func (h door) begin(r *web.Request) error { return r.Redirect(wayOf(r).to("/sign-in")) }

// browserLife is how long a browser is remembered: a code lives five minutes.
const browserLife = time.Hour

func (h door) sendCode(r *web.Request) error {
	f, w := r.Form(), wayOf(r)
	switch {
	case r.By.SignedIn() && w.Carry != "": // the page after signing in, once more
		return h.arrive(r, r.By.Person, w)
	case f.Is("show", "1"): // from another step, with what is carried
		return r.Page(http.StatusOK, phonePage(look(r, r.T("登录"), web.NewForm("phone", f.Text("phone")), "/sign-in", w)))
	}
	c := h.caller(r)
	if c.Browser == "" {
		c.Browser = auth.NewBrowser()
		web.SetCookie(r.W, r.Server.Secure, browserCookie, c.Browser, browserLife)
	}
	_, err := h.Door.AskCode(r.Context(), c, f.Text("phone"))
	if errs.KindOf(err) == errs.Throttled && err != nil { // perhaps it was this browser: the last code may still be good
		return h.codeAsked(r, f, w, err)
	}
	if status, ok := refused(f, err); ok {
		return r.Page(status, phonePage(look(r, r.T("登录"), f, "/sign-in", w)))
	}
	if err != nil {
		return err
	}
	return h.codeAsked(r, new(web.Form), w, nil)
}

// codeAsked shows the step of the code, with what is wrong if anything is.
func (h door) codeAsked(r *web.Request, f *web.Form, w way, wrong error) error {
	status := http.StatusOK
	if wrong != nil {
		s, ok := refused(f, wrong)
		if !ok {
			return wrong
		}
		status = s
	}
	f.Values.Del("code")
	v := look(r, r.T("填验证码"), f, "/sign-in/code", w)
	v.Phone = r.Form().Text("phone")
	v.Shown = mask.Phone(v.Phone)
	if h.Peek != nil {
		v.Peek = h.Peek(v.Phone)
	}
	return r.Page(status, codePage(v))
}

func (h door) takeCode(r *web.Request) error {
	f, w := r.Form(), wayOf(r)
	if f.Is("show", "1") {
		return h.codeAsked(r, web.NewForm(), w, nil)
	}
	c := h.caller(r)
	if c.Browser == "" {
		f.Whole = errs.New(errs.Invalid, "code.browser", "这个浏览器没有记住刚才的操作，请重新获取一个验证码；还不行，就在浏览器设置里允许 Cookie")
		return r.Page(http.StatusUnprocessableEntity, phonePage(look(r, r.T("登录"), f, "/sign-in", w)))
	}
	code := strings.Join(strings.Fields(f.Text("code")), "")
	in, err := h.Door.SignInByCode(r.Context(), c, f.Text("phone"), code)
	if err != nil {
		return h.codeAsked(r, f, w, err)
	}
	return h.enter(r, in, w)
}

// enter ends the session that the browser had and goes on with the new one.
func (h door) enter(r *web.Request, in auth.SignedIn, w way) error {
	if r.By.Session != 0 && r.By.Account != 0 {
		if err := r.Do(auth.SignOut); err != nil && errs.KindOf(err) != errs.NotFound {
			return err
		}
	}
	return h.goOn(r, in, w)
}

// goOn keeps the session and leads to what it still needs, or onward.
func (h door) goOn(r *web.Request, in auth.SignedIn, w way) error {
	keep(r, in)
	switch {
	case in.Session.Step == auth.Ready:
		return h.arrive(r, in.Session.Person, w)
	case w.Carry == "":
		return r.Redirect(w.to("/sign-in/step"))
	}
	return h.showStep(r, in.Session, new(web.Form), w)
}

// arrive leads to where the person was going: to the form that was carried, to
// the page they asked for, or to where they begin.
func (h door) arrive(r *web.Request, person int64, w way) error {
	if c, ok := web.ReadCarried(w.Carry); ok {
		r.W.Header().Set("Cache-Control", "no-store")
		return r.Page(http.StatusOK, carriedPage(carried(r, c, w)))
	}
	if w.Next != "" && !strings.HasPrefix(w.Next, "/sign-in") {
		return r.Redirect(w.Next)
	}
	start := "/"
	if h.Start != nil {
		err := r.See(func(v *act.View) (err error) {
			start, err = h.Start(v, person)
			return err
		})
		if err != nil {
			return err
		}
	}
	return r.Redirect(start)
}

// onward is pressed when something shown once has been read.
func (h door) onward(r *web.Request) error {
	if !r.By.SignedIn() {
		return r.Page(http.StatusUnauthorized, SignInPage(r, wayOf(r).Next, wayOf(r).Carry))
	}
	return h.arrive(r, r.By.Person, wayOf(r))
}

// signOut ends the session. What the browser holds of our pages is cleared;
// records that wait on a phone for network stay for the same person.
func (h door) signOut(r *web.Request) error {
	if r.By.Account != 0 {
		if err := r.Do(auth.SignOut); err != nil && errs.KindOf(err) != errs.NotFound {
			return err
		}
	}
	web.SetCookie(r.W, r.Server.Secure, web.SessionCookie(r.Server.Secure), "", 0)
	r.W.Header().Set("Clear-Site-Data", `"cache"`)
	return r.Done("/sign-in", "已退出。这台设备上看不到您的信息了。")
}
