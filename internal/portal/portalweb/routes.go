package portalweb

import (
	_ "embed"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/matterweb"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

//go:embed en.json
var english []byte

var _ = words.MustRegister("portalweb", english)

// Deps is what the first pages need of the house.
type Deps struct {
	// Calendar is the calendar by which working days are counted.
	Calendar func(*act.View) (calendar.Calendar, error)
	// Months are the figures the process keeps in memory; nil: none.
	Months *matter.Months
}

// Routes are the first pages of the faces; the field's is matterweb's inbox.
func Routes(d Deps) []web.Route {
	p := &pages{Deps: d, lists: matterweb.Lists{Months: d.Months}}
	return []web.Route{
		{At: "GET /{$}", Can: web.Public, Do: p.home},
		{At: "GET /desk", Can: web.Staff, Do: p.today},
		{At: "GET /open", Can: web.Public, Do: p.open},
	}
}

type pages struct {
	Deps
	lists matterweb.Lists
}

// few is how much of a list a first page shows.
const few = 3

// home is where a resident begins: signed in their own, else the welcome.
func (p *pages) home(r *web.Request) error {
	ctx := r.Context()
	if !r.By.SignedIn() {
		v := welcomeView{Now: r.Now()}
		err := r.See(func(view *act.View) error {
			at, err := whole(view)
			if err == nil {
				v.Promised, err = p.lists.Promised(ctx, view, at, few)
			}
			return err
		})
		if err != nil {
			return err
		}
		return r.Page(200, welcomePage(r.Frame(""), v))
	}
	v := homeView{
		Now: r.Now(), Unproved: len(r.By.Homes) == 0 && !r.By.Staff(), Worker: r.By.Staff(),
		Desk: r.Server.Stage.Policy.Has(r.By, matter.CanDispatch),
	}
	err := r.See(func(view *act.View) (err error) {
		if v.Moving, v.More, err = p.lists.Moving(ctx, view, few); err != nil || r.Look().Elder {
			return err
		}
		at, err := community(view)
		if err == nil {
			v.Promised, err = p.lists.Promised(ctx, view, at, few)
		}
		return err
	})
	if err != nil {
		return err
	}
	page := r.Frame("")
	v.Name, v.Phone = page.Name, page.Phone
	return r.Page(200, homePage(page, v))
}

// community is the community the reader lives in, or the whole realm.
func community(v *act.View) (place.Place, error) {
	for _, home := range v.By.Homes {
		all, err := place.GetAll(v, place.Ancestors(home)...)
		if err != nil {
			return place.Place{}, err
		}
		for _, p := range all {
			if p.Kind == place.Community {
				return p, nil
			}
		}
	}
	return whole(v)
}

// whole is the root of the realm; zero before there is one.
func whole(v *act.View) (place.Place, error) {
	roots, err := place.Roots(v)
	if err != nil || len(roots) == 0 {
		return place.Place{}, err
	}
	return roots[0], nil
}

// today is where the desk begins.
func (p *pages) today(r *web.Request) error {
	if !r.Server.Stage.Policy.BySeat(r.By, matter.CanSee) {
		return r.Page(200, watchPage(r.Frame(r.T("今天要看的"))))
	}
	v := todayView{Now: r.Now(), New: r.Server.Admits(r.By, matter.CanRaiseFor)}
	err := r.See(func(view *act.View) error {
		m, err := p.lists.Morning(r.Context(), view)
		if err != nil {
			return err
		}
		v.Queues, v.Rows, v.Notes = m.Queues, m.First, m.Notes
		if !view.Stage.Policy.Has(view.By, matter.CanConfigure) {
			return nil
		}
		c, err := p.Calendar(view)
		if err != nil {
			return err
		}
		missing, err := matterweb.MissingYear(r.Context(), view, c)
		v.Notes = append(v.Notes, missing...)
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(200, todayPage(r.Frame(r.T("今天要看的")), v))
}

// open is the noticeboard.
func (p *pages) open(r *web.Request) error {
	v := openView{Now: r.Now()}
	err := r.See(func(view *act.View) error {
		at, err := whole(view)
		if err != nil {
			return err
		}
		v.Place = at.Name
		if v.Rows, err = p.lists.Promised(r.Context(), view, at, 10); err != nil {
			return err
		}
		v.Figures, err = matterweb.PublicFigures(r.Context(), view, at)
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(200, openPage(r.Frame(r.T("公开栏")), v))
}
