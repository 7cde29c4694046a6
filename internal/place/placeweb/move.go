package placeweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

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
