package matter

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// CanRoute is the capability to change the catalogue of duties of a place.
const CanRoute access.Capability = "matter.route"

// RouteID names a route.
type RouteID = id.Of[Route]

// Route is one row of the catalogue of duties: what is raised in a place about a
// category goes to a kind of seat, one seat, or an organisation. The nearest
// place wins, within it the order.
type Route struct {
	ID        RouteID         `db:"id"`
	Place     place.ID        `db:"place_id"`
	Path      access.Path     `db:"path"`
	Position  int             `db:"position"`
	Category  CategoryID      `db:"category_id"` // zero: any
	SeatKind  access.SeatKind `db:"seat_kind"`   // the nearest seat of the kind
	Seat      org.SeatID      `db:"seat_id"`
	Org       org.ID          `db:"org_id"`
	CreatedAt time.Time       `db:"created_at"`
	ClosedAt  time.Time       `db:"closed_at"`
}

// AddRoute adds a row at the end of a place's catalogue. Whoever may route at
// the place may. Exactly one of SeatKind, Seat and Org must be given.
func AddRoute(a *act.Act, r Route) (RouteID, error) {
	where, err := place.Get(a.View, r.Place)
	if err != nil {
		return 0, errs.Invalidf("place", "route.place", "请选择是哪里的事")
	}
	if err := a.Require(CanRoute, where.Thing()); err != nil {
		return 0, err
	}
	if err := r.check(); err != nil {
		return 0, err
	}
	if !r.Category.IsZero() {
		if _, err := categoryOf(a.View, r.Category); err != nil {
			return 0, err
		}
	}
	last, err := db.Get[int](a.Tx, sqlRouteLast, r.Place)
	if err != nil {
		return 0, err
	}
	r.ID, r.Path, r.Position, r.CreatedAt, r.ClosedAt = act.NewID[Route](a), where.Path, last+1, a.At, time.Time{}
	if err := db.Insert(a.Tx, "matter_route", r); err != nil {
		return 0, fmt.Errorf("add route: %w", err)
	}
	a.About("route", int64(r.ID))
	return r.ID, configure(a)
}

func (r Route) check() error {
	named := 0
	for _, given := range []bool{r.SeatKind != "", !r.Seat.IsZero(), !r.Org.IsZero()} {
		if given {
			named++
		}
	}
	if named != 1 {
		return errs.Invalidf("seat", "route.one", "请选择派给哪类岗位、哪个岗位或者哪个单位，选一样")
	}
	if r.SeatKind != "" && !slices.Contains(answering, r.SeatKind) {
		return errs.Invalidf("seat", "route.kind", "这类岗位不承办事项，请换一类")
	}
	return nil
}

// CloseRoute takes a row out of the catalogue; what went by it stays.
func CloseRoute(a *act.Act, route RouteID) error {
	r, err := db.Get[Route](a.Tx, sqlRoute, route)
	if err != nil {
		return errs.Missing()
	}
	where, err := place.Get(a.View, r.Place)
	if err != nil {
		return err
	}
	if err := a.Require(CanRoute, where.Thing()); err != nil {
		return err
	}
	if _, err := a.Tx.Exec(sqlRouteClose, a.At, route); err != nil {
		return err
	}
	a.About("route", int64(route))
	return configure(a)
}

// Routes lists the catalogue of a place as it applies there: its own rows first,
// then those of the places above it.
func Routes(v *act.View, at place.ID) ([]Route, error) {
	g, conf, err := groundAt(v, at)
	if errors.Is(err, db.ErrNone) {
		return nil, errs.Missing()
	}
	if err != nil {
		return nil, err
	}
	return conf.catalogue(g.Path), nil
}

// route hands a new matter to the seat the catalogue names, or notes that nobody
// is configured for it.
func (t *turn) route(conf *config, duty bool) ([]any, error) {
	events := []any{Raised{t.told()}}
	h, ok, err := t.routed(conf, duty)
	if err != nil {
		return nil, err
	}
	if !ok {
		t.m.Unrouted = true
		return append(events, Unrouted{t.told()}), nil
	}
	t.m.handTo(h)
	if err := t.take(VerbDispatch, Step{To: h.ID, Detail: Detail{Auto: true}}); err != nil {
		return nil, err
	}
	return append(events, Dispatched{t.told()}), nil
}

// routed finds the first seat that the catalogue names, that somebody holds, and
// that may answer for the matter.
func (t *turn) routed(conf *config, duty bool) (holder, bool, error) {
	rows := conf.catalogue(t.m.Path)
	rows = slices.DeleteFunc(rows, func(r Route) bool { return !r.Category.IsZero() && r.Category != t.m.Category })
	if len(rows) == 0 {
		return holder{}, false, nil
	}
	seats, err := org.SeatsFor(t.View, t.m.Place)
	if err != nil {
		return holder{}, false, err
	}
	seats, err = held(t.View, t.m.suited(seats, duty))
	if err != nil {
		return holder{}, false, err
	}
	for _, r := range rows {
		if i := slices.IndexFunc(seats, r.names); i >= 0 {
			h, err := leveled(t.View, seats[i])
			return h, err == nil, err
		}
	}
	return holder{}, false, nil
}

// names says whether the row names the seat.
func (r Route) names(s org.Seat) bool {
	switch {
	case !r.Seat.IsZero():
		return s.ID == r.Seat
	case !r.Org.IsZero():
		return s.Organization == r.Org
	default:
		return s.Kind == r.SeatKind
	}
}
