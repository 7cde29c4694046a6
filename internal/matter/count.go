package matter

import (
	"cmp"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Measure is what a counter counts: a stage ("handling": how many of the matters
// raised in the period are there), or something that happened in the period.
type Measure string

// The measures that are no stages. Those of judgements have a sister with the
// prefix "x:" for what was excluded, so that every rate can be shown raw.
const (
	CountClosed      Measure = "closed_in"    // closed in the period, for the first time
	CountClosedAgain Measure = "again"        // closed in the period after having been reopened
	CountUnjudged    Measure = "unjudged"     // closed in the period, and nobody judged
	CountLate        Measure = "late"         // closed in the period, past the limit
	CountValid       Measure = "valid"        // judged in the period
	CountContacted   Measure = "contacted"    // of these: was reached
	CountSolved      Measure = "solved"       // of these: solved
	CountSatisfied   Measure = "satisfied"    // of these: satisfied
	CountBasically   Measure = "basically"    // of these: basically satisfied
	reachPrefix      Measure = "reach:"       // closed for the first time, by the highest level it came to
	outcomePrefix    Measure = "outcome:"     // closed, by how it ended
	excludedPrefix   Measure = "x:"           // of a judgement that is excluded
	stagePrefix              = Measure("at:") // matters raised in the period, by where they stand
)

func (s Stage) measure() Measure        { return stagePrefix + Measure(s) }
func reachMeasure(k place.Kind) Measure { return reachPrefix + Measure(k) }
func (o Outcome) measure() Measure      { return outcomePrefix + Measure(o) }

// Period is a day (20261122) or a whole month (20261100).
type Period int32

func periodOf(d calendar.Day) Period { return Period(d) }

// Month is the month of a day.
func (p Period) Month() Period { return p / 100 * 100 }

// cell is one counter.
type cell struct {
	Place    place.ID   `db:"place_id"`
	Period   Period     `db:"period"`
	Category CategoryID `db:"category_id"`
	Measure  Measure    `db:"measure"`
	N        int64      `db:"n"`       // how many now
	Entered  int64      `db:"entered"` // of a stage: how often it was entered
	Spent    int64      `db:"spent"`   // of a stage: microseconds spent in it by those who left it
}

type cellKey struct {
	place    place.ID
	period   Period
	category CategoryID
	measure  Measure
}

// tally gathers what an act changes in the counters. A community counts by day,
// the subdistrict above it by month; a matter of no community is counted by day
// and by month at its subdistrict, or where there is none either at the root.
type tally struct{ cells map[cellKey]cell }

// note adds to the counters of a matter for what belongs to the moment at.
func (t *tally) note(m *Matter, at time.Time, c cell) {
	day, daily, monthly := periodOf(calendar.DayOf(at)), m.Unit, m.Subdistrict
	if m.Community.IsZero() {
		daily = cmp.Or(m.Subdistrict, m.Unit)
		monthly = daily
	}
	t.put(daily, day, m.Category, c)
	if !monthly.IsZero() {
		t.put(monthly, day.Month(), m.Category, c)
	}
}

func (t *tally) put(p place.ID, period Period, category CategoryID, c cell) {
	if t.cells == nil {
		t.cells = make(map[cellKey]cell, 4)
	}
	key := cellKey{p, period, category, c.Measure}
	sum := t.cells[key]
	t.cells[key] = cell{p, period, category, c.Measure, sum.N + c.N, sum.Entered + c.Entered, sum.Spent + c.Spent}
}

// begin counts a new matter at its stage.
func (t *tally) begin(m *Matter) {
	t.note(m, m.CreatedAt, cell{Measure: m.Stage.measure(), N: 1, Entered: 1})
}

// leave counts that a matter leaves its stage for another.
func (t *tally) leave(m *Matter, to Stage, at time.Time) {
	if to == m.Stage {
		return
	}
	t.note(m, m.CreatedAt, cell{Measure: m.Stage.measure(), N: -1, Spent: at.Sub(m.StageAt).Microseconds()})
	t.note(m, m.CreatedAt, cell{Measure: to.measure(), N: 1, Entered: 1})
}

// closed counts the closing of a matter, n being 1, or takes it back, n being -1.
func (t *tally) closed(m *Matter, n int64) {
	measures := []Measure{CountClosedAgain, m.Outcome.measure()}
	if m.Rounds == 1 {
		measures = []Measure{CountClosed, reachMeasure(m.Reach), m.Outcome.measure()}
	}
	if m.JudgedAt.IsZero() {
		measures = append(measures, CountUnjudged)
	}
	if !m.LapsedAt.IsZero() {
		measures = append(measures, CountLate)
	}
	for _, measure := range measures {
		t.note(m, m.ClosedAt, cell{Measure: measure, N: n})
	}
}

// judged counts a judgement, n being 1, or takes it back, n being -1.
func (t *tally) judged(m *Matter, j Judgement, n int64) {
	prefix := Measure("")
	if j.Excluded {
		prefix = excludedPrefix
	}
	for _, measure := range j.measures() {
		t.note(m, j.At, cell{Measure: prefix + measure, N: n})
	}
}

// sorted gives the counters that change, in one order for every act, so that two
// acts on PostgreSQL never wait for each other crosswise.
func (t *tally) sorted() []cell {
	out := make([]cell, 0, len(t.cells))
	for _, c := range t.cells {
		if c.N != 0 || c.Entered != 0 || c.Spent != 0 {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Period, b.Period),
			cmp.Compare(a.Category, b.Category), cmp.Compare(a.Measure, b.Measure))
	})
	return out
}

// add writes the changes and tells whoever keeps figures of them, and of how the
// matters stand now.
func (t *tally) add(a *act.Act, facts ...Fact) error {
	cells := t.sorted()
	if err := addCells(a.Tx, cells); err != nil {
		return err
	}
	return a.Publish(Counted{Facts: facts, cells: cells})
}

func addCells(tx *db.Tx, cells []cell) error {
	for len(cells) > 0 {
		n := 1
		for n*2 <= len(cells) && n < maxCells {
			n *= 2
		}
		args := make([]any, 0, 7*n)
		for _, c := range cells[:n] {
			args = append(args, c.Place, c.Period, c.Category, c.Measure, c.N, c.Entered, c.Spent)
		}
		if err := tx.Soon(nil, sqlCount[n], args...); err != nil {
			return err
		}
		cells = cells[n:]
	}
	return nil
}
