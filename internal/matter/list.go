package matter

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Line is a matter as a list shows it.
type Line struct {
	ID           ID           `db:"id"`
	Number       Number       `db:"number"`
	Stage        Stage        `db:"stage"`
	StageAt      time.Time    `db:"stage_at"`
	Kind         Kind         `db:"kind"`
	Category     CategoryID   `db:"category_id"`
	Channel      Channel      `db:"channel"`
	Words        string       `db:"words"` // the first 80 characters
	Place        place.ID     `db:"place_id"`
	Community    place.ID     `db:"community_id"`
	Grid         place.ID     `db:"grid_id"`
	Secret       bool         `db:"secret"`
	Seat         org.SeatID   `db:"seat_id"`
	Level        place.Kind   `db:"level"`
	Unrouted     bool         `db:"unrouted"`
	Ruled        bool         `db:"ruled"`
	DueAt        time.Time    `db:"due_at"`
	PausedAt     time.Time    `db:"paused_at"`
	LapsedAt     time.Time    `db:"lapsed_at"`
	ParkAskedAt  time.Time    `db:"park_asked_at"`
	ParkUntil    time.Time    `db:"park_until"`
	Satisfaction Satisfaction `db:"satisfaction"`
	Outcome      Outcome      `db:"outcome"`
	Rounds       int          `db:"rounds"`
	Followers    int          `db:"followers"`
	Files        int          `db:"files"`
	Version      int          `db:"version"`
	CreatedAt    time.Time    `db:"created_at"`
	UpdatedAt    time.Time    `db:"updated_at"`
	ClosedAt     time.Time    `db:"closed_at"`
}

// Ref names the matter as the list shows it.
func (l Line) Ref() Ref { return Ref{l.ID, l.Version} }

// Overdue says whether the clock runs and the limit had passed at a moment.
func (l Line) Overdue(at time.Time) bool { return l.Stage.Ticks() && at.After(l.DueAt) }

// maxPage is how many lines a page holds at most.
const maxPage = 200

// columns are what permission looks at. The plus keeps the planners from walking
// an index of the permission instead of the one the list is for.
var columns = access.Columns{
	Path: "path", Author: "+reporter_id", Seat: "+seat_id", Against: "+against_id",
	Levels: map[string]db.SQL{
		string(place.Subdistrict): "+subdistrict_id", string(place.Community): "+community_id", string(place.Grid): "+grid_id",
	},
}

// Page is which part of a list is wanted.
type Page struct {
	Sort   Sort
	Cursor Cursor
	Size   int // 0: 20
}

func (p Page) size() int {
	if p.Size <= 0 {
		return 20
	}
	return min(p.Size, maxPage)
}

// List gives the lines the reader may see, and the cursor of the next page, ""
// when this is the last. One query.
func List(v *act.View, f Filter, p Page) ([]Line, Cursor, error) {
	c, possible := f.where(v)
	if !possible {
		return nil, "", nil
	}
	o, known := orders[p.Sort]
	if !known {
		o = orders[Newest]
	}
	if p.Sort == Newest && f.State != Open && f.units() {
		o = byNumber
	}
	o.from(&c, p.Cursor)
	c.AndAny(v.Where(CanSee, columns))
	return lines(v, c, o, p.size())
}

// lines reads one more line than wanted, to know whether there is a next page.
func lines(v *act.View, c db.Cond, o order, size int) ([]Line, Cursor, error) {
	out, err := db.Select[Line](v.Tx, sqlLines.Where(c).Order(o.by), size+1)
	if err != nil || len(out) <= size {
		return out, "", err
	}
	last := out[size-1]
	return out[:size], cursorOf(o.key(last), last.ID), nil
}

// Inbox lists what waits for seats that the reader holds, by the clock: theirs to
// answer for, then what they help with. Two queries.
func Inbox(v *act.View, seats ...org.SeatID) (own, helping []Line, err error) {
	mine := make([]org.SeatID, 0, len(seats))
	for _, s := range seats {
		if v.By.System != "" || v.By.Holds(int64(s)) {
			mine = append(mine, s)
		}
	}
	if len(mine) == 0 {
		return nil, nil, nil
	}
	var c db.Cond
	db.In(&c, "seat_id", mine)
	c.And("closed_at IS NULL")
	db.In(&c, "stage", append([]Stage{StageDispatched, StageAccepted, StageHandling, StageDeliberating}, stagesWhere(paused)...))
	if own, _, err = lines(v, c, orders[ByDue], maxPage); err != nil {
		return nil, nil, err
	}
	var h db.Cond
	db.In(&h, "h.seat_id", mine)
	helping, err = db.Select[Line](v.Tx, sqlHelping.Where(h), maxPage)
	return own, helping, err
}

func paused(r stageRow) bool { return r.Paused }

// Mine lists what the reader raised, or speaks for as a proxy, the newest first.
func Mine(v *act.View, p Page) ([]Line, Cursor, error) {
	me := v.By.Person
	if v.By.For != 0 {
		me = v.By.For
	}
	if me == 0 {
		return nil, "", nil
	}
	var own, proxy db.Cond
	own.And("reporter_id = ?", me)
	proxy.And("proxy_id = ?", v.By.Person)
	var c db.Cond
	c.AndAny(own, proxy)
	o := orders[Newest]
	o.from(&c, p.Cursor)
	return lines(v, c, o, p.size())
}

// Waiting counts the open matters of a scope that the reader may see, by stage.
func Waiting(v *act.View, s Scope) (map[Stage]int, error) {
	var c db.Cond
	s.where(&c)
	c.And("closed_at IS NULL")
	c.AndAny(v.Where(CanSee, columns))
	type counted struct {
		Stage Stage `db:"stage"`
		N     int   `db:"n"`
	}
	rows, err := db.Select[counted](v.Tx, sqlWaiting.Where(c))
	out := make(map[Stage]int, len(rows))
	for _, r := range rows {
		out[r.Stage] = r.N
	}
	return out, err
}
