package matter

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Answer answers a matter at once, without handing it out. The desk may; the
// requester may judge the answer.
func Answer(a *act.Act, ref Ref, words string) error {
	t, err := begin(a, ref, VerbAnswer, CanDispatch)
	if err != nil {
		return err
	}
	words, err = say("words", words, "请写上给居民的答复")
	if err != nil {
		return err
	}
	t.m.Outcome, t.m.Unrouted = OutcomeExplained, false
	t.m.ContactedAt, t.m.ReportedAt = t.At, t.At
	if err := t.take(VerbAnswer, Step{Words: words, Detail: Detail{Outcome: t.m.Outcome}}); err != nil {
		return err
	}
	return t.done(Answered{t.told()})
}

// Divert tells the requester which other way their matter must take. The desk
// may; there is no way to turn a matter down without a code and a notice.
func Divert(a *act.Act, ref Ref, code Diversion, notice string) error {
	t, err := begin(a, ref, VerbDivert, CanDispatch)
	if err != nil {
		return err
	}
	if !slices.Contains(Diversions(), code) {
		return errs.Invalidf("code", "matter.diversion", "请选择分流的原因")
	}
	notice, err = say("notice", notice, "请写上告知居民的话")
	if err != nil {
		return err
	}
	t.m.Outcome = OutcomeOutside
	t.m.handTo(holder{})
	if err := t.take(VerbDivert, Step{Words: notice, Detail: Detail{Diversion: code, OldSeat: t.was.Seat}}); err != nil {
		return err
	}
	return t.done(Diverted{t.told()})
}
