package matter

import (
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// CanDispatch is the capability of the desk that hands matters out: to dispatch,
// divert, answer, correct, merge and announce.
const CanDispatch access.Capability = "matter.dispatch"

// CanOverride is the capability to hand a community something outside its duty
// list.
const CanOverride access.Capability = "matter.override"

// Handover is to which seat a matter goes.
type Handover struct {
	Seat     org.SeatID
	Note     string // for the seat
	Override string // why a community gets what is outside its duty list
}

// Dispatch hands an open matter to the seat that must answer for it. The desk of
// the place may. The clock begins with the first dispatch; a dispatch put right
// before anybody accepted does not turn it back.
func Dispatch(a *act.Act, ref Ref, h Handover) error {
	t, err := begin(a, ref, VerbDispatch, CanDispatch)
	if err != nil {
		return err
	}
	if err := t.hand(h); err != nil {
		return err
	}
	note, err := say("note", h.Note, "")
	if err != nil {
		return err
	}
	step := t.handed(h, note)
	step.Detail.Earlier = t.was.earlier()
	if t.m.Stage == StageRegistered {
		t.restart()
	}
	if err := t.take(VerbDispatch, step); err != nil {
		return err
	}
	return t.done(Dispatched{t.told()})
}

// hand gives the matter to a seat that suits it.
func (t *turn) hand(h Handover) error {
	to, err := holderOf(t.View, h.Seat)
	if err != nil {
		return err
	}
	duty, err := onDuty(t.View, t.m.Category, t.m.Path)
	if err != nil {
		return err
	}
	if h.Override != "" && !duty && !t.May(CanOverride, t.m.thing(t.By)) {
		h.Override = ""
	}
	if err := t.m.suits(to.Seat, duty, h.Override); err != nil {
		return err
	}
	t.m.handTo(to)
	return nil
}

// handed is the step of a handover.
func (t *turn) handed(h Handover, note string) Step {
	s := Step{To: t.m.Seat, Words: note, Inner: true, Detail: Detail{OldSeat: t.was.Seat}}
	if h.Override != "" {
		s.Detail.Override = h.Override
		t.Note("duty list overruled")
	}
	return s
}

// restart begins a new round of the clock with the same limit.
func (t *turn) restart() {
	t.m.Clock = startClock(t.calendar(), t.m.Limit.Limit, t.At)
}
