package matterweb

import (
	"net/http"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/file"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// Deps is what the pages need of the house.
type Deps struct {
	Files file.Store
	// URL is the address people type, for codes and printed pages: https://…
	URL string
	// Calendar is the calendar by which working days are counted.
	Calendar func(*act.View) (calendar.Calendar, error)
	// KeepYears writes down the official arrangement of further years, read from
	// JSON by calendar.ParseYears; nil where they cannot be entered.
	KeepYears func(*act.Act, []byte) error
	// Caller is the network address of a request, behind whatever proxies the house
	// believes; nil: the other end of the connection.
	Caller func(*http.Request) string
	// Months are the counters the process keeps in memory; nil: none.
	Months *matter.Months
}

// pages serves every face of the matters.
type pages struct {
	Deps
	memos  memos
	scopes scopes
}

// Routes are every page and act of the matters.
func Routes(d Deps) []web.Route {
	p := &pages{Deps: d}
	return slices.Concat(p.residentRoutes(), p.doorRoutes(), p.fieldRoutes(), p.deskRoutes(), p.setupRoutes(), p.openRoutes(), p.deedRoutes())
}

func (p *pages) residentRoutes() []web.Route {
	return []web.Route{
		{At: "GET /matters", Can: web.SignedIn, Do: p.mine},
		{At: "GET /matters/new", Can: matter.CanRaise, Do: p.raiseForm},
		{At: "POST /matters", Can: matter.CanRaise, Do: p.raise},
		{At: "GET /help", Can: matter.CanRaise, Do: p.helpForm},
		{At: "POST /help", Can: matter.CanRaise, Do: p.help},
		{At: "GET /matters/{id}", Can: web.SignedIn, Do: p.show},
		{At: "GET /matters/{id}/receipt", Can: web.SignedIn, Do: p.receipt},
		{At: "POST /matters/{id}/follow", Can: web.SignedIn, Do: p.follow},
		{At: "POST /matters/{id}/unfollow", Can: web.SignedIn, Do: p.unfollow},
		{At: "GET /files/{id}", Can: web.Public, Do: p.file},
	}
}

func (p *pages) doorRoutes() []web.Route {
	return []web.Route{
		{At: "GET /q/{code}", Can: web.Public, Do: p.doorForm},
		{At: "POST /q/{code}", Can: web.Public, Do: p.door},
		{At: "GET /r", Can: web.Public, Do: p.receiptSearch},
		{At: "POST /r", Can: web.Public, Do: p.receiptFind},
		{At: "GET /r/{code}", Can: web.Public, Do: p.receiptShow},
	}
}

func (p *pages) fieldRoutes() []web.Route {
	return []web.Route{
		{At: "GET /field", Can: web.Staff, Do: p.inbox},
		{At: "GET /field/matters/new", Can: matter.CanRaiseFor, Do: p.behalfForm},
		{At: "POST /field/matters/find", Can: matter.CanRaiseFor, Do: p.behalfFind},
		{At: "POST /field/matters", Can: matter.CanRaiseFor, Do: p.behalf},
		{At: "GET /field/matters/{id}", Can: web.Staff, Do: p.show},
		{At: "POST /field/matters/{id}/reveal", Can: matter.CanReveal, Do: p.reveal},
		{At: "GET /field/matters/{id}/order", Can: web.Staff, Do: p.order},
	}
}

func (p *pages) deskRoutes() []web.Route {
	return []web.Route{
		{At: "GET /desk/matters", Can: web.Staff, Do: p.desk},
		{At: "GET /desk/matters/new", Can: matter.CanRaiseFor, Do: p.behalfForm},
		{At: "POST /desk/matters/find", Can: matter.CanRaiseFor, Do: p.behalfFind},
		{At: "POST /desk/matters", Can: matter.CanRaiseFor, Do: p.behalf},
		{At: "POST /desk/matters/bulk", Can: matter.CanDispatch, Do: p.bulkForm},
		{At: "POST /desk/matters/bulk/dispatch", Can: matter.CanDispatch, Do: p.bulkDispatch},
		{At: "POST /desk/matters/bulk/undo", Can: matter.CanDispatch, Do: p.bulkUndo},
		{At: "GET /desk/matters/export", Can: matter.CanExport, Do: p.export},
		{At: "GET /desk/matters/{id}", Can: web.Staff, Do: p.show},
		{At: "POST /desk/matters/{id}/reveal", Can: matter.CanReveal, Do: p.reveal},
		{At: "GET /desk/matters/{id}/order", Can: web.Staff, Do: p.order},
		{At: "GET /desk/matters/{id}/receipt", Can: web.Staff, Do: p.receipt},
		{At: "GET /desk/board", Can: web.Staff, Do: p.board},
		{At: "GET /desk/unrouted", Can: matter.CanDispatch, Do: p.unrouted},
	}
}

func (p *pages) setupRoutes() []web.Route {
	return []web.Route{
		{At: "GET /desk/routing", Can: matter.CanRoute, Do: p.routing},
		{At: "POST /desk/routing", Can: matter.CanRoute, Do: p.addRoute},
		{At: "POST /desk/routing/{id}/close", Can: matter.CanRoute, Do: p.closeRoute},
		{At: "GET /desk/categories", Can: matter.CanConfigure, Do: p.categoriesForm},
		{At: "POST /desk/categories", Can: matter.CanConfigure, Do: p.saveCategory},
		{At: "GET /desk/doors", Can: matter.CanPost, Do: p.doors},
		{At: "POST /desk/doors", Can: matter.CanPost, Do: p.postDoors},
		{At: "POST /desk/doors/{id}/close", Can: matter.CanPost, Do: p.closeDoor},
		{At: "GET /desk/doors/print", Can: matter.CanPost, Do: p.printDoors},
		{At: "GET /desk/holidays", Can: matter.CanConfigure, Do: p.holidays},
		{At: "POST /desk/holidays", Can: matter.CanConfigure, Do: p.keepHolidays},
	}
}

func (p *pages) openRoutes() []web.Route {
	return []web.Route{{At: "GET /open/matters", Can: web.Public, Do: p.open}}
}

// faces are where an opened matter stands in each face.
var faces = map[web.Face]string{web.Resident: "/matters", web.Field: "/field/matters", web.Desk: "/desk/matters"}

// deedRoutes are the form and the act of every deed on every face it belongs to.
func (p *pages) deedRoutes() []web.Route {
	var out []web.Route
	for _, d := range deeds {
		for _, f := range d.faces {
			at := faces[f] + "/{id}/" + d.name
			out = append(out, web.Route{At: "GET " + at, Can: somewhere(f, d), Do: p.show}, web.Route{At: "POST " + at, Can: somewhere(f, d), Do: p.do(d)})
		}
	}
	return out
}

// somewhere is what lets somebody come as far as a deed: its capability, or
// where any of several will do, the standing of the face.
func somewhere(f web.Face, d deed) access.Capability {
	if len(d.anyOf) == 1 {
		return d.anyOf[0]
	}
	if f == web.Resident {
		return web.SignedIn
	}
	return web.Staff
}
