package matter

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Escalation brings a matter a level up.
type Escalation struct {
	Seat      org.SeatID // zero: the first seat of the next level
	Reason    string
	Emergency bool // only then may a level be skipped
}

// Escalate brings a matter to the next level, which must accept it; the clock
// runs on. The seat may, and a level above may draw it up.
func Escalate(a *act.Act, ref Ref, e Escalation) error {
	t, err := begin(a, ref, VerbEscalate, CanHandle, CanApprove)
	if err != nil {
		return err
	}
	reason, err := say("reason", e.Reason, "请写明为什么要上报")
	if err != nil {
		return err
	}
	to, err := t.upper(e)
	if err != nil {
		return err
	}
	h, err := leveled(t.View, to)
	if err != nil {
		return err
	}
	t.m.handTo(h)
	t.m.Parking = Parking{}
	step := Step{To: h.ID, Words: reason, Detail: Detail{OldSeat: t.was.Seat, Emergency: e.Emergency}}
	if err := t.take(VerbEscalate, step); err != nil {
		return err
	}
	return t.done(Escalated{t.told()})
}

// upper is the seat a matter is escalated to: of the next level, unless it is an
// emergency.
func (t *turn) upper(e Escalation) (org.Seat, error) {
	all, err := uppers(t.View, t.m)
	if err != nil {
		return org.Seat{}, err
	}
	if len(all) == 0 {
		return org.Seat{}, errs.New(errs.Conflict, "matter.top", "上面没有可以接的岗位了")
	}
	if e.Seat.IsZero() {
		return all[0], nil
	}
	i := slices.IndexFunc(all, func(s org.Seat) bool { return s.ID == e.Seat })
	switch {
	case i < 0:
		return org.Seat{}, errs.Invalidf("seat", "matter.not_upper", "请选择上一级的岗位")
	case all[i].Path != all[0].Path && !e.Emergency:
		return org.Seat{}, errs.Invalidf("seat", "matter.skips", "请一级一级上报；情况紧急的勾选“紧急”")
	}
	return all[i], nil
}

// Supervise tells the seat that a level above is watching: refused, overdue,
// solvable but unsolved, or handled badly (Weifang hotline regulation art. 26).
func Supervise(a *act.Act, ref Ref, reason string) error {
	t, err := begin(a, ref, VerbSupervise, CanApprove)
	if err != nil {
		return err
	}
	if err := t.standsAbove(); err != nil {
		return err
	}
	reason, err = say("reason", reason, "请写明为什么督办")
	if err != nil {
		return err
	}
	if err := t.take(VerbSupervise, Step{Words: reason, Inner: true}); err != nil {
		return err
	}
	return t.done(Supervised{t.told()})
}
