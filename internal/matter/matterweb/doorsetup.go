package matterweb

import (
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// doors lists the printed codes of a place.
func (p *pages) doors(r *web.Request) error {
	v := doorsView{Now: r.Now()}
	f := r.Form()
	err := r.See(func(view *act.View) error {
		at, err := placeOr(view, web.FormID[place.Place](f, "place"))
		if err != nil {
			return err
		}
		v.Place, v.Print = at.Name, "/desk/doors/print?place="+at.ID.String()
		values := map[string][]string{"place": {at.ID.String()}}
		v.Pick, v.Make = ui.Form{ID: "pick", Values: values}, ui.Form{ID: "make", Action: "/desk/doors", Values: values, Key: f.FreshKey()}
		if v.Places, err = p.placesBelow(view, at); err != nil {
			return err
		}
		all, labels, err := p.doorsOf(view, at.ID)
		for _, d := range all {
			v.Rows = append(v.Rows, doorRow{
				Place: labels.places[d.Place], Code: spaced(d.Code), At: d.CreatedAt, Used: d.Used, Print: "/desk/doors/print?door=" + d.ID.String() + "&place=" + at.ID.String(),
				Close: ui.Form{Action: "/desk/doors/" + d.ID.String() + "/close"},
			})
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(200, doorsPage(r.Frame(r.T("门口的码")), v))
}

func (p *pages) doorsOf(v *act.View, at place.ID) ([]matter.Door, names, error) {
	all, err := matter.Doors(v, at)
	if err != nil {
		return nil, names{}, err
	}
	ids := make([]place.ID, len(all))
	for i, d := range all {
		ids[i] = d.Place
	}
	n, err := p.name(v, ids, nil)
	return all, n, err
}

func (p *pages) postDoors(r *web.Request) error {
	f := r.Form()
	made := 0
	err := r.Do(func(a *act.Act) (err error) {
		made, err = matter.PostDoors(a, web.FormID[place.Place](f, "place"))
		return err
	})
	if err != nil {
		return err
	}
	back := "/desk/doors?place=" + f.Text("place")
	if made == 0 {
		return r.Done(back, words.T(r.Context(), "每栋楼都有了，不用再做。"))
	}
	return r.Done(back, words.T(r.Context(), "做好 %d 个，打印出来贴上就能用。", made))
}

func (p *pages) closeDoor(r *web.Request) error {
	id, err := web.PathID[matter.Door](r, "id")
	if err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error { return matter.CloseDoor(a, id) }); err != nil {
		return err
	}
	return r.Done("/desk/doors", words.T(r.Context(), "停用了，贴在那里的请撕掉。"))
}

// printDoors is a run of sheets to stick on doors: all of a place, or one.
func (p *pages) printDoors(r *web.Request) error {
	f := r.Form()
	only := web.FormID[matter.Door](f, "door")
	run := p.sheet(r, r.T("门口的码"), "/", "/desk/doors?place="+f.Text("place"))
	var sheets []doorPaper
	err := r.See(func(view *act.View) error {
		at, err := placeOr(view, web.FormID[place.Place](f, "place"))
		if err != nil {
			return err
		}
		all, n, err := p.doorsOf(view, at.ID)
		for _, d := range all {
			if only.IsZero() || d.ID == only {
				s := run
				s.Bare, s.Address = true, p.address(r, "/q/"+d.Code)
				sheets = append(sheets, doorPaper{Sheet: s, Place: n.places[d.Place], Code: spaced(d.Code)})
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(200, doorPapers(run, sheets, r.Frame("").Phone.Number))
}
