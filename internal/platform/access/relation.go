package access

import "github.com/jinlin-oss/jinlin/internal/platform/db"

// Relation is how an actor stands to a thing. The set is closed.
type Relation interface {
	name() string
	seated() bool // whether it is asked of each seat in turn
	holds(a Actor, h Held, t Thing) (seat int64, ok bool)
	where(a Actor, h Held, c Columns) db.Cond
}

// Columns names the columns of a list that the relations look at. A list that
// lacks one leaves it empty: the relation then holds for none of its rows.
type Columns struct {
	Path    db.SQL
	Author  db.SQL
	Seat    db.SQL
	Against db.SQL
	Public  db.SQL            // a boolean expression
	Levels  map[string]db.SQL // level of a place -> column with its id: for hot lists
}

// The relations.
var (
	Anyone   Relation = anyone{}   // whoever asks, signed in or not
	SignedIn Relation = signedIn{} // any known person
	AtDoor   Relation = atDoor{}   // whoever reports by the printed code at a door, with no account
	Public   Relation = public{}   // the thing is public
	Author   Relation = author{}   // the thing is the actor's own, or of the person acted for
	Handler  Relation = handler{}  // the seat must answer for the thing
	Within   Relation = within{}   // the thing lies in the place of the seat
	Seated   Relation = seated{}   // the actor holds the seat, wherever: for what belongs to the whole realm
	Lives    Relation = lives{}    // the actor lives or owns in the place of the thing
	Against  Relation = against{}  // the thing is a complaint about the actor's organisation
)

func none() db.Cond {
	var c db.Cond
	c.AndAny()
	return c
}

func cond(part db.SQL, args ...any) (c db.Cond) {
	c.And(part, args...)
	return c
}

type anyone struct{}

func (anyone) name() string                           { return "anyone" }
func (anyone) seated() bool                           { return false }
func (anyone) holds(Actor, Held, Thing) (int64, bool) { return 0, true }
func (anyone) where(Actor, Held, Columns) (c db.Cond) { return c }

type signedIn struct{}

func (signedIn) name() string                                 { return "signed-in" }
func (signedIn) seated() bool                                 { return false }
func (signedIn) holds(a Actor, _ Held, _ Thing) (int64, bool) { return 0, a.SignedIn() }
func (signedIn) where(a Actor, _ Held, _ Columns) (c db.Cond) {
	if !a.SignedIn() {
		return none()
	}
	return c
}

type atDoor struct{}

func (atDoor) name() string                                 { return "at-door" }
func (atDoor) seated() bool                                 { return false }
func (atDoor) holds(a Actor, _ Held, _ Thing) (int64, bool) { return 0, a.Light }
func (atDoor) where(Actor, Held, Columns) db.Cond           { return none() }

type public struct{}

func (public) name() string                                 { return "public" }
func (public) seated() bool                                 { return false }
func (public) holds(_ Actor, _ Held, t Thing) (int64, bool) { return 0, t.Public }
func (public) where(_ Actor, _ Held, c Columns) db.Cond {
	if c.Public == "" {
		return none()
	}
	return cond(c.Public)
}

type author struct{}

func (author) name() string { return "author" }
func (author) seated() bool { return false }
func (author) holds(a Actor, _ Held, t Thing) (int64, bool) {
	return 0, a.Person != 0 && t.Author != 0 && (t.Author == a.Person || t.Author == a.For)
}

func (author) where(a Actor, _ Held, c Columns) db.Cond {
	if c.Author == "" || a.Person == 0 {
		return none()
	}
	persons := []int64{a.Person}
	if a.For != 0 {
		persons = append(persons, a.For)
	}
	var out db.Cond
	db.In(&out, c.Author, persons)
	return out
}

type handler struct{}

func (handler) name() string { return "handler" }
func (handler) seated() bool { return true }
func (handler) holds(_ Actor, h Held, t Thing) (int64, bool) {
	return h.Seat, h.Seat != 0 && t.Seat == h.Seat
}

func (handler) where(_ Actor, h Held, c Columns) db.Cond {
	if c.Seat == "" || h.Seat == 0 {
		return none()
	}
	return cond(c.Seat+" = ?", h.Seat)
}

type within struct{}

func (within) name() string { return "within" }
func (within) seated() bool { return true }
func (within) holds(_ Actor, h Held, t Thing) (int64, bool) {
	return h.Seat, t.Path.Within(h.Path)
}

func (within) where(_ Actor, h Held, c Columns) db.Cond {
	if column, ok := c.Levels[h.Level]; ok && h.Place != 0 && h.Path != "" {
		return cond(column+" = ?", h.Place)
	}
	if c.Path == "" || h.Path == "" {
		return none()
	}
	return cond(c.Path+" >= ? AND "+c.Path+" < ?", string(h.Path), h.Path.end())
}

type seated struct{}

func (seated) name() string                                 { return "seated" }
func (seated) seated() bool                                 { return true }
func (seated) holds(_ Actor, h Held, _ Thing) (int64, bool) { return h.Seat, h.Seat != 0 }
func (seated) where(_ Actor, h Held, _ Columns) (c db.Cond) {
	if h.Seat == 0 {
		return none()
	}
	return c
}

type lives struct{}

func (lives) name() string { return "lives" }
func (lives) seated() bool { return false }
func (lives) holds(a Actor, _ Held, t Thing) (int64, bool) {
	for _, home := range a.Homes {
		if home.Within(t.Path) {
			return 0, true
		}
	}
	return 0, false
}

func (lives) where(a Actor, _ Held, c Columns) db.Cond {
	if c.Path == "" {
		return none()
	}
	var above []string
	for _, home := range a.Homes {
		for i, r := range home {
			if r == '/' {
				above = append(above, string(home[:i+1]))
			}
		}
	}
	var out db.Cond
	db.In(&out, c.Path, above)
	return out
}

type against struct{}

func (against) name() string { return "against" }
func (against) seated() bool { return false }
func (against) holds(a Actor, _ Held, t Thing) (int64, bool) {
	for _, h := range a.Seats {
		if t.Against != 0 && h.Org == t.Against {
			return 0, true
		}
	}
	return 0, false
}

func (against) where(a Actor, _ Held, c Columns) db.Cond {
	var orgs []int64
	for _, h := range a.Seats {
		if h.Org != 0 {
			orgs = append(orgs, h.Org)
		}
	}
	if c.Against == "" {
		return none()
	}
	var out db.Cond
	db.In(&out, "coalesce("+c.Against+", 0)", orgs)
	return out
}
