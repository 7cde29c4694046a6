package peopleweb

import (
	"net/http"
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// personView is the desk's page of one person.
type personView struct {
	Page        ui.Page
	Now         time.Time
	Person      people.Person
	Standings   []people.Standing
	Labels      map[place.ID]string
	Consents    []consentRow
	Delegations []people.Delegation
	Guardians   []people.Guardianship
	Ward        wardship
	Holds       []people.Hold // whatever keeps the person from being erased
	Names       map[people.ID]string
	Seconds     int // how long what is shown stays shown
	Forms       map[string]ui.Form
	Can         map[access.Capability]bool
	Key         string
}

// The forms of the page.
const (
	revealForm   = "reveal"
	correctForm  = "correct"
	phoneForm    = "phones"
	settleForm   = "standings"
	delegateForm = "delegations"
	guardForm    = "guardians"
	holdForm     = "holds"
	eraseForm    = "erase"
)

var personForms = []string{revealForm, correctForm, phoneForm, settleForm, delegateForm, guardForm, holdForm, eraseForm}

func (p *pages) person(r *web.Request) error { return p.personPage(r, http.StatusOK, "") }

// personPage draws the page; wrong is the form that came back with mistakes.
func (p *pages) personPage(r *web.Request, status int, wrong string) error {
	person, err := web.PathID[people.Person](r, "id")
	if err != nil {
		return err
	}
	v := personView{Page: r.Frame(r.T("人员")), Now: r.Now(), Forms: map[string]ui.Form{}, Can: map[access.Capability]bool{}, Key: web.NewForm().FreshKey()}
	for _, name := range personForms {
		f := web.NewForm()
		if name == wrong {
			f = r.Form()
		}
		drawn := f.Draw(r.Context(), "/desk/people/"+person.String()+"/"+name)
		if drawn.ID = name; name != wrong {
			drawn.Values = nil
		}
		v.Forms[name] = drawn
	}
	if err := r.See(func(view *act.View) error {
		if err := v.fill(view, person); err != nil || !v.Can[people.CanHold] {
			return err
		}
		v.Holds, err = people.Holds(view, person, p.Holders...)
		return err
	}); err != nil {
		return err
	}
	v.Page.Title = v.Person.Name
	return r.Page(status, personPage(v))
}

func (d *personView) fill(v *act.View, person people.ID) (err error) {
	if d.Person, err = people.Get(v, person); err != nil {
		return err
	}
	things, err := people.Things(v, person)
	if err != nil {
		return err
	}
	for _, c := range []access.Capability{
		people.CanReveal, people.CanRevealSensitive, people.CanCorrect, people.CanProve, people.CanVouch, people.CanConsent,
		people.CanDelegate, people.CanHold, people.CanErase, auth.CanManage,
	} {
		for _, t := range things {
			d.Can[c] = d.Can[c] || v.May(c, t)
		}
	}
	if d.Standings, d.Labels, err = standings(v, person); err != nil {
		return err
	}
	all, err := people.Consents(v, person)
	if err != nil {
		return err
	}
	d.Consents, _ = consentRows(all)
	if d.Delegations, err = people.Delegations(v, person); err != nil {
		return err
	}
	if d.Guardians, err = people.Guardianships(v, person); err != nil {
		return err
	}
	if d.Ward, err = wardshipOf(v, person); err != nil {
		return err
	}
	if d.Seconds, err = people.ShownFor(v, person); err != nil {
		return err
	}
	return d.fillNames(v)
}

func (d *personView) fillNames(v *act.View) (err error) {
	var ids []people.ID
	for _, g := range d.Guardians {
		ids = append(ids, g.Child, g.Guardian)
	}
	for _, x := range d.Delegations {
		ids = append(ids, x.Person, x.Agent)
	}
	for _, s := range d.Standings {
		ids = append(ids, s.ProvedBy)
	}
	d.Names, err = people.Names(v, ids...)
	return err
}

// after plays an act on the person of the address and comes back to the page.
func (p *pages) after(r *web.Request, form, sentence string, f func(a *act.Act, person people.ID) error) error {
	person, err := web.PathID[people.Person](r, "id")
	if err != nil {
		return err
	}
	err = r.Do(func(a *act.Act) error { return f(a, person) })
	if e := errs.As(err); e != nil && e.Kind == errs.Throttled {
		r.Form().Whole = e
		return p.personPage(r, e.Kind.Status(), form)
	}
	if form != "" && r.Form().Refused(err) {
		return p.personPage(r, errs.KindOf(err).Status(), form)
	}
	if err != nil {
		return err
	}
	return r.Done("/desk/people/"+person.String(), sentence)
}

func (p *pages) reveal(r *web.Request) error {
	f := r.Form()
	purpose := f.Text("purpose")
	if other := f.Text("other"); other != "" {
		purpose = other
	}
	var fields []people.Field
	for _, name := range f.All("field") {
		fields = append(fields, people.Field(name))
	}
	return p.after(r, revealForm, "显示 60 秒，本人会看到是您、为什么看", func(a *act.Act, person people.ID) error {
		_, err := people.Reveal(a, person, fields, purpose)
		return err
	})
}

func (p *pages) correct(r *web.Request) error {
	f := r.Form()
	c, ok := correction(f)
	if !ok {
		return p.personPage(r, http.StatusUnprocessableEntity, correctForm)
	}
	return p.after(r, correctForm, "改好了，改动已留痕", func(a *act.Act, person people.ID) error { return people.Correct(a, person, c) })
}

// correction reads what was filled in; what is empty stays as it is, unless the
// box beside it says that it is to be emptied.
func correction(f *web.Form) (c people.Correction, ok bool) {
	text := func(name string) *string {
		s := f.Text(name)
		if s == "" && !f.Is("empty", name) {
			return nil
		}
		return &s
	}
	c = people.Correction{Name: text("name"), Number: text("number"), Party: text("party"), Care: text("care"), Verified: f.Is("verified", "on")}
	if c.Number != nil && *c.Number != "" {
		kind, _ := strconv.Atoi(f.Text("document"))
		d := codes.Document(kind)
		c.Document = &d
	}
	for name, into := range map[string]**calendar.Day{"born": &c.Born, "died_on": &c.DiedOn} {
		if s := f.Text(name); s != "" {
			day, err := calendar.ParseDay(s)
			if err != nil {
				f.Bad(name, "day", "日期请写成 1950-03-02 这样")
			}
			*into = &day
		}
	}
	return c, len(f.Errors) == 0
}

func (p *pages) addPhone(r *web.Request) error {
	return p.after(r, phoneForm, "电话记下了，本人用它登录一次就算证实", func(a *act.Act, person people.ID) error {
		return people.AddPhone(a, person, r.Form().Text("phone"))
	})
}

func (p *pages) dropPhone(r *web.Request) error {
	phone, err := web.PathID[people.Phone](r, "phone")
	if err != nil {
		return err
	}
	return p.after(r, "", "电话删了，它不能再用来登录", func(a *act.Act, person people.ID) error { return people.DropPhone(a, person, phone) })
}

func (p *pages) settle(r *web.Request) error {
	f := r.Form()
	return p.after(r, settleForm, "住处记好了", func(a *act.Act, person people.ID) error {
		home, err := oneDoor(a.View, "home", f.Text("home"))
		if err != nil {
			return err
		}
		n := people.NewStanding{
			Person: person, Home: home, Kind: people.StandingKind(f.Text("kind")), Relation: f.Text("relation"),
			Evidence: f.Text("evidence"), Proof: people.ProofCounter, Apart: f.Is("apart", "on"),
		}
		if f.Text("share") != "" {
			share, ok := people.ParseShare(f.Text("share"))
			if !ok {
				return errs.Invalidf("share", "standing.share", "份额请写成分数，例如 1/2")
			}
			n.Share = share
		}
		where, err := place.Get(a.View, home)
		if err != nil {
			return err
		}
		if !a.May(people.CanProve, where.Thing()) {
			n.Proof = people.ProofLead
		}
		_, err = people.Settle(a, n)
		return err
	})
}

func (p *pages) endStanding(r *web.Request) error {
	standing, err := web.PathID[people.Standing](r, "standing")
	if err != nil {
		return err
	}
	return p.after(r, "", "记下了，从今天起不再住在（拥有）那一户", func(a *act.Act, _ people.ID) error { return people.EndStanding(a, standing) })
}

func (p *pages) staffConsent(r *web.Request) error {
	f := r.Form()
	return p.after(r, "", "记下了，本人随时可以撤回", func(a *act.Act, person people.ID) error {
		if f.Is("give", "yes") {
			return people.Agree(a, person, f.Text("purpose"), people.ByWord)
		}
		return people.Withdraw(a, person, f.Text("purpose"))
	})
}

func (p *pages) staffDelegate(r *web.Request) error {
	f := r.Form()
	return p.after(r, delegateForm, "委托记下了，双方随时可以收回", func(a *act.Act, person people.ID) error {
		agent, ok, err := people.ByPhone(a.View, f.Text("phone"))
		if err != nil || !ok {
			return errs.Invalidf("phone", "delegation.agent", "没有找到受托人，请先登记")
		}
		_, err = people.Delegate(a, people.Delegation{Person: person, Agent: agent, Agreed: f.Text("agreed")})
		return err
	})
}

func (p *pages) staffErase(r *web.Request) error {
	f := r.Form()
	return p.after(r, eraseForm, "删除了，留下的记录不再指向任何人", func(a *act.Act, person people.ID) error {
		if !f.Is("sure", "on") {
			return errs.Invalidf("sure", "erase.sure", "请先勾选，确认要注销")
		}
		return people.Erase(a, person, p.Holders...)
	})
}
