package matter

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanFollowUp is the capability to write down what the requester said in a
// follow-up call.
const CanFollowUp access.Capability = "matter.follow_up"

// Opinion is what the requester says of how it went.
type Opinion struct {
	Satisfaction Satisfaction
	Solved       bool
	Contacted    *bool // whether somebody came back to them; nil: as the steps say
	Words        string
	How          string // how they told it, when somebody else writes it down
}

// Judge writes down the requester's opinion: by themselves, the proxy they named,
// or in a follow-up call by a seat other than the one that answered. Not before
// the limit or the report, whichever comes first; once for each report. A good
// opinion closes the matter; after another one the requester may reopen it.
func Judge(a *act.Act, ref Ref, o Opinion) error {
	t, err := begin(a, ref, VerbJudge, CanSpeak, CanFollowUp)
	if err != nil {
		return err
	}
	if err := t.mayJudge(); err != nil {
		return err
	}
	if !slices.Contains(Satisfactions(), o.Satisfaction) {
		return errs.Invalidf("satisfaction", "judge.satisfaction", "请选择满意、基本满意或不满意")
	}
	words, err := say("words", o.Words, "")
	if err != nil {
		return err
	}
	contacted := !t.m.ContactedAt.IsZero()
	if o.Contacted != nil {
		contacted = *o.Contacted
	}
	step, err := t.spoken(Step{Words: words, Detail: Detail{
		Satisfaction: o.Satisfaction, Solved: &o.Solved, Contacted: &contacted,
	}}, o.How)
	if err != nil {
		return err
	}
	if t.m.Stage == StageClosed {
		t.counts.note(&t.m, t.m.ClosedAt, cell{Measure: CountUnjudged, N: -1})
	}
	t.m.JudgedAt, t.m.Satisfaction, t.m.Solved = t.At, o.Satisfaction, o.Solved
	if err := t.take(VerbJudge, step); err != nil {
		return err
	}
	if err := t.keep(o, contacted); err != nil {
		return err
	}
	events := []any{Judged{t.told()}}
	if t.m.Stage == StageJudged && o.Solved && o.Satisfaction >= Basically {
		if err := t.close(Step{Detail: Detail{Outcome: t.m.Outcome, Auto: true}}); err != nil {
			return err
		}
		events = append(events, Closed{t.told()})
	}
	return t.done(events...)
}

// keep records the judgement of the last step.
func (t *turn) keep(o Opinion, contacted bool) error {
	j := Judgement{
		Matter: t.m.ID, Seq: t.m.Version, Unit: t.m.Unit, Path: t.m.Path, At: t.At,
		Satisfaction: o.Satisfaction, Solved: o.Solved, Contacted: contacted, Excluded: t.m.Excluded != "",
	}
	t.counts.judged(&t.m, j, 1)
	return db.Insert(t.Tx, "matter_judgement", j)
}

func (t *turn) mayJudge() error {
	m := &t.m
	switch {
	case m.unheard():
		return errs.New(errs.Conflict, "judge.nobody", "这件事没有留下联系方式，没有人可以评价")
	case !m.JudgedAt.IsZero():
		return errs.New(errs.Conflict, "judge.twice", "已经评价过了；如果还没办好，可以要求重新办理")
	case !m.Speaks(t.By) && (t.By.Holds(int64(m.Seat)) || t.By.Holds(int64(m.ReportedBy))):
		return errs.New(errs.Forbidden, "judge.own", "承办的岗位不能代居民评价，请让另一个岗位回访")
	case m.Stage == StageClosed:
		return t.within(keyReopenWindow, "judge.window", "评价的期限已过")
	case m.ReportedAt.IsZero() && !m.Overdue(t.At):
		return errs.New(errs.Conflict, "judge.early", "还没有反馈，也没有到时限，请等一等再评价")
	}
	return nil
}

// within refuses what comes after a window that opened at the closing.
func (t *turn) within(key, code, text string) error {
	end, err := t.windowEnd(key, t.m.ClosedAt)
	if err != nil {
		return err
	}
	if t.At.After(end) {
		return errs.New(errs.Conflict, code, text)
	}
	return nil
}

// unheard says that nobody can be asked for an opinion.
func (m *Matter) unheard() bool {
	return m.Anonymous || m.Reporter.IsZero() && m.Proxy == people.ID(0)
}
