package authweb

import (
	"net/http"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// enrolView is an authenticator being set up.
type enrolView struct {
	view
	auth.Enrolment
}

// enrol begins to set up an authenticator.
func (h door) enrol(r *web.Request) error {
	w := wayOf(r)
	if r.Form().Is("show", "1") {
		return h.step(r)
	}
	issuer := r.T("近邻")
	if h.Issuer != nil {
		issuer = h.Issuer(r)
	}
	e, err := h.Door.BeginSecond(r.Context(), h.caller(r), token(r), issuer)
	if late, e := h.tooLate(r, err, w); late {
		return e
	}
	if err != nil {
		return err
	}
	return h.showEnrolment(r, http.StatusOK, new(web.Form), e)
}

func (h door) showEnrolment(r *web.Request, status int, f *web.Form, e auth.Enrolment) error {
	r.W.Header().Set("Cache-Control", "no-store")
	v := look(r, r.T("设置动态码"), f, "/sign-in/enrol/confirm", wayOf(r))
	v.Page.Once = true
	return r.Page(status, scanPage(enrolView{v, e}))
}

// confirm ends the setting up with a first code. A wrong one shows the same
// picture again: it came back with the form.
func (h door) confirm(r *web.Request) error {
	f, w := r.Form(), wayOf(r)
	in, recovery, err := h.Door.ConfirmSecond(r.Context(), h.caller(r), token(r), strings.ReplaceAll(f.Text("code"), " ", ""))
	if late, e := h.tooLate(r, err, w); late {
		return e
	}
	if status, ok := refused(f, err); ok {
		e := auth.Enrolment{Secret: f.Text("secret"), URL: f.Text("url")}
		if !strings.HasPrefix(e.URL, "otpauth://totp/") {
			return r.Redirect(w.to("/sign-in/step"))
		}
		f.Values.Del("code")
		return h.showEnrolment(r, status, f, e)
	}
	if err != nil {
		return err
	}
	keep(r, in)
	r.W.Header().Set("Cache-Control", "no-store")
	v := look(r, r.T("备用码"), new(web.Form), "/sign-in/onward", w)
	v.Page.Once = true
	return r.Page(http.StatusOK, recoveryPage(recoveryView{view: v, Codes: recovery}))
}

// recoveryView shows recovery codes, once.
type recoveryView struct {
	view
	Codes []string
}
