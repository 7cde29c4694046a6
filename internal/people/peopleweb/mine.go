package peopleweb

import (
	"net/http"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// consentsView is the page of what one agreed to.
type consentsView struct {
	Page ui.Page
	Now  time.Time
	Key  string
	Rows []consentRow
	Past []people.Consent
}

type consentRow struct {
	people.Purpose
	Given people.Consent // zero: not given
}

func (p *pages) consents(r *web.Request) error {
	v := consentsView{Page: r.Frame(r.T("我同意过什么")), Now: r.Now(), Key: web.NewForm().FreshKey()}
	err := r.See(func(view *act.View) error {
		all, err := people.Consents(view, subject(r))
		v.Rows, v.Past = consentRows(all)
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(http.StatusOK, consentsPage(v))
}

func consentRows(all []people.Consent) (rows []consentRow, past []people.Consent) {
	for _, purpose := range people.Purposes {
		row := consentRow{Purpose: purpose}
		for _, c := range all {
			if c.Purpose == purpose.Key && c.WithdrawnAt.IsZero() && c.Version == purpose.Version {
				row.Given = c
			}
		}
		rows = append(rows, row)
	}
	for _, c := range all {
		if !c.WithdrawnAt.IsZero() {
			past = append(past, c)
		}
	}
	return rows, past
}

func (p *pages) takeConsent(r *web.Request) error {
	f := r.Form()
	purpose := f.Text("purpose")
	if f.Is("give", "yes") {
		if err := r.Do(func(a *act.Act) error { return people.Agree(a, subject(r), purpose, people.OnPage) }); err != nil {
			return err
		}
		return r.Done("/me/consents", "记下了，您随时可以撤回")
	}
	if err := r.Do(func(a *act.Act) error { return people.Withdraw(a, subject(r), purpose) }); err != nil {
		return err
	}
	return r.Done("/me/consents", "撤回了，为这件事记的信息已经删除，其他服务照常")
}

// requestsView is the page of what one asked about one's data.
type requestsView struct {
	Page ui.Page
	Now  time.Time
	Form ui.Form
	List []people.Request
}

func (p *pages) requests(r *web.Request) error {
	return p.requestsPage(r, http.StatusOK, web.NewForm().Draw(r.Context(), "/me/requests"))
}

func (p *pages) requestsPage(r *web.Request, status int, f ui.Form) error {
	v := requestsView{Page: r.Frame(r.T("改正、删除、问清楚")), Now: r.Now(), Form: f}
	if err := r.See(func(view *act.View) (err error) {
		v.List, err = people.RequestsOf(view, subject(r))
		return err
	}); err != nil {
		return err
	}
	return r.Page(status, requestsPage(v))
}

func (p *pages) takeRequest(r *web.Request) error {
	f := r.Form()
	err := r.Do(func(a *act.Act) error {
		_, err := act.Once(a, f.Key(), func() (requestID, error) {
			return people.Ask(a, subject(r), people.RequestKind(f.Text("kind")), f.Text("wish"))
		})
		return err
	})
	if f.Refused(err) {
		return p.requestsPage(r, errs.KindOf(err).Status(), f.Draw(r.Context(), "/me/requests"))
	}
	if err != nil {
		return err
	}
	return r.Done("/me/requests", "收到了，最晚哪天答复写在下面，答复也会放在这一页")
}

// homeView is the page where the code of the letter is typed.
type homeView struct {
	Page  ui.Page
	Form  ui.Form
	Code  string
	Homes []string
}

func (p *pages) home(r *web.Request) error {
	return p.homePage(r, http.StatusOK, web.NewForm().Draw(r.Context(), "/me/home"))
}

func (p *pages) homePage(r *web.Request, status int, f ui.Form) error {
	v := homeView{Page: r.Frame(r.T("证明住在哪一户")), Form: f, Code: r.FormValue("code")}
	if status == http.StatusOK {
		v.Form.Values = nil
	}
	if err := r.See(func(view *act.View) error {
		list, labels, err := standings(view, me(r))
		for _, s := range list {
			if s.Proved() {
				v.Homes = append(v.Homes, labels[s.Home])
			}
		}
		return err
	}); err != nil {
		return err
	}
	return r.Page(status, homePage(v))
}

func (p *pages) proveHome(r *web.Request) error {
	f := r.Form()
	var proved people.Proved
	err := r.Do(func(a *act.Act) (err error) {
		proved, err = people.ProveByCode(a, f.Text("code"))
		return err
	})
	if err == nil && !proved.OK {
		err = errs.Invalidf("code", "letter.wrong", "这个住址码不对或已经过期。请照信上的 12 位再填一遍；还不行，请到柜台换一封")
	}
	if e := errs.As(err); e != nil && e.Kind == errs.Throttled {
		f.Whole = e
		return p.homePage(r, e.Kind.Status(), f.Draw(r.Context(), "/me/home"))
	}
	if f.Refused(err) {
		return p.homePage(r, errs.KindOf(err).Status(), f.Draw(r.Context(), "/me/home"))
	}
	if err != nil {
		return err
	}
	return r.Done("/me", "证明好了。您那栋楼和小区的事，从现在起会让您知道")
}

// delegationsView is the page of who may act for whom.
type delegationsView struct {
	Page  ui.Page
	Now   time.Time
	Form  ui.Form
	Key   string
	List  []people.Delegation
	Names map[people.ID]string
	Me    people.ID

	Guardians []people.Guardianship
	Grown     bool // the asker is not under fourteen
}

func (p *pages) delegations(r *web.Request) error {
	return p.delegationsPage(r, http.StatusOK, web.NewForm().Draw(r.Context(), "/me/delegations"))
}

func (p *pages) delegationsPage(r *web.Request, status int, f ui.Form) error {
	v := delegationsView{Page: r.Frame(r.T("谁能替我办事")), Now: r.Now(), Form: f, Key: web.NewForm().FreshKey(), Me: me(r)}
	if err := r.See(func(view *act.View) (err error) {
		if v.List, err = people.Delegations(view, me(r)); err != nil {
			return err
		}
		if v.Guardians, err = people.Guardianships(view, me(r)); err != nil {
			return err
		}
		age, known, err := people.Age(view, me(r), r.Now())
		if err != nil {
			return err
		}
		v.Grown = !known || age >= people.ChildAge
		v.Names, err = people.Names(view, v.named()...)
		return err
	}); err != nil {
		return err
	}
	return r.Page(status, delegationsPage(v))
}

// named is everyone whom the page names.
func (d *delegationsView) named() (ids []people.ID) {
	for _, x := range d.List {
		ids = append(ids, x.Person, x.Agent)
	}
	for _, g := range d.Guardians {
		ids = append(ids, g.Child, g.Guardian)
	}
	return ids
}

// delegate lets the holder of a phone act for the asker. Whether the number is
// anyone's is not told: a number that nobody signed in with is refused alike.
func (p *pages) delegate(r *web.Request) error {
	f := r.Form()
	err := r.Do(func(a *act.Act) error {
		agent, ok, err := people.ByPhone(a.View, f.Text("phone"))
		if e := errs.As(err); e != nil {
			return errs.Invalidf("phone", e.Code, e.Text)
		}
		if err != nil {
			return err
		}
		if !ok {
			return errs.Invalidf("phone", "delegation.phone", "这个号码还没在近邻登录过，请他先用手机号登录一次")
		}
		_, err = people.Delegate(a, people.Delegation{Person: me(r), Agent: agent})
		return err
	})
	if f.Refused(err) {
		return p.delegationsPage(r, errs.KindOf(err).Status(), f.Draw(r.Context(), "/me/delegations"))
	}
	if err != nil {
		return err
	}
	return r.Done("/me/delegations", "记下了，一年内有效，您随时可以收回")
}

func (p *pages) revoke(r *web.Request) error {
	d, err := web.PathID[people.Delegation](r, "id")
	if err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error { return people.Revoke(a, d) }); err != nil {
		return err
	}
	return r.Done("/me/delegations", "收回了，从现在起不能再代办")
}

// actFor makes the session act for someone, or for oneself again.
func (p *pages) actFor(r *web.Request) error {
	person := web.FormID[people.Person](r.Form(), "person")
	err := r.Do(func(a *act.Act) error {
		if !person.IsZero() {
			if ok, err := people.ActsFor(a.View, me(r), person); err != nil || !ok {
				return errOr(err, errs.Missing())
			}
		}
		return auth.ActFor(a, int64(person))
	})
	if err != nil {
		return err
	}
	if person.IsZero() {
		return r.Done("/me", "现在办的是您自己的事")
	}
	return r.Done("/me", "现在替他办事，办完记得切回来；每一步都记着是您代办的")
}

func errOr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// eraseView is the page that asks once more.
type eraseView struct {
	Page  ui.Page
	Form  ui.Form
	Holds []people.Hold
}

func (p *pages) erase(r *web.Request) error {
	return p.erasePage(r, http.StatusOK, web.NewForm().Draw(r.Context(), "/me/erase"))
}

func (p *pages) erasePage(r *web.Request, status int, f ui.Form) error {
	v := eraseView{Page: r.Frame(r.T("注销")), Form: f}
	if err := r.See(func(view *act.View) (err error) {
		v.Holds, err = people.Holds(view, me(r), p.Holders...)
		return err
	}); err != nil {
		return err
	}
	return r.Page(status, erasePage(v))
}

func (p *pages) eraseMe(r *web.Request) error {
	f := r.Form()
	if !f.Is("sure", "on") {
		f.Bad("sure", "erase.sure", "请先勾选，确认要注销")
		return p.erasePage(r, http.StatusUnprocessableEntity, f.Draw(r.Context(), "/me/erase"))
	}
	err := r.Do(func(a *act.Act) error { return people.Erase(a, me(r), p.Holders...) })
	if f.Refused(err) {
		return p.erasePage(r, errs.KindOf(err).Status(), f.Draw(r.Context(), "/me/erase"))
	}
	if err != nil {
		return err
	}
	web.SetCookie(r.W, r.Server.Secure, web.SessionCookie(r.Server.Secure), "", 0)
	return r.Done("/sign-in", "注销了，您的姓名、电话和住处已经删除")
}
