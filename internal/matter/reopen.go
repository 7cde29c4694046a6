package matter

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// Plea asks for something in the requester's name.
type Plea struct {
	Reason string
	How    string // how they told it, when somebody else writes it down
}

// Reopen takes a matter up again because it is not done: with the seat that had
// it, or, where none had, at the desk. The requester may, and whoever may review,
// within a bounded window after the closing. The clock begins anew.
func Reopen(a *act.Act, ref Ref, p Plea) error {
	m, err := load(a.View, ref.ID)
	if err != nil {
		return err
	}
	verb := VerbReopen
	if m.Seat.IsZero() {
		verb = VerbRehear
	}
	t, err := begin(a, ref, verb, CanSpeak, CanReview, CanSpeakFor)
	if err != nil {
		return err
	}
	if !t.m.ClosedAt.IsZero() {
		if err := t.within(keyReopenWindow, "reopen.window", "重新办理的期限已过，请作为新的事情提出"); err != nil {
			return err
		}
	}
	reason, err := say("reason", p.Reason, "请写一句还有什么没办好")
	if err != nil {
		return err
	}
	step := Step{Words: reason}
	if !t.May(CanReview, t.m.thing(t.By)) {
		if step, err = t.spoken(step, p.How); err != nil {
			return err
		}
	}
	if t.m.Stage == StageClosed {
		t.counts.closed(&t.m, -1)
	}
	t.again()
	if err := t.take(verb, step); err != nil {
		return err
	}
	return t.done(Reopened{t.told()})
}

// again begins a new round.
func (t *turn) again() {
	m := &t.m
	m.Rounds++
	m.Ending = Ending{Rounds: m.Rounds, Excluded: m.Excluded, ClosedAt: m.ClosedAt}
	m.Parking = Parking{}
	m.unjudge()
	m.ContactedAt = time.Time{}
	t.restart()
}
