package matter

import (
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanReview is the capability to check what is reported, to send it back, to
// close and to reopen.
const CanReview access.Capability = "matter.review"

// Result is what the seat reports.
type Result struct {
	Outcome Outcome
	Words   string // for the requester
	Files   []Attachment
}

// Report says what came of the matter, to the requester and the desk. The seat
// that answers may, no co-handler.
func Report(a *act.Act, ref Ref, r Result) error {
	t, err := begin(a, ref, VerbReport, CanHandle)
	if err != nil {
		return err
	}
	if !slices.Contains(Outcomes(), r.Outcome) {
		return errs.Invalidf("outcome", "matter.outcome", "请选择办理的结果")
	}
	words, err := say("words", r.Words, "请写上给居民的反馈")
	if err != nil {
		return err
	}
	m := &t.m
	m.Outcome, m.ReportedAt, m.ReportedBy, m.Parking = r.Outcome, t.At, m.Seat, Parking{}
	m.unjudge()
	if err := t.take(VerbReport, Step{Words: words, Detail: Detail{Outcome: r.Outcome}}); err != nil {
		return err
	}
	if err := t.attach(r.Files); err != nil {
		return err
	}
	return t.done(Reported{t.told()})
}

// Review finds the report good; from now on the requester may judge. Whoever may
// review may, from another seat than the one that reported.
func Review(a *act.Act, ref Ref, note string) error {
	t, err := begin(a, ref, VerbReview, CanReview)
	if err != nil {
		return err
	}
	if err := t.otherSeat(); err != nil {
		return err
	}
	note, err = say("words", note, "")
	if err != nil {
		return err
	}
	if err := t.take(VerbReview, Step{Words: note, Inner: true}); err != nil {
		return err
	}
	return t.done(Reviewed{t.told()})
}

// Redo sends the report back; the clock goes on where it stood.
func Redo(a *act.Act, ref Ref, reason string) error {
	t, err := begin(a, ref, VerbRedo, CanReview)
	if err != nil {
		return err
	}
	if err := t.otherSeat(); err != nil {
		return err
	}
	reason, err = say("reason", reason, "请写明哪里不够")
	if err != nil {
		return err
	}
	m := &t.m
	m.Outcome, m.ReportedAt, m.ReportedBy = "", time.Time{}, 0
	m.unjudge()
	if err := t.take(VerbRedo, Step{Words: reason, Inner: true}); err != nil {
		return err
	}
	return t.done(Redone{t.told()})
}

// otherSeat refuses the seat that reported: nobody checks their own work.
func (t *turn) otherSeat() error {
	if t.By.System == "" && t.Seat() != 0 && org.SeatID(t.Seat()) == t.m.ReportedBy {
		return errs.New(errs.Forbidden, "matter.own_report", "反馈的岗位不能自己审核，请让另一个岗位审核")
	}
	return nil
}

// unjudge lets the requester judge what comes next.
func (m *Matter) unjudge() {
	m.JudgedAt, m.Satisfaction, m.Solved = time.Time{}, NotJudged, false
}
