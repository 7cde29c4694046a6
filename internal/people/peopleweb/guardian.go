package peopleweb

import (
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// wardship is what a guardian may do for a person, which goes by age.
type wardship int

const (
	wardMinor   wardship = iota // consent and act
	wardUnknown                 // the birth day is not recorded: only consent
	wardGrown                   // only consent
)

func wardshipOf(v *act.View, person people.ID) (wardship, error) {
	age, known, err := people.Age(v, person, v.At)
	switch {
	case err != nil || !known:
		return wardUnknown, err
	case age >= people.AdultAge:
		return wardGrown, nil
	}
	return wardMinor, nil
}

func (p *pages) guard(r *web.Request) error {
	f := r.Form()
	return p.after(r, guardForm, "监护人记下了，他可以替本人同意怎样用信息；双方都看得到", func(a *act.Act, person people.ID) error {
		g := people.Guardianship{Child: person, Relation: f.Text("relation"), Evidence: f.Text("evidence")}
		guardian, ok, err := people.ByPhone(a.View, f.Text("guardian"))
		if e := errs.As(err); e != nil {
			return errs.Invalidf("guardian", e.Code, e.Text)
		}
		if err != nil {
			return err
		}
		if ok {
			g.Guardian = guardian
		}
		return people.Guard(a, g)
	})
}

func (p *pages) unguard(r *web.Request) error {
	guardian, err := web.PathID[people.Person](r, "guardian")
	if err != nil {
		return err
	}
	return p.after(r, "", "监护结束了，从现在起他不能再替本人同意和办事", func(a *act.Act, person people.ID) error {
		return people.Unguard(a, person, guardian)
	})
}

// endMyGuardian ends that somebody is the asker's guardian.
func (p *pages) endMyGuardian(r *web.Request) error {
	return p.endGuardianship(r, func(a *act.Act, other people.ID) error { return people.Unguard(a, me(r), other) })
}

// endMyWard ends that the asker is somebody's guardian.
func (p *pages) endMyWard(r *web.Request) error {
	return p.endGuardianship(r, func(a *act.Act, other people.ID) error { return people.Unguard(a, other, me(r)) })
}

func (p *pages) endGuardianship(r *web.Request, f func(*act.Act, people.ID) error) error {
	other, err := web.PathID[people.Person](r, "id")
	if err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error { return f(a, other) }); err != nil {
		return err
	}
	return r.Done("/me/delegations", "监护结束了。要再登记，请带凭证到社区柜台")
}
