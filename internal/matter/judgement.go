package matter

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
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
