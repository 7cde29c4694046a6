package matter

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Judgement is what the requester says of how a matter went: an effective
// call-back in the sense of the three rates.
type Judgement struct {
	Matter       ID           `db:"matter_id"`
	Seq          int          `db:"seq"` // of its step
	Unit         place.ID     `db:"unit_id"`
	Path         access.Path  `db:"path"`
	At           time.Time    `db:"at"`
	Satisfaction Satisfaction `db:"satisfaction"`
	Solved       bool         `db:"solved"`
	Contacted    bool         `db:"contacted"` // somebody came back to the requester
	Excluded     bool         `db:"excluded"`  // does not count in the rates, and stays countable
}

// measures are the counters a judgement adds to.
func (j Judgement) measures() []Measure {
	out := []Measure{CountValid}
	if j.Contacted {
		out = append(out, CountContacted)
	}
	if j.Solved {
		out = append(out, CountSolved)
	}
	switch j.Satisfaction {
	case Satisfied:
		out = append(out, CountSatisfied)
	case Basically:
		out = append(out, CountBasically)
	}
	return out
}

// Judgements lists what was said in a period about the matters of a scope that
// the reader may see, the newest first: the records behind the rates.
func Judgements(v *act.View, s Scope, span Span, p Page) ([]Judgement, Cursor, error) {
	before, matter := span.To.Last().Add(time.Microsecond), int64(0)
	if key, id, ok := p.Cursor.read(); ok {
		before, matter = time.UnixMicro(key), id
	}
	var seen db.Cond
	s.where(&seen)
	seen.AndAny(v.Where(CanSee, columns))
	q, args := sqlJudgementsIn, []any{span.From.Start(), before, matter}
	if s.Kind == place.Community {
		q, args = sqlJudgementsOfUnit, append([]any{s.Place}, args...)
	}
	out, err := db.Select[Judgement](v.Tx, q.Where(seen), append(args, p.size()+1)...)
	if err != nil || len(out) <= p.size() {
		return out, "", err
	}
	last := out[p.size()-1]
	return out[:p.size()], cursorOf(last.At.UnixMicro(), last.Matter), nil
}
