package authweb

import (
	"net/http"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

func (h door) askPassword(r *web.Request) error {
	return r.Page(http.StatusOK, passwordPage(look(r, r.T("登录"), new(web.Form), "/sign-in/staff", wayOf(r))))
}

func (h door) takePassword(r *web.Request) error {
	f, w := r.Form(), wayOf(r)
	if f.Is("show", "1") {
		return r.Page(http.StatusOK, passwordPage(look(r, r.T("登录"), web.NewForm("name", f.Text("name")), "/sign-in/staff", w)))
	}
	in, err := h.Door.SignInByPassword(r.Context(), h.caller(r), f.Text("name"), f.Value("password"))
	if status, ok := refused(f, err); ok {
		return r.Page(status, passwordPage(look(r, r.T("登录"), f, "/sign-in/staff", w)))
	}
	if err != nil {
		return err
	}
	return h.enter(r, in, w)
}

// step shows what the session of the browser still needs.
func (h door) step(r *web.Request) error {
	s, ok, err := h.session(r)
	switch {
	case err != nil:
		return err
	case !ok:
		return r.Redirect(wayOf(r).to("/sign-in/staff"))
	case s.Step == auth.Ready:
		return h.arrive(r, s.Person, wayOf(r))
	}
	return h.showStep(r, s, new(web.Form), wayOf(r))
}

func (h door) session(r *web.Request) (s auth.Session, ok bool, err error) {
	err = h.Door.Stage.See(r.Context(), access.Actor{Realm: r.By.Realm}, func(v *act.View) error {
		s, ok, err = auth.Resolve(v, token(r))
		return err
	})
	return s, ok, err
}

// showStep shows the page of the session's step.
func (h door) showStep(r *web.Request, s auth.Session, f *web.Form, w way) error {
	switch s.Step {
	case auth.NeedSecond:
		return r.Page(http.StatusOK, secondPage(look(r, r.T("动态码"), f, "/sign-in/second", w)))
	case auth.NeedPassword:
		return h.showOwn(r, http.StatusOK, f, w)
	default:
		return r.Page(http.StatusOK, enrolPage(look(r, r.T("设置动态码"), f, "/sign-in/enrol", w)))
	}
}

// showOwn asks for a password of one's own.
func (h door) showOwn(r *web.Request, status int, f *web.Form, w way) error {
	v := look(r, r.T("换成您自己的密码"), f, "/sign-in/password", w)
	var err error
	if v.Name, err = h.nameOf(r); err != nil {
		return err
	}
	return r.Page(status, ownPage(v))
}

// nameOf is the name the session's account signs in with; "" when it has none.
func (h door) nameOf(r *web.Request) (name string, err error) {
	s, ok, err := h.session(r)
	if err != nil || !ok {
		return "", err
	}
	err = h.Door.Stage.See(r.Context(), access.Actor{Realm: r.By.Realm}, func(v *act.View) error {
		acc, _, err := auth.Of(v, s.Person)
		name = loginName(acc)
		return err
	})
	return name, err
}

// tooLate shows the first page again when a step was waited at too long; what is
// carried stays.
func (h door) tooLate(r *web.Request, err error, w way) (bool, error) {
	e := errs.As(err)
	if e == nil || e.Kind != errs.Unauthenticated {
		return false, nil
	}
	f := new(web.Form)
	f.Whole = e
	return true, r.Page(http.StatusUnauthorized, passwordPage(look(r, r.T("登录"), f, "/sign-in/staff", w)))
}

func (h door) takeSecond(r *web.Request) error {
	f, w := r.Form(), wayOf(r)
	if f.Is("show", "1") {
		return h.step(r)
	}
	in, err := h.Door.Second(r.Context(), h.caller(r), token(r), f.Text("code"))
	if late, e := h.tooLate(r, err, w); late {
		return e
	}
	if status, ok := refused(f, err); ok {
		f.Values.Del("code")
		return r.Page(status, secondPage(look(r, r.T("动态码"), f, "/sign-in/second", w)))
	}
	if err != nil {
		return err
	}
	return h.goOn(r, in, w)
}

// takeOwn takes the password that replaces one given out.
func (h door) takeOwn(r *web.Request) error {
	f, w := r.Form(), wayOf(r)
	if f.Is("show", "1") {
		return h.step(r)
	}
	in, err := h.setPassword(r, f, "")
	if late, e := h.tooLate(r, err, w); late {
		return e
	}
	if status, ok := refused(f, err); ok {
		return h.showOwn(r, status, f, w)
	}
	if err != nil {
		return err
	}
	return h.goOn(r, in, w)
}

// setPassword changes the password of the session's account to the one typed
// twice.
func (h door) setPassword(r *web.Request, f *web.Form, old string) (in auth.SignedIn, err error) {
	if f.Value("password") != f.Value("again") {
		return in, errs.Invalidf("again", "password.again", "两次填的不一样，请再填一次")
	}
	return h.Door.SetPassword(r.Context(), h.caller(r), token(r), old, f.Value("password"))
}
