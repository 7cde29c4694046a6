package peopleweb

import (
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// Deps are what the pages need of the house. Every hook may be nil.
type Deps struct {
	// Holders and Parts are what the rooms above say of a person: why their
	// particulars must be kept, and what belongs into the copy they ask for.
	Holders []people.Holder
	Parts   []people.Part
	// Seats says what seats are called.
	Seats func(v *act.View, seats ...int64) (map[int64]string, error)
	// URL is the address people type, for the codes on paper.
	URL string
}

type pages struct {
	Deps
	imports *imports
}

// desk is the capability of whoever works with people at a desk.
const desk = people.CanSee

// Routes are the pages about people.
func Routes(d Deps) []web.Route {
	p := &pages{Deps: d, imports: newImports()}
	return append(append(p.mine(), p.staffs()...), p.papers()...)
}

func (p *pages) mine() []web.Route {
	return []web.Route{
		{At: "GET /welcome", Can: web.SignedIn, Do: p.welcome},
		{At: "POST /welcome", Can: web.SignedIn, Do: p.takeWelcome},
		{At: "GET /me", Can: web.SignedIn, Do: p.me},
		{At: "GET /me/seen", Can: web.SignedIn, Do: p.seen},
		{At: "GET /me/consents", Can: web.SignedIn, Do: p.consents},
		{At: "POST /me/consents", Can: web.SignedIn, Do: p.takeConsent},
		{At: "GET /me/copy", Can: web.SignedIn, Do: p.copy},
		{At: "GET /me/requests", Can: web.SignedIn, Do: p.requests},
		{At: "POST /me/requests", Can: web.SignedIn, Do: p.takeRequest},
		{At: "GET /me/home", Can: web.SignedIn, Do: p.home},
		{At: "POST /me/home", Can: web.SignedIn, Do: p.proveHome},
		{At: "GET /me/delegations", Can: web.SignedIn, Do: p.delegations},
		{At: "POST /me/delegations", Can: web.SignedIn, Do: p.delegate},
		{At: "POST /me/delegations/{id}/end", Can: web.SignedIn, Do: p.revoke},
		{At: "POST /me/guardians/{id}/end", Can: web.SignedIn, Do: p.endMyGuardian},
		{At: "POST /me/wards/{id}/end", Can: web.SignedIn, Do: p.endMyWard},
		{At: "POST /me/acting", Can: web.SignedIn, Do: p.actFor},
		{At: "GET /me/erase", Can: web.SignedIn, Do: p.erase},
		{At: "POST /me/erase", Can: web.SignedIn, Do: p.eraseMe},
		{At: "GET /open/privacy", Can: web.Public, Do: p.privacy},
	}
}

func (p *pages) staffs() []web.Route {
	return []web.Route{
		{At: "GET /desk/people", Can: desk, Do: p.search},
		{At: "GET /desk/people/new", Can: people.CanRegister, Do: p.register},
		{At: "POST /desk/people", Can: people.CanRegister, Do: p.takeRegister},
		{At: "GET /desk/people/{id}", Can: desk, Do: p.person},
		{At: "POST /desk/people/{id}/reveal", Can: people.CanReveal, Do: p.reveal},
		{At: "POST /desk/people/{id}/correct", Can: people.CanCorrect, Do: p.correct},
		{At: "POST /desk/people/{id}/phones", Can: people.CanCorrect, Do: p.addPhone},
		{At: "POST /desk/people/{id}/phones/{phone}/drop", Can: people.CanCorrect, Do: p.dropPhone},
		{At: "POST /desk/people/{id}/standings", Can: desk, Do: p.settle},
		{At: "POST /desk/people/{id}/standings/{standing}/end", Can: people.CanProve, Do: p.endStanding},
		{At: "POST /desk/people/{id}/consents", Can: people.CanConsent, Do: p.staffConsent},
		{At: "POST /desk/people/{id}/delegations", Can: people.CanDelegate, Do: p.staffDelegate},
		{At: "POST /desk/people/{id}/guardians", Can: people.CanConsent, Do: p.guard},
		{At: "POST /desk/people/{id}/guardians/{guardian}/end", Can: people.CanConsent, Do: p.unguard},
		{At: "POST /desk/people/{id}/holds", Can: people.CanHold, Do: p.hold},
		{At: "POST /desk/people/{id}/holds/{hold}/end", Can: people.CanHold, Do: p.endHold},
		{At: "POST /desk/people/{id}/erase", Can: people.CanErase, Do: p.staffErase},
		{At: "GET /desk/holds", Can: people.CanHold, Do: p.holds},
		{At: "GET /desk/homes", Can: desk, Do: p.homes},
		{At: "GET /desk/homes/{id}", Can: desk, Do: p.oneHome},
		{At: "GET /desk/requests", Can: people.CanAnswer, Do: p.openRequests},
		{At: "POST /desk/requests/{id}", Can: people.CanAnswer, Do: p.answer},
		{At: "GET /desk/looks", Can: people.CanAudit, Do: p.looks},
	}
}

func (p *pages) papers() []web.Route {
	return []web.Route{
		{At: "GET /desk/letters", Can: people.CanIssue, Do: p.letters},
		{At: "POST /desk/letters", Can: people.CanIssue, Do: p.printLetters},
		{At: "GET /desk/rosters", Can: people.CanImport, Do: p.rosters},
		{At: "POST /desk/rosters", Can: people.CanImport, Do: p.readRoster},
		{At: "GET /desk/rosters/template", Can: people.CanImport, Do: p.template},
		{At: "GET /desk/rosters/{id}", Can: people.CanImport, Do: p.roster},
		{At: "GET /desk/rosters/{id}/progress", Can: people.CanImport, Do: p.progress},
		{At: "POST /desk/rosters/{id}/check", Can: people.CanImport, Do: p.checkRoster},
		{At: "POST /desk/rosters/{id}/apply", Can: people.CanImport, Do: p.applyRoster},
		{At: "POST /desk/rosters/{id}/stop", Can: people.CanImport, Do: p.stopRoster},
		{At: "POST /desk/rosters/{id}/drop", Can: people.CanImport, Do: p.dropRoster},
	}
}

// seatNames says what seats are called, where the house knows.
func (p *pages) seatNames(v *act.View, seats ...int64) (map[int64]string, error) {
	if p.Seats == nil || len(seats) == 0 {
		return map[int64]string{}, nil
	}
	return p.Seats(v, seats...)
}

// me is the person the asker is.
func me(r *web.Request) people.ID { return people.ID(r.By.Person) }

// subject is whose data the asker's pages are about: whom they act for, or
// themselves.
func subject(r *web.Request) people.ID {
	if r.By.For != 0 {
		return people.ID(r.By.For)
	}
	return me(r)
}

func ownThing(by access.Actor) access.Thing {
	return access.Thing{Kind: "person", ID: by.Person, Author: by.Person}
}
