package matter

// history is all that happened to a matter, as far as the counters care.
type history struct {
	steps      []Step
	judgements []Judgement
}

func (t *turn) past() (history, error) {
	s, err := steps(t.View, t.m.ID)
	if err != nil {
		return history{}, err
	}
	j, err := judgements(t.View, t.m.ID)
	return history{s, j}, err
}

// history counts all that happened to a matter, n being 1, or takes it back, n
// being -1. The counters of a realm are the sum of it over all matters.
func (t *tally) history(m *Matter, h history, n int64) {
	stage, since := Stage(""), m.CreatedAt
	for _, s := range h.steps {
		if s.Stage == stage {
			continue
		}
		if stage != "" {
			t.note(m, m.CreatedAt, cell{Measure: stage.measure(), N: -n, Spent: n * s.At.Sub(since).Microseconds()})
		}
		t.note(m, m.CreatedAt, cell{Measure: s.Stage.measure(), N: n, Entered: n})
		stage, since = s.Stage, s.At
	}
	if m.Stage == StageClosed {
		t.closed(m, n)
	}
	for _, j := range h.judgements {
		t.judged(m, j, n)
	}
}
