package matter

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Closing ends a matter.
type Closing struct {
	Outcome Outcome // "": as reported
	Words   string
}

// Close ends a matter that was reported and reviewed, or answered: after the
// requester has judged, after their time to judge is over, or when there is
// nobody to ask. Whoever may review may. Closed is not solved: the outcome says
// which, and the requester may reopen it within a window.
func Close(a *act.Act, ref Ref, c Closing) error {
	t, err := begin(a, ref, VerbClose, CanReview)
	if err != nil {
		return err
	}
	if err := t.otherSeat(); err != nil {
		return err
	}
	if t.m.JudgedAt.IsZero() && !t.m.unheard() && t.At.Before(t.m.AlarmAt) {
		return errs.New(errs.Conflict, "close.early", "居民还可以评价，请等评价或者评价期过后再办结")
	}
	if c.Outcome == "" {
		c.Outcome = t.m.Outcome
	}
	if !slices.Contains(Outcomes(), c.Outcome) {
		return errs.Invalidf("outcome", "matter.outcome", "请选择办理的结果")
	}
	missing := ""
	if t.m.Stage == StageJudged {
		missing = "居民还不满意，请写明为什么办结"
	}
	words, err := say("words", c.Words, missing)
	if err != nil {
		return err
	}
	t.m.Outcome = c.Outcome
	if err := t.close(Step{Words: words, Detail: Detail{Outcome: c.Outcome}}); err != nil {
		return err
	}
	return t.done(Closed{t.told()})
}

// close takes the closing step and counts it.
func (t *turn) close(s Step) error {
	if err := t.take(VerbClose, s); err != nil {
		return err
	}
	t.counts.closed(&t.m, 1)
	return nil
}
