package matter

import (
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// History is a matter with all that happened to it: from another system, from a
// backup, or made up for the demonstration and the benchmarks.
type History struct {
	Matter
	Steps      []Step
	Files      []File
	Judgements []Judgement
}

// Load writes whole histories, with numbers and counters, as they are: nothing is
// published and no clock is set off but the alarms they carry. Each must replay
// to its stage. The numbers of each unit and year go on from the last one, in the
// order given. Only the system may. A few thousand at a time are written in about
// a dozen microseconds each row.
func Load(a *act.Act, all []*History) error {
	if err := a.Require("matter.load", access.Thing{Kind: "matter"}); err != nil {
		return err
	}
	if err := number(a, all); err != nil {
		return err
	}
	sum := &tally{}
	rows, facts := make([]Matter, len(all)), make([]Fact, len(all))
	var steps []Step
	var files []File
	var judgements []Judgement
	for i, h := range all {
		if err := h.check(); err != nil {
			return err
		}
		rows[i], facts[i] = h.Matter, h.fact()
		steps, files = append(steps, h.Steps...), append(files, h.Files...)
		judgements = append(judgements, h.Judgements...)
		sum.history(&h.Matter, history{h.Steps, h.Judgements}, 1)
	}
	if err := db.Insert(a.Tx, "matter_matter", rows...); err != nil {
		return err
	}
	if err := db.Insert(a.Tx, "matter_step", steps...); err != nil {
		return err
	}
	if err := db.Insert(a.Tx, "matter_file", files...); err != nil {
		return err
	}
	if err := db.Insert(a.Tx, "matter_judgement", judgements...); err != nil {
		return err
	}
	return sum.add(a, facts...)
}

// check refuses a history that could not have happened.
func (h *History) check() error {
	verbs := make([]Verb, len(h.Steps))
	for i := range h.Steps {
		h.Steps[i].Matter, h.Steps[i].Seq = h.ID, i+1
		verbs[i] = h.Steps[i].Verb
	}
	stage, err := Replay(verbs...)
	if err != nil || stage != h.Stage || len(h.Steps) == 0 {
		return fmt.Errorf("load matter %s: steps lead to %q, not to %q: %w", h.ID, stage, h.Stage, err)
	}
	h.Version = len(h.Steps)
	return nil
}

// number gives the histories their numbers.
func number(a *act.Act, all []*History) error {
	type series struct {
		unit place.ID
		year int
	}
	count := map[series]int{}
	for _, h := range all {
		count[series{h.Unit, calendar.DayOf(h.CreatedAt).Year()}]++
	}
	last := make(map[series]int, len(count))
	for s, n := range count {
		after, err := db.Get[int](a.Tx, sqlNumbers, s.unit, s.year, n, n)
		if err != nil {
			return err
		}
		last[s] = after - n
	}
	for _, h := range all {
		s := series{h.Unit, calendar.DayOf(h.CreatedAt).Year()}
		last[s]++
		h.Number = numberOf(s.year, last[s])
	}
	return nil
}

// IndexAll puts every matter not yet indexed into the full-text index at once,
// after a load.
func IndexAll(a *act.Act) error {
	a.Record("matter.index", access.Thing{Kind: "matter"}, "")
	for {
		more, err := indexNew(a)
		if err != nil || !more {
			return err
		}
	}
}
