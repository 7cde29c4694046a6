package matter

import (
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanApprove is the capability of a level above: to let a matter be parked, to
// supervise it, to draw it up, to exclude it from the rates.
const CanApprove access.Capability = "matter.approve"

// ParkRequest asks to let a matter wait.
type ParkRequest struct {
	Reason   ParkReason
	Measures string       // what will be done until then (Jinan hotline regulation art. 24)
	Until    calendar.Day // the review
}

// AskPark asks the level above to let a matter wait that cannot be solved now.
// The seat may; until it is granted the clock runs.
func AskPark(a *act.Act, ref Ref, p ParkRequest) error {
	t, err := begin(a, ref, VerbAskPark, CanHandle)
	if err != nil {
		return err
	}
	if !slices.Contains(ParkReasons(), p.Reason) {
		return errs.Invalidf("reason", "park.reason", "请选择挂账的原因")
	}
	measures, err := say("measures", p.Measures, "请写明挂账期间打算怎么做，居民会看到")
	if err != nil {
		return err
	}
	until, err := t.reviewDay(p.Until)
	if err != nil {
		return err
	}
	t.m.Parking = Parking{AskedAt: t.At, Reason: p.Reason, Until: until}
	step := Step{Words: measures, Detail: Detail{Park: p.Reason, Until: p.Until}}
	if err := t.take(VerbAskPark, step); err != nil {
		return err
	}
	return t.done(ParkAsked{t.told()})
}

// Park grants it: the clock stands still until the review. A seat above the one
// that asked may. A parked matter is not solved.
func Park(a *act.Act, ref Ref, note string) error {
	return ruleOnPark(a, ref, VerbPark, note)
}

// RefusePark does not grant it; the seat goes on.
func RefusePark(a *act.Act, ref Ref, reason string) error {
	return ruleOnPark(a, ref, VerbRefusePark, reason)
}

func ruleOnPark(a *act.Act, ref Ref, verb Verb, words string) error {
	t, err := begin(a, ref, verb, CanApprove)
	if err != nil {
		return err
	}
	if t.m.AskedAt.IsZero() {
		return errs.New(errs.Conflict, "park.unasked", "承办岗还没有申请挂账")
	}
	if err := t.standsAbove(); err != nil {
		return err
	}
	missing := ""
	if verb == VerbRefusePark {
		missing = "请写明为什么不同意"
	}
	words, err = say("words", words, missing)
	if err != nil {
		return err
	}
	step := Step{Words: words, Detail: Detail{Park: t.m.Reason, Until: calendar.DayOf(t.m.Until)}}
	t.m.AskedAt = time.Time{}
	if verb == VerbRefusePark {
		t.m.Parking, step.Inner = Parking{}, true
	} else if !t.m.Until.After(t.At) {
		return errs.New(errs.Conflict, "park.past", "申请的复查日期已经过了，请承办岗重新申请")
	}
	if err := t.take(verb, step); err != nil {
		return err
	}
	if verb == VerbRefusePark {
		return t.done(ParkRefused{t.told()})
	}
	return t.done(Parked{t.told()})
}

// Unpark takes a matter up again that is parked, or waits for a resident who does
// not answer. The seat or a level above may; at the review, or when the time to
// answer is over (policy matter.waiting.window), it happens by itself.
func Unpark(a *act.Act, ref Ref, note string) error {
	t, err := begin(a, ref, VerbUnpark, CanHandle, CanApprove)
	if err != nil {
		return err
	}
	note, err = say("words", note, "")
	if err != nil {
		return err
	}
	return t.unpark(Step{Words: note})
}

func (t *turn) unpark(s Step) error {
	t.m.Parking = Parking{}
	if err := t.take(VerbUnpark, s); err != nil {
		return err
	}
	if t.was.Stage == StageWaiting {
		return t.done(Resumed{t.told()})
	}
	return t.done(Unparked{t.told()})
}

// standsAbove refuses who does not stand above the seat that answers.
func (t *turn) standsAbove() error {
	if t.By.System != "" {
		return nil
	}
	refused := errs.New(errs.Forbidden, "matter.not_above", "要由承办岗上一级的岗位来定")
	if t.Seat() == 0 || t.Seat() == int64(t.m.Seat) {
		return refused
	}
	if t.m.Seat.IsZero() {
		return nil
	}
	holding, err := org.GetSeat(t.View, t.m.Seat)
	if err != nil {
		return err
	}
	for _, h := range t.By.Seats {
		if h.Seat == t.Seat() && holding.Path.Within(h.Path) {
			return nil
		}
	}
	return refused
}
