package matter

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// RecallWithin is how long after a dispatch it can be taken back by whoever made
// it: the ten seconds that pages show, and what a slow line needs.
const RecallWithin = time.Minute

// Earlier is how a matter stood before it was dispatched, so that the dispatch can
// be taken back.
type Earlier struct {
	Holding
	Started time.Time // when its clock began
	Lapsed  time.Time
}

// Recall takes back a dispatch, as if it had not been made: the matter waits for
// the desk again, or for the seat it was dispatched to before, with the clock it
// had. Only whoever made the dispatch may, within RecallWithin, while nobody has
// accepted it and nothing else has happened. The dispatch and its recall stay
// among the steps.
func Recall(a *act.Act, ref Ref) error {
	t, err := begin(a, ref, VerbRecall, CanDispatch)
	if err != nil {
		return err
	}
	s, err := db.Get[Step](t.Tx, sqlLast, t.m.ID)
	if err != nil {
		return err
	}
	earlier := s.Detail.Earlier
	if s.Verb != VerbDispatch || earlier == nil || s.Person.IsZero() || int64(s.Person) != t.By.Person || t.At.Sub(s.At) > RecallWithin {
		return errs.New(errs.Conflict, "matter.recall", "现在撤不回来了，可以改派给别的岗位")
	}
	t.m.Holding = earlier.Holding
	step := Step{Inner: true, Detail: Detail{OldSeat: t.was.Seat}}
	if !earlier.Seat.IsZero() {
		step.To = earlier.Seat
		if err := t.take(VerbDispatch, step); err != nil {
			return err
		}
		return t.done(Dispatched{t.told()})
	}
	t.m.Clock = startClock(t.calendar(), t.m.Limit.Limit, earlier.Started)
	t.m.LapsedAt = earlier.Lapsed
	if err := t.take(VerbRecall, step); err != nil {
		return err
	}
	return t.done(Recalled{t.told()})
}

// earlier is how the matter stands, for a dispatch that may be taken back.
func (m *Matter) earlier() *Earlier { return &Earlier{m.Holding, m.StartedAt, m.LapsedAt} }
