package authweb

import (
	"net/http"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// slipView is what is handed to the holder of an account: name and first
// password, shown once.
type slipView struct {
	Page     ui.Page
	Who      line
	Address  string // of the sign-in page
	Password string
}

// openAccount gives a person a name for signing in and a first password.
func (h door) openAccount(r *web.Request) error {
	f := r.Form()
	person := int64(web.FormID[struct{}](f, "person"))
	first, fresh := auth.MakeFirst(), false
	err := r.Do(func(a *act.Act) error {
		holder, err := h.holder(a.View, person)
		if err != nil {
			return err
		}
		fresh = false
		_, err = act.Once(a, f.Key(), func() (auth.AccountID, error) {
			fresh = true
			return auth.Open(a, holder.Thing, auth.NewAccount{Person: person, Name: f.Text("name"), First: first})
		})
		return err
	})
	if f.Refused(err) {
		return h.showNew(r, http.StatusUnprocessableEntity, f, person)
	}
	return h.handOver(r, person, first, fresh, err)
}

// handOver shows the first password, unless the act was done before.
func (h door) handOver(r *web.Request, person int64, first auth.First, fresh bool, err error) error {
	if err != nil {
		return err
	}
	if !fresh {
		return r.Done("/desk/accounts/"+personText(person), "已经办好了。初始密码只显示一次，没有抄下就再重设一次。")
	}
	v := slipView{Page: r.Frame(r.T("把这张交给本人")), Password: first.Text, Address: address(r, "/sign-in/staff")}
	err = r.See(func(view *act.View) (err error) {
		v.Who, err = h.one(view, person)
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(http.StatusOK, slipPage(v))
}

func (h door) resetPassword(r *web.Request) error {
	first, fresh := auth.MakeFirst(), false
	person, err := h.manage(r, &fresh, func(a *act.Act, of access.Thing, account auth.AccountID) error {
		return auth.Reset(a, of, account, first)
	})
	return h.handOver(r, person, first, fresh, err)
}

func (h door) resetSecond(r *web.Request) error {
	return h.managed(r, auth.ResetSecond, "动态码已解除，他下次登录时要重新设置")
}

func (h door) disable(r *web.Request) error {
	return h.managed(r, auth.Disable, "账号已停用，他从现在起打不开任何页面")
}

func (h door) enable(r *web.Request) error {
	return h.managed(r, auth.Enable, "账号已恢复，他可以重新登录了")
}

// deed is something done to an account.
type deed func(a *act.Act, of access.Thing, account auth.AccountID) error

func (h door) managed(r *web.Request, do deed, done string) error {
	fresh := false
	person, err := h.manage(r, &fresh, do)
	if err != nil {
		return err
	}
	return r.Done("/desk/accounts/"+personText(person), done)
}

// manage does something to the account of the person of the address, once.
func (h door) manage(r *web.Request, fresh *bool, do deed) (int64, error) {
	person, err := personOf(r)
	if err != nil {
		return 0, err
	}
	return person, r.Do(func(a *act.Act) error {
		holder, err := h.holder(a.View, person)
		if err != nil {
			return err
		}
		acc, ok, err := auth.Of(a.View, person)
		if err != nil {
			return err
		}
		if !ok {
			return errs.Missing()
		}
		*fresh = false
		_, err = act.Once(a, r.Form().Key(), func() (auth.AccountID, error) {
			*fresh = true
			return acc.ID, do(a, holder.Thing, acc.ID)
		})
		return err
	})
}

// address is what is typed to reach a page of ours.
func address(r *web.Request, path string) string {
	if r.Server.Secure {
		return "https://" + r.Host + path
	}
	return "http://" + r.Host + path
}
