package matter

import (
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanRule is the capability to decide on a returned matter.
const CanRule access.Capability = "matter.rule"

// Return gives the matter back as clearly not the seat's duty; a ruling follows
// and the clock runs on. After a ruling there is no second return (Beijing
// regulation on swift response 2021, art. 12; Weifang hotline regulation 2021,
// art. 22; the key matter.return.max_after_ruling of the policy packs says 0).
func Return(a *act.Act, ref Ref, reason string) error {
	t, err := begin(a, ref, VerbReturn, CanHandle)
	if err != nil {
		return err
	}
	if t.m.Ruled {
		return errs.New(errs.Conflict, "matter.ruled", "这件事已经裁定由这个岗位承办，不能再退单")
	}
	reason, err = say("reason", reason, "请写明为什么明显不属于本岗位的职责")
	if err != nil {
		return err
	}
	if err := t.take(VerbReturn, Step{Words: reason, Inner: true}); err != nil {
		return err
	}
	return t.done(Returned{t.told()})
}

// Ruling decides on a returned matter.
type Ruling struct {
	Uphold   bool     // the dispatch stands
	To       Handover // else: the seat it goes to
	Reason   string
	NewClock bool // the limit begins anew; else it runs on
}

// Rule decides who must answer for a returned matter, and that is the end of it.
// The desk may, unless it is the one that returned it.
func Rule(a *act.Act, ref Ref, r Ruling) error {
	verb := VerbReassign
	if r.Uphold {
		verb = VerbUphold
	}
	t, err := begin(a, ref, verb, CanRule)
	if err != nil {
		return err
	}
	if t.Seat() != 0 && t.Seat() == int64(t.m.Seat) {
		return errs.New(errs.Forbidden, "matter.own_return", "退单的岗位不能自己裁定，请让派单岗裁定")
	}
	reason, err := say("reason", r.Reason, "请写明裁定的理由")
	if err != nil {
		return err
	}
	step := Step{Words: reason, Inner: true}
	if !r.Uphold {
		if r.To.Seat == t.was.Seat {
			return errs.Invalidf("seat", "matter.same_seat", "改派请选另一个岗位；还是它承办就选“维持”")
		}
		if err := t.hand(r.To); err != nil {
			return err
		}
		step = t.handed(r.To, reason)
	}
	t.m.Ruled = true
	if r.NewClock {
		t.restart()
	}
	if err := t.take(verb, step); err != nil {
		return err
	}
	return t.done(Ruled{t.told()})
}
