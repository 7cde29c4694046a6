package matter

import "slices"

// Stage says what a matter is at.
type Stage string

// The stages. Who put it there, the steps say.
const (
	StageRegistered   Stage = "registered"   // heard and written down, no seat answers for it yet
	StageDiverted     Stage = "diverted"     // another channel must take it; the requester was told which
	StageAnswered     Stage = "answered"     // answered at once
	StageDispatched   Stage = "dispatched"   // handed to a seat that has not yet accepted
	StageReturned     Stage = "returned"     // the seat says it is not its duty; a ruling is due
	StageAccepted     Stage = "accepted"     // the seat has it
	StageHandling     Stage = "handling"     // being handled
	StageWaiting      Stage = "waiting"      // waiting for the resident; the clock stands still
	StageParked       Stage = "parked"       // cannot be solved before a date; the clock stands still
	StageDeliberating Stage = "deliberating" // the neighbours are deliberating on it
	StageReported     Stage = "reported"     // the seat says what came of it
	StageReviewed     Stage = "reviewed"     // the report was checked; the requester may judge
	StageJudged       Stage = "judged"       // the requester has judged, and not all is well
	StageClosed       Stage = "closed"
	StageMerged       Stage = "merged"    // goes on as another matter
	StageWithdrawn    Stage = "withdrawn" // the requester took it back
)

// Phase is one of the five verbs that every matter goes through (五事).
type Phase string

// The five verbs, in order.
const (
	PhaseHear       Phase = "hear"       // 听
	PhaseDeliberate Phase = "deliberate" // 议
	PhaseHandle     Phase = "handle"     // 办
	PhaseInform     Phase = "inform"     // 知
	PhaseEvaluate   Phase = "evaluate"   // 评
)

// Phases lists the five verbs in order.
func Phases() []Phase {
	return []Phase{PhaseHear, PhaseDeliberate, PhaseHandle, PhaseInform, PhaseEvaluate}
}

var phaseLabels = map[Phase]string{
	PhaseHear: "听", PhaseDeliberate: "议", PhaseHandle: "办", PhaseInform: "知", PhaseEvaluate: "评",
}

// Label is the verb in Chinese.
func (p Phase) Label() string { return phaseLabels[p] }

// stageRow is one row of the table of stages.
type stageRow struct {
	Stage  Stage
	Label  string // what people read
	Phase  Phase
	Open   bool // somebody still has something to do
	Paused bool // the clock stands still
	Ticks  bool // the clock runs
}

var stages = []stageRow{
	{Stage: StageRegistered, Label: "已登记，等分派", Phase: PhaseHear, Open: true, Ticks: true},
	{Stage: StageDiverted, Label: "已告知其他渠道", Phase: PhaseInform},
	{Stage: StageAnswered, Label: "已直接答复", Phase: PhaseInform, Open: true},
	{Stage: StageDispatched, Label: "已派单，等签收", Phase: PhaseHandle, Open: true, Ticks: true},
	{Stage: StageReturned, Label: "退单，等裁定", Phase: PhaseDeliberate, Open: true, Ticks: true},
	{Stage: StageAccepted, Label: "已签收", Phase: PhaseHandle, Open: true, Ticks: true},
	{Stage: StageHandling, Label: "办理中", Phase: PhaseHandle, Open: true, Ticks: true},
	{Stage: StageWaiting, Label: "等居民补充", Phase: PhaseHandle, Open: true, Paused: true},
	{Stage: StageParked, Label: "挂账，到期再办", Phase: PhaseHandle, Open: true, Paused: true},
	{Stage: StageDeliberating, Label: "正在商议", Phase: PhaseDeliberate, Open: true, Ticks: true},
	{Stage: StageReported, Label: "已反馈，等审核", Phase: PhaseInform, Open: true},
	{Stage: StageReviewed, Label: "已反馈，请评价", Phase: PhaseEvaluate, Open: true},
	{Stage: StageJudged, Label: "已评价，还没办好", Phase: PhaseEvaluate, Open: true},
	{Stage: StageClosed, Label: "已办结", Phase: PhaseEvaluate},
	{Stage: StageMerged, Label: "已并入同一件事", Phase: PhaseHear},
	{Stage: StageWithdrawn, Label: "居民已撤回", Phase: PhaseHear},
}

func (s Stage) row() stageRow {
	if i := slices.IndexFunc(stages, func(r stageRow) bool { return r.Stage == s }); i >= 0 {
		return stages[i]
	}
	return stageRow{}
}

// Stages lists every stage in the order of a matter's life.
func Stages() []Stage {
	out := make([]Stage, len(stages))
	for i, r := range stages {
		out[i] = r.Stage
	}
	return out
}

// stagesWhere lists the stages for which f holds.
func stagesWhere(f func(stageRow) bool) []Stage {
	var out []Stage
	for _, r := range stages {
		if f(r) {
			out = append(out, r.Stage)
		}
	}
	return out
}

// Valid says whether there is such a stage.
func (s Stage) Valid() bool { return s.row().Stage != "" }

// Label is what people read, in Chinese.
func (s Stage) Label() string { return s.row().Label }

// Phase is which of the five verbs the stage belongs to.
func (s Stage) Phase() Phase { return s.row().Phase }

// Open says whether somebody still has something to do.
func (s Stage) Open() bool { return s.row().Open }

// Paused says whether the clock stands still.
func (s Stage) Paused() bool { return s.row().Paused }

// Ticks says whether the clock runs.
func (s Stage) Ticks() bool { return s.row().Ticks }
