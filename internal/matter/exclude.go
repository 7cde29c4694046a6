package matter

import (
	"regexp"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// telling finds what would tell who somebody is: a telephone or identity number,
// the number of a home.
var telling = regexp.MustCompile(`[0-9]{7,}|[0-9]+\s*(室|号房)|1[3-9][0-9]\s?[0-9]{4}\s?[0-9]{4}`)

// Exclude takes a matter's judgements out of the rates, with a reason; they stay
// countable, so that every rate can be shown raw and after exclusion (Beijing
// regulation on swift response 2021, art. 32). A level above may.
func Exclude(a *act.Act, ref Ref, reason string) error {
	t, err := begin(a, ref, VerbExclude, CanApprove)
	if err != nil {
		return err
	}
	if t.m.Excluded != "" {
		return errs.New(errs.Conflict, "exclude.twice", "这件事已经剔除过了")
	}
	if err := t.standsAbove(); err != nil {
		return err
	}
	reason, err = say("reason", reason, "请写明剔除的理由")
	if err != nil {
		return err
	}
	all, err := judgements(t.View, t.m.ID)
	if err != nil {
		return err
	}
	for _, j := range all {
		t.counts.judged(&t.m, j, -1)
		j.Excluded = true
		t.counts.judged(&t.m, j, 1)
	}
	if _, err := t.Tx.Exec(sqlJudgementsExclude, true, t.m.ID); err != nil {
		return err
	}
	t.m.Excluded = reason
	if err := t.take(VerbExclude, Step{Words: reason, Inner: true}); err != nil {
		return err
	}
	return t.done(Excluded{t.told()})
}
