package matter

import (
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Scope is the place a list is of, with what lets it use an index. The zero
// Scope is all that the reader may see.
type Scope struct {
	Place place.ID
	Kind  place.Kind
	Path  access.Path
	unit  place.ID
}

// ScopeOf is the scope of a place.
func ScopeOf(p place.Place) Scope { return Scope{p.ID, p.Kind, p.Path, p.Community} }

// ScopeOfSeat is the scope of the place a seat answers for.
func ScopeOfSeat(h access.Held) Scope {
	return Scope{Place: place.ID(h.Place), Kind: place.Kind(h.Level), Path: h.Path}
}

// where adds the scope to a condition.
func (s Scope) where(c *db.Cond) {
	switch {
	case s.Place.IsZero():
	case s.Kind == place.Community:
		c.And("unit_id = ?", s.Place)
	case s.Kind == place.Subdistrict:
		c.And("subdistrict_id = ?", s.Place)
	case s.Kind == place.Grid:
		c.And("grid_id = ?", s.Place)
	case strings.Count(string(s.Path), "/") == 2: // the root: everything
	default:
		c.AndIf(!s.unit.IsZero(), "unit_id = ?", s.unit)
		from, before := s.Path.Range()
		c.And("path >= ? AND path < ?", from, before)
	}
}

// units says whether the scope is one unit, whose numbers are in order.
func (s Scope) units() bool { return s.Kind == place.Community || !s.unit.IsZero() }

// State is which matters a list holds.
type State string

// The states.
const (
	Open  State = ""      // somebody still has something to do
	Ended State = "ended" // nobody has
	All   State = "all"
)

// Filter narrows a list; zero fields do not.
type Filter struct {
	Scope
	State     State
	Stages    []Stage
	Category  CategoryID
	Kind      Kind
	Channel   Channel
	Seat      org.SeatID
	Org       org.ID
	Outcome   Outcome
	Raised    [2]calendar.Day // from, to, both included
	Closed    [2]calendar.Day // from, to, both included
	Judged    [2]calendar.Day // from, to, both included
	Reach     place.Kind      // the highest level it came to
	Late      bool            // the limit passed without a report, in this round
	Overdue   bool            // the clock runs and the limit has passed
	Unrouted  bool            // nobody is configured for it
	ParkAsked bool            // waits for approval to be parked
	Reopened  bool
	Unhappy   bool   // judged, and not satisfied
	Text      string // words, or a number
}

// where is the filter as a condition; false when nothing can match.
func (f Filter) where(v *act.View) (c db.Cond, possible bool) {
	f.Scope.where(&c)
	c.AndIf(f.State == Open, "closed_at IS NULL")
	c.AndIf(f.State == Ended, "closed_at IS NOT NULL")
	if len(f.Stages) > 0 {
		db.In(&c, "stage", f.Stages)
	}
	c.AndIf(!f.Category.IsZero(), "category_id = ?", f.Category)
	c.AndIf(f.Kind != "", "kind = ?", f.Kind)
	c.AndIf(f.Channel != "", "channel = ?", f.Channel)
	c.AndIf(!f.Seat.IsZero(), "seat_id = ?", f.Seat)
	c.AndIf(!f.Org.IsZero(), "org_id = ?", f.Org)
	c.AndIf(f.Outcome != "", "outcome = ?", f.Outcome)
	c.AndIf(f.Raised[0].Valid(), "id >= ?", id.Floor(f.Raised[0].Start()))
	c.AndIf(f.Raised[1].Valid(), "id < ?", id.Floor(f.Raised[1].Add(1).Start()))
	c.AndIf(f.Closed[0].Valid(), "closed_at >= ?", f.Closed[0].Start())
	c.AndIf(f.Closed[1].Valid(), "closed_at <= ?", f.Closed[1].Last())
	c.AndIf(f.Judged[0].Valid(), "judged_at >= ?", f.Judged[0].Start())
	c.AndIf(f.Judged[1].Valid(), "judged_at <= ?", f.Judged[1].Last())
	c.AndIf(f.Reach != "", "reach = ?", f.Reach)
	c.AndIf(f.Late, "lapsed_at IS NOT NULL")
	if f.Overdue {
		c.And("due_at < ?", v.At)
		db.In(&c, "stage", stagesWhere(func(r stageRow) bool { return r.Ticks }))
	}
	c.AndIf(f.Unrouted, "unrouted")
	c.AndIf(f.ParkAsked, "park_asked_at IS NOT NULL")
	c.AndIf(f.Reopened, "rounds > 1")
	c.AndIf(f.Unhappy, "satisfaction = ?", Dissatisfied)
	return c, f.find(v, &c)
}

// find adds the words or the number that are looked for.
func (f Filter) find(v *act.View, c *db.Cond) bool {
	text := strings.TrimSpace(f.Text)
	if text == "" {
		return true
	}
	if n, ok := parseNumber(text); ok {
		c.And("number = ?", n)
		return true
	}
	query := query(v.Tx.Engine(), v.Tx.Realm(), text)
	if query == "" {
		return false
	}
	c.And(sqlMatch[v.Tx.Engine()], query)
	return true
}

// parseNumber reads 2026-00123.
func parseNumber(s string) (Number, bool) {
	y, n, found := strings.Cut(s, "-")
	year, err := strconv.Atoi(y)
	count, err2 := strconv.Atoi(n)
	if !found || err != nil || err2 != nil || year < 2000 || year > 2199 || count < 1 || count >= numbersAYear {
		return 0, false
	}
	return numberOf(year, count), true
}

// Sort is the order of a list.
type Sort string

// The orders: a closed list, each on an index.
const (
	Newest Sort = ""
	Oldest Sort = "oldest"
	ByDue  Sort = "due" // the most urgent first
)

// Cursor says where a list goes on; "" is its beginning.
type Cursor string

func cursorOf(key int64, matter ID) Cursor {
	return Cursor(strconv.FormatInt(key, 36) + "." + strconv.FormatInt(int64(matter), 36))
}

func (c Cursor) read() (key, matter int64, ok bool) {
	a, b, found := strings.Cut(string(c), ".")
	key, err := strconv.ParseInt(a, 36, 64)
	matter, err2 := strconv.ParseInt(b, 36, 64)
	return key, matter, found && err == nil && err2 == nil
}

// order is how a list is sorted, and which column its cursor follows.
type order struct {
	by    db.SQL
	after db.SQL // condition of the rows after a cursor
	key   func(Line) int64
}

var orders = map[Sort]order{
	Newest: {"id DESC", "id < ?", func(l Line) int64 { return 0 }},
	Oldest: {"id", "id > ?", func(l Line) int64 { return 0 }},
	ByDue:  {"due_at, id", "(due_at, id) > (?, ?)", func(l Line) int64 { return l.DueAt.UnixMicro() }},
}

// byNumber is Newest within one unit, ended matters too: the number is in an
// index, and as good an order.
var byNumber = order{"number DESC", "number < ?", func(l Line) int64 { return int64(l.Number) }}

// from adds where the list goes on.
func (o order) from(c *db.Cond, cursor Cursor) {
	key, matter, ok := cursor.read()
	switch {
	case !ok:
	case o.after == orders[ByDue].after:
		c.And(o.after, time.UnixMicro(key), matter)
	case o.after == byNumber.after:
		c.And(o.after, key)
	default:
		c.And(o.after, matter)
	}
}

// Whole says whether the scope is the whole realm.
func (s Scope) Whole() bool { return !s.Place.IsZero() && s.root() }
