package orgweb

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// formView is a page with one form about an organisation.
type formView struct {
	Page         ui.Page
	Form         ui.Form
	Organization org.Organization // zero for a new one
	In           place.Place      // where a new one is founded
	Kinds        []ui.Option
	Places       spots
	Above        superiors
	Back         string
}

func foundPage(r *web.Request) error { return showFound(r, 200, web.NewForm()) }

func showFound(r *web.Request, status int, f *web.Form) error {
	v := formView{Page: r.Frame(r.T("登记一个组织"))}
	err := r.See(func(view *act.View) error {
		s, err := scopeOf(r, view)
		if err != nil {
			return err
		}
		v.In = s.Place
		if err := view.Require(org.CanFound, v.In.Thing()); err != nil {
			return err
		}
		v.Places = spots{In: v.In, Kinds: commonSpots}
		if err := v.Places.fill(r.Context(), view, f); err != nil {
			return err
		}
		if v.Kinds, err = kindOptions(r.Context(), view); err != nil {
			return err
		}
		v.Above.At = v.In.Path
		return v.Above.fill(r.Context(), view, f)
	})
	if err != nil {
		return err
	}
	at := "/desk/organizations/new?in=" + v.In.ID.String()
	v.Back = "/desk/organizations?in=" + v.In.ID.String()
	v.Form = f.Draw(r.Context(), at)
	if status == 200 {
		v.Form.Values = nil
	}
	return r.Page(status, foundForm(v))
}

func found(r *web.Request) error {
	f := r.Form()
	n := org.New{
		Kind: f.Text("kind"), Name: f.Text("name"), Parent: superior(f),
		Place: web.FormID[place.Place](f, "place"), Code: f.Text("code"), Founded: day(f, "founded"),
	}
	if len(f.Errors) > 0 || seeking(f) {
		return showFound(r, 422, f)
	}
	var made org.ID
	err := r.Do(func(a *act.Act) (err error) {
		made, err = act.Once(a, f.Key(), func() (org.ID, error) {
			o, err := org.Found(a, n)
			return o.ID, err
		})
		return err
	})
	if f.Refused(err) {
		return showFound(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done(organizationPath(made), "已登记。下一步：加岗位，再请人来担任")
}

// day reads the start of a day; wrong text is noted.
func day(f *web.Form, name string) time.Time {
	text := f.Text(name)
	if text == "" {
		return time.Time{}
	}
	d, err := calendar.ParseDay(text)
	if err != nil {
		f.Bad(name, "date", "日期请写成 2026-11-22 这样")
		return time.Time{}
	}
	return d.Start()
}

// about loads the organisation of the address for a form about it.
func about(r *web.Request, title string) (v formView, err error) {
	at, err := web.PathID[org.Organization](r, "id")
	if err != nil {
		return v, err
	}
	err = r.See(func(view *act.View) (err error) {
		if v.Organization, err = org.Get(view, at); err != nil {
			return err
		}
		if err := view.Require(org.CanSee, v.Organization.Thing()); err != nil {
			return err
		}
		v.In, err = place.Get(view, v.Organization.Place)
		return err
	})
	v.Page, v.Back = r.Frame(r.T(title, v.Organization.Name)), organizationPath(at)
	return v, err
}

func amendPage(r *web.Request) error { return showAmend(r, 200, web.NewForm()) }

func showAmend(r *web.Request, status int, f *web.Form) error {
	v, err := about(r, "改“%s”")
	if err != nil {
		return err
	}
	v.Above = superiors{Now: v.Organization, At: v.In.Path}
	if err := r.See(func(view *act.View) error { return v.Above.fill(r.Context(), view, f) }); err != nil {
		return err
	}
	v.Form = f.Draw(r.Context(), v.Back+"/change")
	if status == 200 {
		v.Form.Values = nil
	}
	return r.Page(status, amendForm(v))
}

func amend(r *web.Request) error {
	at, err := web.PathID[org.Organization](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	change := org.Change{Name: f.Text("name"), Parent: superior(f), Code: f.Text("code")}
	if len(f.Errors) > 0 || seeking(f) {
		return showAmend(r, 422, f)
	}
	err = r.Do(func(a *act.Act) error { return org.Amend(a, at, change) })
	if f.Refused(err) {
		return showAmend(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done(organizationPath(at), "已改好")
}

func dissolve(r *web.Request) error {
	at, err := web.PathID[org.Organization](r, "id")
	if err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error { return org.Dissolve(a, at) }); err != nil {
		return err
	}
	return r.Done(organizationPath(at), "已撤销，岗位和任职都已结束，记录还在")
}

func coverPage(r *web.Request) error { return showCover(r, 200, web.NewForm()) }

func showCover(r *web.Request, status int, f *web.Form) error {
	v, err := about(r, "“%s”再管一处")
	if err != nil {
		return err
	}
	err = r.See(func(view *act.View) error {
		s, err := scopeOf(r, view)
		if err != nil {
			return err
		}
		v.Places = spots{In: s.Place, Kinds: commonSpots}
		return v.Places.fill(r.Context(), view, f)
	})
	if err != nil {
		return err
	}
	v.Form = f.Draw(r.Context(), v.Back+"/cover")
	if status == 200 {
		v.Form.Values = nil
	}
	return r.Page(status, coverForm(v))
}

func cover(r *web.Request) error {
	at, err := web.PathID[org.Organization](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	from := day(f, "from")
	if len(f.Errors) > 0 || seeking(f) {
		return showCover(r, 422, f)
	}
	err = r.Do(func(a *act.Act) error {
		_, err := org.Cover(a, at, web.FormID[place.Place](f, "place"), from)
		return err
	})
	if f.Refused(err) {
		return showCover(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done(organizationPath(at), "已记下，覆盖的数字从那天起就算上它")
}

func uncover(r *web.Request) error {
	at, err := web.PathID[org.Organization](r, "id")
	if err != nil {
		return err
	}
	t := web.FormID[org.Territory](r.Form(), "territory")
	if err := r.Do(func(a *act.Act) error { return org.Uncover(a, t, time.Time{}) }); err != nil {
		return err
	}
	return r.Done(organizationPath(at), "从现在起不再管那里，以前的记录还在")
}
