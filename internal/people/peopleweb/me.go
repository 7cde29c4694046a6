package peopleweb

import (
	"net/http"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// welcomeView is the page someone sees who comes in for the first time.
type welcomeView struct {
	Page    ui.Page
	Form    ui.Form
	Purpose people.Purpose
	Named   bool // the name is known already
	Next    string
}

// NeedsWelcome says whether the person has yet to be told what their data is
// used for: the sign-in sends them to /welcome first.
func NeedsWelcome(v *act.View, person people.ID) (bool, error) {
	err := people.Consented(v, person, people.PurposeService)
	if errs.Is(err, "consent.needed") {
		return true, nil
	}
	return false, err
}

func (p *pages) welcome(r *web.Request) error {
	return p.welcomePage(r, http.StatusOK, web.NewForm().Draw(r.Context(), "/welcome"))
}

func (p *pages) welcomePage(r *web.Request, status int, f ui.Form) error {
	v := welcomeView{Page: r.Frame(r.T("欢迎")), Form: f, Next: web.LocalPath(r.FormValue("next"), "/")}
	v.Purpose, _ = people.PurposeOf(people.PurposeService)
	if err := r.See(func(view *act.View) error {
		mine, err := people.Get(view, me(r))
		v.Named = mine.Name != ""
		return err
	}); err != nil {
		return err
	}
	return r.Page(status, welcomePage(v))
}

func (p *pages) takeWelcome(r *web.Request) error {
	f := r.Form()
	if !f.Is("agree", "on") {
		f.Bad("agree", "welcome.agree", "同意以后才能在网上办事；不同意也可以打电话或到柜台办")
	}
	name := f.Text("name")
	var err error
	if len(f.Errors) == 0 {
		err = r.Do(func(a *act.Act) error {
			if err := people.Agree(a, me(r), people.PurposeService, people.OnPage); err != nil {
				return err
			}
			if name == "" {
				return nil
			}
			return people.Correct(a, me(r), people.Correction{Name: &name})
		})
	}
	if f.Refused(err) {
		return p.welcomePage(r, http.StatusUnprocessableEntity, f.Draw(r.Context(), "/welcome"))
	}
	if err != nil {
		return err
	}
	return r.Done(web.LocalPath(f.Text("next"), "/"), "好了。证明住在哪一户以后，您那栋楼的事会先让您知道")
}

// meView is the page of what is known of oneself.
type meView struct {
	Page      ui.Page
	Now       time.Time
	Person    people.Person
	Standings []people.Standing
	Labels    map[place.ID]string
	Holds     []people.Hold // placed on them
	Seen      int
	Acting    string // whom the asker acts for
	CanActFor []named
	Key       string
}

// named is a person by id and masked name.
type named struct {
	ID   people.ID
	Name string
}

func (p *pages) me(r *web.Request) error {
	v := meView{Page: r.Frame(r.T("我的信息")), Now: r.Now(), Key: web.NewForm().FreshKey()}
	err := r.See(func(view *act.View) (err error) {
		who := subject(r)
		if v.Person, err = people.Get(view, who); err != nil {
			return err
		}
		if v.Standings, v.Labels, err = standings(view, who); err != nil {
			return err
		}
		if v.Holds, err = people.Placed(view, who); err != nil {
			return err
		}
		looks, err := people.SeenBy(view, who, 100)
		if err != nil {
			return err
		}
		v.Seen = len(looks)
		if r.By.For != 0 {
			v.Acting = v.Person.Name
		}
		v.CanActFor, err = principals(view, me(r))
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(http.StatusOK, mePage(v))
}

// standings gives where a person stands, with addresses.
func standings(v *act.View, person people.ID) ([]people.Standing, map[place.ID]string, error) {
	list, err := people.Standings(v, person)
	if err != nil {
		return nil, nil, err
	}
	var homes []place.ID
	for _, s := range list {
		homes = append(homes, s.Home)
	}
	labels, err := place.Labels(v, homes...)
	return list, labels, err
}

// principals are whom a person may act for now.
func principals(v *act.View, agent people.ID) ([]named, error) {
	all, err := people.Delegations(v, agent)
	if err != nil {
		return nil, err
	}
	wards, err := people.Wards(v, agent)
	if err != nil {
		return nil, err
	}
	ids := wards
	for _, d := range all {
		if d.Agent == agent && d.RevokedAt.IsZero() && d.Until.After(v.At) {
			ids = append(ids, d.Person)
		}
	}
	names, err := people.Names(v, ids...)
	var out []named
	done := map[people.ID]bool{}
	for _, i := range ids {
		if ok, err := people.ActsFor(v, agent, i); err != nil {
			return nil, err
		} else if ok && !done[i] {
			done[i] = true
			out = append(out, named{i, names[i]})
		}
	}
	return out, err
}

// seenView is the page 谁看过我的信息.
type seenView struct {
	Page  ui.Page
	Now   time.Time
	Looks []people.Look
	Names map[people.ID]string
	Seats map[int64]string
}

func (p *pages) seen(r *web.Request) error {
	v := seenView{Page: r.Frame(r.T("谁看过我的信息")), Now: r.Now()}
	err := r.See(func(view *act.View) (err error) {
		if v.Looks, err = people.SeenBy(view, subject(r), 200); err != nil {
			return err
		}
		v.Names, v.Seats, err = p.lookers(view, v.Looks)
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(http.StatusOK, seenPage(v))
}

// lookers names who looked and as what.
func (p *pages) lookers(v *act.View, looks []people.Look) (map[people.ID]string, map[int64]string, error) {
	var persons []people.ID
	var seats []int64
	for _, l := range looks {
		persons = append(persons, l.Reader, l.Person)
		seats = append(seats, l.Seat)
	}
	names, err := people.Names(v, persons...)
	if err != nil {
		return nil, nil, err
	}
	called, err := p.seatNames(v, seats...)
	return names, called, err
}

func (p *pages) copy(r *web.Request) error {
	var raw []byte
	if err := r.See(func(v *act.View) (err error) {
		raw, err = people.Copy(v, subject(r), p.Parts...)
		return err
	}); err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error {
		a.Record("people.copy", ownThing(r.By), "")
		return nil
	}); err != nil {
		return err
	}
	h := r.W.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="jinlin-`+r.Now().Format("20060102")+`.json"`)
	h.Set("Cache-Control", "no-store")
	_, err := r.W.Write(raw)
	return err
}

func (p *pages) privacy(r *web.Request) error {
	return r.Page(http.StatusOK, privacyPage(r.Frame(r.T("个人信息怎么用、存多久")), people.Purposes, people.Retention))
}
