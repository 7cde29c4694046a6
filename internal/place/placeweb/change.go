package placeweb

import (
	"context"
	"math"
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
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

// moveView is the page on which the new parent is looked for and chosen.
type moveView struct {
	head
	Form    ui.Form
	Address ui.Address
	Asked   bool
	Choices []ui.Option
}

func movePage(r *web.Request) error { return showMove(r, 200, web.NewForm()) }

func showMove(r *web.Request, status int, f *web.Form) error {
	var v moveView
	q := r.URL.Query().Get("q")
	if q == "" {
		q = f.Text("q")
	}
	err := r.See(func(view *act.View) (err error) {
		if v.head, err = headOf(r, view, ""); err != nil {
			return err
		}
		v.Choices, err = destinations(r.Context(), view, v.Place, q)
		return err
	})
	if err != nil {
		return err
	}
	at := path(v.Place.ID) + "/move"
	v.Asked = q != ""
	v.Address = ui.Address{Path: at, Query: map[string][]string{"q": {q}}}
	v.Form = f.Draw(r.Context(), at)
	return r.Page(status, moveForm(v))
}

// destinations lists where the place may go: what a search finds, else the
// places beside its parent.
func destinations(ctx context.Context, v *act.View, p place.Place, q string) ([]ui.Option, error) {
	var found []place.Place
	var err error
	if q != "" {
		found, err = place.Search(v, place.ID(highest(v.By)), q)
	} else {
		found, err = beside(v, p)
	}
	if err != nil {
		return nil, err
	}
	var ids []place.ID
	var fit []place.Place
	for _, to := range found {
		if to.ID != p.Parent && to.Open() && !to.Path.Within(p.Path) && v.May(place.CanMove, to.Thing()) && holds(p.Kind, to.Kind) {
			fit, ids = append(fit, to), append(ids, to.ID, to.Community)
		}
	}
	labels, err := place.Labels(v, ids...)
	var out []ui.Option
	for _, to := range fit {
		o := ui.Option{Value: to.ID.String(), Text: labels[to.ID], Say: term(ctx, to.Kind)}
		if to.Kind != place.Community && !to.Community.IsZero() {
			o.Say = words.T(ctx, "%s · %s", o.Say, labels[to.Community])
		}
		out = append(out, o)
	}
	return out, err
}

// holds says whether a place of kind k may stand right under one of kind over.
func holds(k, over place.Kind) bool {
	for _, parent := range k.Parents() {
		if parent == over {
			return true
		}
	}
	return false
}

// beside lists the siblings of the place's parent and the parent's parent.
func beside(v *act.View, p place.Place) ([]place.Place, error) {
	if p.Parent.IsZero() {
		return nil, nil
	}
	parent, err := place.Get(v, p.Parent)
	if err != nil || parent.Parent.IsZero() {
		return nil, err
	}
	over, err := place.Get(v, parent.Parent)
	if err != nil {
		return nil, err
	}
	siblings, err := place.Children(v, parent.Parent)
	return append([]place.Place{over}, siblings...), err
}

func move(r *web.Request) error {
	at, err := web.PathID[place.Place](r, "id")
	if err != nil {
		return err
	}
	f := r.Form()
	to, _ := id.Parse[place.Place](f.Text("parent"))
	if to.IsZero() {
		f.Bad("parent", "place.parent", "请选择要移到哪里")
		return showMove(r, 422, f)
	}
	err = r.Do(func(a *act.Act) error { return place.Move(a, at, to) })
	if f.Refused(err) {
		return showMove(r, errs.KindOf(err).Status(), f)
	}
	if err != nil {
		return err
	}
	return r.Done(path(at), "已移过去，里面的小区、楼栋和房屋一起跟着走")
}
