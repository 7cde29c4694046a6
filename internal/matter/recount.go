package matter

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// recount counts the matters of a scope themselves, without the counters: for
// places that have none, and to check those that are.
func recount(v *act.View, s Scope, span Span) ([]cell, error) {
	var c db.Cond
	s.where(&c)
	sum, err := tallyOf(v, c)
	if err != nil {
		return nil, err
	}
	var out []cell
	for _, c := range sum.sorted() {
		if c.Period%100 != 0 && c.Period >= periodOf(span.From) && c.Period <= periodOf(span.To) {
			out = append(out, c)
		}
	}
	return out, nil
}

const recountBatch = 500

// tallyOf replays every matter of a condition, some hundreds at a time.
func tallyOf(v *act.View, where db.Cond) (*tally, error) {
	sum := &tally{}
	for after := ID(0); ; {
		var page db.Cond
		page.AndAny(where)
		page.And("id > ?", int64(after)) // a zero id would be NULL
		matters, err := db.Select[Matter](v.Tx, sqlMattersOf.Where(page), recountBatch)
		if err != nil || len(matters) == 0 {
			return sum, err
		}
		past, err := pastOf(v, matters)
		if err != nil {
			return nil, err
		}
		for i := range matters {
			sum.history(&matters[i], past[matters[i].ID], 1)
		}
		after = matters[len(matters)-1].ID
	}
}

// pastOf reads what happened to matters, two queries however many.
func pastOf(v *act.View, matters []Matter) (map[ID]history, error) {
	ids := make([]ID, len(matters))
	for i, m := range matters {
		ids[i] = m.ID
	}
	var c db.Cond
	db.In(&c, "matter_id", ids)
	past := make(map[ID]history, len(ids))
	if err := db.Each(v.Tx, func(s Step) error {
		h := past[s.Matter]
		h.steps = append(h.steps, s)
		past[s.Matter] = h
		return nil
	}, sqlStepsOf.Where(c)); err != nil {
		return nil, err
	}
	err := db.Each(v.Tx, func(j Judgement) error {
		h := past[j.Matter]
		h.judgements = append(h.judgements, j)
		past[j.Matter] = h
		return nil
	}, sqlJudgementsOf.Where(c))
	return past, err
}

// Drift is how far the counters of a realm are from the matters they count.
type Drift struct {
	Lines   []string // the counters that are off, at most a hundred, for whoever checks the house
	missing []cell   // what has to be added to the counters, less than nothing too
}

// Counters is how many counters are off; none means that every board is right.
func (d Drift) Counters() int { return len(d.missing) }

// DriftOf counts every matter of the realm anew and compares. It changes nothing
// and holds nobody up, however long it takes.
func DriftOf(v *act.View) (Drift, error) {
	var all db.Cond
	sum, err := tallyOf(v, all)
	if err != nil {
		return Drift{}, err
	}
	got, err := db.Select[cell](v.Tx, sqlAllCells)
	if err != nil {
		return Drift{}, err
	}
	d := Drift{Lines: differing(got, sum.sorted())}
	for _, c := range got {
		sum.put(c.Place, c.Period, c.Category, cell{Measure: c.Measure, N: -c.N, Entered: -c.Entered, Spent: -c.Spent})
	}
	d.missing = sum.sorted()
	return d, nil
}

// Mended says that counters were set right by a process that need not be the
// server: what the server keeps of them in memory is worth nothing.
type Mended struct{}

// Mend adds to the counters what they are short of. Acts that count may go on
// since the drift was taken: they add to the matters and the counters alike, and
// the drift stays what it was. Only the system may. Whoever mends looks again
// afterwards, for a second one who mended at the same moment.
func Mend(a *act.Act, d Drift) error {
	if err := a.Require("matter.recount", access.Thing{Kind: "matter"}); err != nil {
		return err
	}
	a.Note(strconv.Itoa(d.Counters()) + " counters")
	if err := addCells(a.Tx, d.missing); err != nil {
		return err
	}
	return a.Publish(Mended{})
}

// Forget drops what a process keeps of the counters after a mend; it is built
// again from the database.
func Forget(a *act.Act, _ Mended) error { return a.Publish(Counted{Anew: true}) }

func (c cell) key() cellKey { return cellKey{c.Place, c.Period, c.Category, c.Measure} }

func sortCategories(all []CategoryCount) {
	slices.SortFunc(all, func(a, b CategoryCount) int {
		return cmp.Or(cmp.Compare(b.Raised, a.Raised), cmp.Compare(a.Category, b.Category))
	})
}
