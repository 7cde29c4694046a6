package peopleweb

import (
	"net/http"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// holdsView is the list of the holds that the asker may end.
type holdsView struct {
	Page  ui.Page
	Now   time.Time
	List  []people.Hold
	Names map[people.ID]string
	Homes map[people.ID]string // where they live or own, to tell one 王* from another
	Key   string
}

const holdsShown = 200

func (p *pages) holds(r *web.Request) error {
	v := holdsView{Page: r.Frame(r.T("依法保留")), Now: r.Now(), Key: web.NewForm().FreshKey()}
	if err := r.See(v.fill); err != nil {
		return err
	}
	return r.Page(http.StatusOK, holdsPage(v))
}

func (h *holdsView) fill(v *act.View) (err error) {
	if h.List, err = people.HoldsInForce(v, holdsShown); err != nil {
		return err
	}
	var held, named []people.ID
	for _, hold := range h.List {
		held, named = append(held, hold.Person), append(named, hold.Person, hold.PlacedBy)
	}
	if h.Homes, err = homesOf(v, held...); err != nil {
		return err
	}
	h.Names, err = people.Names(v, named...)
	return err
}

func (p *pages) hold(r *web.Request) error {
	f := r.Form()
	h := people.Hold{Reason: f.Text("reason"), Basis: f.Text("basis")}
	if text := f.Text("until"); text != "" {
		day, err := calendar.ParseDay(text)
		if err != nil {
			f.Bad("until", "day", "日期请写成 1950-03-02 这样")
			return p.personPage(r, http.StatusUnprocessableEntity, holdForm)
		}
		h.Until = day.Add(1).Start() // the day itself is within
	}
	return p.after(r, holdForm, "记下了，在保留期间不能删除，本人看得到理由", func(a *act.Act, person people.ID) error {
		h.Person = person
		_, err := act.Once(a, f.Key(), func() (holdID, error) { return people.PlaceHold(a, h) })
		return err
	})
}

// endHold ends a hold and comes back to where it was ended: the person, or the
// list.
func (p *pages) endHold(r *web.Request) error {
	person, err := web.PathID[people.Person](r, "id")
	if err != nil {
		return err
	}
	hold, err := web.PathID[people.Hold](r, "hold")
	if err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error { return people.EndHold(a, person, hold) }); err != nil {
		return err
	}
	return r.Done(web.LocalPath(r.Form().Text("back"), "/desk/people/"+person.String()), "不再保留了，本人要求时可以删除")
}
