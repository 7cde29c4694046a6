package matter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Change is one row of the table of allowed changes.
type Change struct {
	Verb Verb
	From []Stage // none: the step begins a matter
	To   Stage   // "": the matter stays where it is
	Who  []Role
	If   string // what else must hold, for people
}

// The stages in which somebody works on the matter.
var atWork = []Stage{StageAccepted, StageHandling}

// The stages before the report, in which a matter may leave its way.
var beforeReport = []Stage{
	StageRegistered, StageDispatched, StageReturned, StageAccepted, StageHandling, StageWaiting, StageParked, StageDeliberating,
}

// changes is the table of allowed changes: the one place that says what may
// follow what. Nothing else decides a stage.
var changes = []Change{
	{VerbRaise, nil, StageRegistered, who(RoleAnyone), "有时间、内容、渠道；没有联系方式时注明匿名"},
	{VerbDivert, at(StageRegistered, StageReturned), StageDiverted, who(RoleDesk), "写明分流代码（1–6）和告知居民的话"},
	{VerbAnswer, at(StageRegistered), StageAnswered, who(RoleDesk), "写明答复"},
	{VerbCorrect, at(StageRegistered, StageDispatched, StageReturned, StageAccepted, StageHandling), "", who(RoleDesk), "改地点、类别或类型，原来的留在步骤里"},
	{VerbAnnounce, stagesWhere(func(r stageRow) bool { return r.Open }), "", who(RoleDesk), "公开栏上的一句话，看不出是谁家"},
	{VerbDispatch, at(StageRegistered, StageDispatched), StageDispatched, who(RoleDesk, RoleRoute), "派给岗位不派给人；社区清单以外的事不派给社区主办；不派给被投诉的单位"},
	{VerbPromise, at(StageRegistered, StageDispatched), "", who(RoleClock), "一键求助，街道定了几分钟内打电话"},
	{VerbUncalled, at(StageRegistered, StageDispatched, StageReturned, StageAccepted, StageHandling), "", who(RoleClock), "答应的时间过了，还没有联系过诉求人"},
	{VerbRecall, at(StageDispatched), StageRegistered, who(RoleDesk), "刚派出去、还没有人签收；只有派的人能撤，时限回到派单以前"},
	{VerbAccept, at(StageDispatched), StageAccepted, who(RoleHolder), ""},
	{VerbReturn, at(StageDispatched, StageAccepted), StageReturned, who(RoleHolder), "理由是明显不属于本单位职责；裁定过的不能再退；时限照走"},
	{VerbUphold, at(StageReturned), StageAccepted, who(RoleDesk), "写明理由"},
	{VerbReassign, at(StageReturned), StageDispatched, who(RoleDesk), "写明理由；新的岗位也不能再退"},
	{VerbContact, atWork, StageHandling, who(RoleHolder), ""},
	{VerbHandle, atWork, StageHandling, who(RoleHolder), ""},
	{VerbInvite, atWork, "", who(RoleHolder, RoleDesk), "承办岗不变"},
	{VerbContribute, at(StageAccepted, StageHandling, StageWaiting, StageParked, StageDeliberating, StageReported), "", who(RoleCohandler), "协办岗不能反馈、不能办结"},
	{VerbAsk, atWork, StageWaiting, who(RoleHolder), "写明要补充什么；时限暂停"},
	{VerbSupply, at(StageWaiting), StageHandling, who(RoleRequester, RoleHolder), "承办岗代填时写明居民怎样告知"},
	{VerbExtend, at(StageAccepted, StageHandling, StageDeliberating), "", who(RoleHolder), "写明理由，还没超时；告知居民和派单岗"},
	{VerbAskPark, atWork, "", who(RoleHolder), "写明原因代码、措施和复查日期（90 天以内）"},
	{VerbPark, atWork, StageParked, who(RoleUpper), "承办岗申请过；同意的岗位在承办岗之上；时限暂停；不算解决"},
	{VerbRefusePark, atWork, "", who(RoleUpper), "承办岗申请过"},
	{VerbUnpark, at(StageParked, StageWaiting), StageHandling, who(RoleHolder, RoleUpper, RoleClock), "到复查日期，或者居民过了期限没有补充，自动恢复"},
	{VerbDeliberate, atWork, StageDeliberating, who(RoleHolder, RoleDesk), "时限照走"},
	{VerbConclude, at(StageDeliberating), StageHandling, who(RoleHolder, RoleDesk), "写明结论"},
	{VerbEscalate, at(StageDispatched, StageAccepted, StageHandling, StageDeliberating), StageDispatched, who(RoleHolder, RoleUpper), "写明理由；一级一级报，紧急的除外；时限照走"},
	{VerbSupervise, beforeReport, "", who(RoleUpper), "写明理由"},
	{VerbLapse, at(StageRegistered, StageDispatched, StageReturned, StageAccepted, StageHandling, StageDeliberating), "", who(RoleClock), "到了时限还没有反馈"},
	{VerbReport, atWork, StageReported, who(RoleHolder), "写明结果：已解决、已解释、无法解决、于法无据、不在职责内"},
	{VerbRedo, at(StageReported), StageHandling, who(RoleReviewer), "写明哪里不够"},
	{VerbReview, at(StageReported), StageReviewed, who(RoleReviewer), "审核的岗位不是反馈的岗位"},
	{VerbJudge, at(StageAnswered, StageReviewed), StageJudged, who(RoleRequester), "只评一次；代评的写明怎样得知"},
	{VerbJudge, at(StageDispatched, StageReturned, StageAccepted, StageHandling, StageWaiting, StageParked, StageDeliberating), "", who(RoleRequester), "过了时限才能在反馈之前评价"},
	{VerbJudge, at(StageReported, StageClosed), "", who(RoleRequester), "办结后的评价在期限以内"},
	{VerbClose, at(StageAnswered, StageReviewed, StageJudged), StageClosed, who(RoleReviewer, RoleClock), "居民评价过、评价期已过，或者没有人可以评价"},
	{VerbReopen, at(StageReviewed, StageJudged, StageClosed), StageHandling, who(RoleRequester, RoleReviewer), "期限以内；有承办岗；时限重新计算"},
	{VerbRehear, at(StageAnswered, StageDiverted, StageJudged, StageClosed), StageRegistered, who(RoleRequester, RoleReviewer), "期限以内；没有承办岗"},
	{VerbMerge, at(StageRegistered, StageDispatched, StageAccepted, StageHandling), StageMerged, who(RoleDesk), "并入的那件还没办结"},
	{VerbAbsorb, at(StageRegistered, StageDispatched, StageReturned, StageAccepted, StageHandling, StageWaiting, StageParked, StageDeliberating, StageReported), "", who(RoleDesk), "并进来的人照样得知进展"},
	{VerbWithdraw, beforeReport, StageWithdrawn, who(RoleRequester), "代为撤回的写明怎样得知"},
	{VerbExclude, at(StageJudged, StageClosed), "", who(RoleUpper), "写明理由；仍然可以数出来"},
}

func at(s ...Stage) []Stage { return s }
func who(r ...Role) []Role  { return r }

// Changes is the table of allowed changes.
func Changes() []Change { return slices.Clone(changes) }

// next is where a step leads from a stage; false when it is not allowed there.
func next(from Stage, v Verb) (Stage, bool) {
	for _, c := range changes {
		if c.Verb != v {
			continue
		}
		switch {
		case from == "" && len(c.From) == 0:
			return c.To, true
		case slices.Contains(c.From, from) && c.To == "":
			return from, true
		case slices.Contains(c.From, from):
			return c.To, true
		}
	}
	return "", false
}

// Allows says whether the table lets the step be taken at the stage; what else
// must hold, the act says.
func (s Stage) Allows(v Verb) bool {
	_, ok := next(s, v)
	return ok
}

// Verbs lists what the table lets follow on the stage, in its order.
func (s Stage) Verbs() []Verb {
	var out []Verb
	for _, c := range changes {
		if slices.Contains(c.From, s) && !slices.Contains(out, c.Verb) {
			out = append(out, c.Verb)
		}
	}
	return out
}

// Replay gives the stage that the verbs lead to, in order.
func Replay(verbs ...Verb) (Stage, error) {
	var s Stage
	for i, v := range verbs {
		to, ok := next(s, v)
		if !ok {
			return s, fmt.Errorf("step %d: no %s at %q", i+1, v, s)
		}
		s = to
	}
	return s, nil
}

// refuse says to a person why the step cannot be taken at the stage.
func refuse(s Stage, v Verb) error {
	return errs.New(errs.Conflict, "matter.stage", "这件事现在是“%s”，不能%s", s.Label(), v.Label())
}

// Table is the table of stages and the table of allowed changes as Markdown, for
// docs/matter-stages.md.
func Table() string {
	var b strings.Builder
	b.WriteString("# Stages and steps of a matter\n\n")
	b.WriteString("Made from the table in `internal/matter/change.go` by `go test ./internal/matter -update`. Stages say what, steps say who.\n\n")
	b.WriteString("| stage | 中文 | 五事 | open | clock |\n|---|---|---|---|---|\n")
	for _, r := range stages {
		clock := ""
		switch {
		case r.Ticks:
			clock = "runs"
		case r.Paused:
			clock = "paused"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.Stage, r.Label, r.Phase.Label(), map[bool]string{true: "open"}[r.Open], clock)
	}
	b.WriteString("\n| step | 中文 | from | to | who | 条件 |\n|---|---|---|---|---|---|\n")
	for _, c := range changes {
		to := string(c.To)
		if to == "" {
			to = "(stays)"
		}
		var roles []string
		for _, r := range c.Who {
			roles = append(roles, r.Label())
		}
		from := "–"
		if len(c.From) > 0 {
			names := make([]string, len(c.From))
			for i, s := range c.From {
				names[i] = string(s)
			}
			from = strings.Join(names, ", ")
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", c.Verb, c.Verb.Label(), from, to, strings.Join(roles, "、"), c.If)
	}
	return b.String()
}
