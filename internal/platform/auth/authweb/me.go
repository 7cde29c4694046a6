package authweb

import (
	"net/http"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// meView is a page about one's own account.
type meView struct {
	Page    ui.Page
	Now     time.Time
	Form    ui.Form
	Account auth.Account
	Tabs    []ui.Tab

	Sessions []auth.Session
	This     auth.SessionID
	Left     int // recovery codes not used
}

// own reads the account of whoever asks, for one of the pages about it.
func own(r *web.Request, title, path string, f *web.Form, read func(*act.View, *meView) error) (meView, error) {
	v := meView{Page: r.Frame(title), Now: r.Now(), Form: f.Draw(r.Context(), path), This: auth.SessionID(r.By.Session)}
	err := r.See(func(view *act.View) (err error) {
		if v.Account, _, err = auth.Of(view, r.By.Person); err != nil || read == nil {
			return err
		}
		return read(view, &v)
	})
	v.Tabs = tabs(r, v.Account, path)
	return v, err
}

// tabs leads among the pages; who has no password has nothing to change.
func tabs(r *web.Request, acc auth.Account, path string) []ui.Tab {
	all := []ui.Tab{{Text: r.T("登录着的设备"), Href: "/me/sessions"}}
	if acc.Password != "" {
		all = append(all, ui.Tab{Text: r.T("密码"), Href: "/me/password"}, ui.Tab{Text: r.T("动态码"), Href: "/me/second"})
	}
	for i := range all {
		all[i].Current = all[i].Href == path
	}
	return all
}

func (h door) sessions(r *web.Request) error {
	v, err := own(r, r.T("登录着的设备"), "/me/sessions", new(web.Form), func(view *act.View, v *meView) (err error) {
		v.Sessions, err = auth.Sessions(view)
		if h.Holds != nil {
			v.Sessions = slices.DeleteFunc(v.Sessions, func(s auth.Session) bool { return !h.Holds(s, r.By, view.At) })
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(http.StatusOK, sessionsPage(v))
}

func (h door) endSession(r *web.Request) error {
	session, err := web.PathID[auth.Session](r, "id")
	if err != nil {
		return err
	}
	if int64(session) == r.By.Session {
		return h.signOut(r)
	}
	if err := r.Do(func(a *act.Act) error { return auth.Revoke(a, session) }); err != nil {
		return err
	}
	return r.Done("/me/sessions", "那台设备已经退出")
}

func (h door) endOthers(r *web.Request) error {
	n := 0
	err := r.Do(func(a *act.Act) (err error) {
		n, err = auth.RevokeOthers(a)
		return err
	})
	if err != nil {
		return err
	}
	return r.Done("/me/sessions", "已让其他 %d 台设备退出，只剩这一台", n)
}

func (h door) ownPassword(r *web.Request) error {
	return h.showPassword(r, http.StatusOK, new(web.Form))
}

func (h door) showPassword(r *web.Request, status int, f *web.Form) error {
	v, err := own(r, r.T("密码"), "/me/password", f, nil)
	if err != nil {
		return err
	}
	return r.Page(status, ownPasswordPage(v))
}

func (h door) changePassword(r *web.Request) error {
	f := r.Form()
	in, err := h.setPassword(r, f, f.Value("old"))
	if status, ok := refused(f, err); ok {
		return h.showPassword(r, status, f)
	}
	if err != nil {
		return err
	}
	keep(r, in)
	if in.Session.Step != auth.Ready {
		return r.Redirect("/sign-in/step?next=/me/password")
	}
	return r.Done("/me/sessions", "密码换好了。别的设备都已退出，要用新密码重新登录。")
}

func (h door) ownSecond(r *web.Request) error {
	v, err := own(r, r.T("动态码"), "/me/second", new(web.Form), func(view *act.View, v *meView) (err error) {
		if v.Account.ID.IsZero() {
			return errs.Missing()
		}
		v.Left, err = auth.RecoveryLeft(view, v.Account.ID)
		return err
	})
	if err != nil {
		return err
	}
	v.Form.Action = "/sign-in/enrol"
	return r.Page(http.StatusOK, ownSecondPage(v))
}
