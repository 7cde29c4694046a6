package matter

import (
	"cmp"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Card is a matter as anyone may see it: what it is about, in which building,
// what was promised and what was done. No words of a person, no home, no seat's
// holder.
type Card struct {
	ID        ID         `db:"id"`
	Number    Number     `db:"number"`
	Category  CategoryID `db:"category_id"`
	Summary   string     `db:"summary"` // written by the desk; may be ""
	Place     place.ID   `db:"at_id"`   // the building or higher
	Stage     Stage      `db:"stage"`
	StageAt   time.Time  `db:"stage_at"`
	Level     place.Kind `db:"level"`
	DueAt     time.Time  `db:"due_at"`
	ParkUntil time.Time  `db:"park_until"`
	Outcome   Outcome    `db:"outcome"`
	Solved    bool       `db:"solved"` // as the requester said
	JudgedAt  time.Time  `db:"judged_at"`
	Followers int        `db:"followers"`
	Rounds    int        `db:"rounds"`
	CreatedAt time.Time  `db:"created_at"`
	ClosedAt  time.Time  `db:"closed_at"`
}

// Promise is which part of the public list is wanted.
type Promise string

// The two parts.
const (
	Promised Promise = "promised" // somebody still has something to do
	Done     Promise = "done"
)

// listable is the condition of the public list: what its category, its kind and
// the requester leave open to all, and what did not end before it began.
func listable() (c db.Cond) {
	c.And("open_to_all")
	c.And("against_id IS NULL AND stage NOT IN ('withdrawn', 'merged', 'diverted')")
	return c
}

// PublicList lists what was promised, or what is done, at a place, the newest
// first. Anyone may. One query.
func PublicList(v *act.View, s Scope, which Promise, p Page) ([]Card, Cursor, error) {
	c := listable()
	s.where(&c)
	o := orders[Newest]
	if which == Done {
		c.And("closed_at IS NOT NULL")
		if s.units() {
			o = byNumber
		}
	} else {
		c.And("closed_at IS NULL")
	}
	o.from(&c, p.Cursor)
	out, err := db.Select[Card](v.Tx, sqlCards.Where(c).Order(o.by), p.size()+1)
	if err != nil || len(out) <= p.size() {
		return out, "", err
	}
	last := out[p.size()-1]
	return out[:p.size()], cursorOf(o.key(Line{Number: last.Number}), last.ID), nil
}

// Trace is a public step: what was done and when, not by whom nor in which words.
type Trace struct {
	At    time.Time `db:"at"`
	Verb  Verb      `db:"verb"`
	Stage Stage     `db:"stage"`
}

// CardOf gives the card of a matter with its public steps: while it stands in
// the public list for whoever lives or works in its community or stands above it,
// always for whoever follows it. To everyone else there is no such matter; the
// public list itself is open to all. following says whether the reader follows.
func CardOf(v *act.View, matter ID) (card Card, traces []Trace, following bool, err error) {
	m, ok, err := db.Find[carded](v.Tx, sqlCarded, v.By.Person, matter)
	if err != nil {
		return Card{}, nil, false, err
	}
	following = m.Following > 0
	if !ok || !m.open(v.By) && !following {
		return Card{}, nil, false, errs.Missing()
	}
	traces, err = db.Select[Trace](v.Tx, sqlTraces, matter)
	return m.card(), traces, following, err
}

// carded is a matter with where anyone may know it is, and whether the reader
// follows it.
type carded struct {
	Matter
	At        place.ID `db:"at_id"`
	Following int      `db:"following"`
}

// open says whether the card of the matter opens to somebody who has nothing else
// to do with it.
func (m Matter) open(by access.Actor) bool { return m.listed() && belongs(by, m.Unit, m.Path) }

// belongs says whether somebody lives or works in a unit, or has a seat above the
// path.
func belongs(by access.Actor, unit place.ID, path access.Path) bool {
	inside := func(p access.Path) bool { return slices.Contains(place.Ancestors(p), unit) }
	return by.System != "" || slices.ContainsFunc(by.Homes, inside) || slices.ContainsFunc(by.Seats, func(h access.Held) bool {
		return inside(h.Path) || path.Within(h.Path)
	})
}

func (m carded) card() Card {
	return Card{
		ID: m.ID, Number: m.Number, Category: m.Category, Summary: m.Summary, Place: m.At, Stage: m.Stage,
		StageAt: m.StageAt, Level: m.Level, DueAt: m.DueAt, ParkUntil: m.Until, Outcome: m.Outcome, Solved: m.Solved,
		JudgedAt: m.JudgedAt, Followers: m.Followers, Rounds: m.Rounds, CreatedAt: m.CreatedAt, ClosedAt: m.ClosedAt,
	}
}

// Followed lists the cards of what the reader follows, the newest first.
func Followed(v *act.View) ([]Card, error) {
	if !v.By.SignedIn() {
		return nil, nil
	}
	return db.Select[Card](v.Tx, sqlFollowedCards, v.By.Person, maxPage)
}

// Near is a matter that may be the same thing.
type Near struct {
	Card
	Alike float64 // 0 to 1: the share of two-character groups in common
	Words string  // "" for whoever may not see the matter
}

const (
	nearDays  = 30
	nearAlike = 0.6
	nearMost  = 2000 // matters compared
	nearShown = 5
)

// Nearby finds what was raised in the same community in the last 30 days in much
// the same words, the most alike first: staff among all they may see, everyone
// else among what stands in the public list.
func Nearby(v *act.View, at place.Place, words string) ([]Near, error) {
	mine := grams(words)
	unit := at.Community
	if unit.IsZero() {
		unit = at.Above()[0]
	}
	if len(mine) == 0 || !v.By.Staff() && !belongs(v.By, unit, at.Path) {
		return nil, nil
	}
	c := listable()
	if v.By.Staff() {
		c = db.Cond{}
		c.AndAny(v.Where(CanSee, columns))
	}
	year := calendar.DayOf(v.At.AddDate(0, 0, -nearDays)).Year()
	c.And("unit_id = ? AND number >= ? AND created_at >= ?", unit, numberOf(year, 0), v.At.AddDate(0, 0, -nearDays))
	var out []Near
	err := db.Each(v.Tx, func(r nearRow) error {
		if j := alike(mine, grams(r.Words)); j >= nearAlike {
			n := Near{Card: r.Card, Alike: j}
			if v.By.Staff() {
				n.Words = r.Words
			}
			out = append(out, n)
		}
		return nil
	}, sqlNear.Where(c), nearMost)
	slices.SortStableFunc(out, func(a, b Near) int { return cmp.Compare(b.Alike, a.Alike) })
	return out[:min(len(out), nearShown)], err
}

// nearRow is a card with what its requester said.
type nearRow struct {
	Card
	Words string `db:"words"`
}
