package placeweb

import (
	"math"
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// formView is a page with one form about a place.
type formView struct {
	head
	Form  ui.Form
	Kinds []ui.Option // what may be added here
}

func addPage(r *web.Request) error { return showAdd(r, 200, web.NewForm()) }

func showAdd(r *web.Request, status int, f *web.Form) error {
	var v formView
	err := r.See(func(view *act.View) (err error) {
		v.head, err = headOf(r, view, "")
		return err
	})
	if err != nil {
		return err
	}
	v.Kinds = options(r.Context(), v.Place.Kind)
	v.Form = f.Draw(r.Context(), path(v.Place.ID)+"/add")
	return r.Page(status, addForm(v))
}

func add(r *web.Request) error {
	in, err := web.PathID[place.Place](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	n := place.New{Kind: place.Kind(f.Text("kind")), Name: f.Text("name"), Code: f.Text("code"), Parent: in}
	s := readSize(f)
	n.Lon, n.Lat, n.Households, n.People, n.Area = s.Lon, s.Lat, s.Households, s.People, s.Area
	if len(f.Errors) > 0 {
		return showAdd(r, 422, f)
	}
	err = r.Do(func(a *act.Act) error {
		_, err := act.Once(a, f.Key(), func() (place.ID, error) {
			p, err := place.Add(a, n)
			return p.ID, err
		})
		return err
	})
	if f.Refused(err) {
		return showAdd(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done(path(in), "已加上“%s”，可以接着加下一处", n.Name)
}

// readSize reads what is counted and measured; what cannot be read is noted.
func readSize(f *web.Form) place.Size {
	decimal := func(name string, scale float64) int64 {
		text := f.Text(name)
		if text == "" {
			return 0
		}
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(n) || math.Abs(n*scale) > 1e15 {
			f.Bad(name, "number", "请填数字，例如 118.0894")
			return 0
		}
		return int64(math.Round(n * scale))
	}
	return place.Size{
		Lon: decimal("lon", 1e7), Lat: decimal("lat", 1e7), Area: decimal("area", 1000),
		Households: int(f.Int("households")), People: int(f.Int("people")),
	}
}

func changePage(r *web.Request) error { return showChange(r, 200, web.NewForm()) }

func showChange(r *web.Request, status int, f *web.Form) error {
	var v formView
	err := r.See(func(view *act.View) (err error) {
		v.head, err = headOf(r, view, "")
		return err
	})
	if err != nil {
		return err
	}
	v.Form = f.Draw(r.Context(), path(v.Place.ID)+"/change")
	if status == 200 {
		v.Form.Values = nil
	}
	return r.Page(status, changeForm(v))
}

func change(r *web.Request) error {
	at, err := web.PathID[place.Place](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	size := readSize(f)
	if len(f.Errors) > 0 {
		return showChange(r, 422, f)
	}
	err = r.Do(func(a *act.Act) error {
		if err := place.Rename(a, at, f.Text("name"), f.Text("code")); err != nil {
			return err
		}
		return place.Measure(a, at, size)
	})
	if f.Refused(err) {
		return showChange(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done(path(at), "已改好，以后的页面和纸上都用新的")
}

func closePlace(r *web.Request) error {
	return button(r, place.Close, "已停用。以前的记录都还在")
}

func reopen(r *web.Request) error {
	return button(r, place.Reopen, "已恢复使用")
}

// button plays an act of one button on the place of the address.
func button(r *web.Request, do func(*act.Act, place.ID) error, done string) error {
	at, err := web.PathID[place.Place](r, "id")
	if err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error { return do(a, at) }); err != nil {
		return err
	}
	return r.Done(path(at), done)
}
