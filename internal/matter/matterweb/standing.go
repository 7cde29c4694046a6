package matterweb

import (
	"context"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// standing is what says how a matter stands, of a line or of an opened matter.
type standing struct {
	stage   matter.Stage
	outcome matter.Outcome
	due     time.Time
	mine    bool // the reader is who is waited for
}

func standingOf(l matter.Line, at time.Time) standing {
	s := standing{stage: l.Stage, outcome: l.Outcome}
	if l.Stage.Ticks() || l.Stage.Paused() {
		s.due = matter.Clock{DueAt: l.DueAt, PausedAt: l.PausedAt}.Due(at)
	}
	return s
}

var tones = map[matter.Stage]ui.Tone{
	matter.StageRegistered: ui.Amber, matter.StageDispatched: ui.Amber, matter.StageReturned: ui.Amber, matter.StageWaiting: ui.Amber,
	matter.StageReviewed: ui.Amber, matter.StageJudged: ui.Amber,
	matter.StageAccepted: ui.Sea, matter.StageHandling: ui.Sea, matter.StageDeliberating: ui.Sea, matter.StageReported: ui.Sea,
	matter.StageAnswered: ui.Leaf,
}

// status is tone, icon and word. Closed is not solved: a closed matter says how
// it ended.
func (s standing) status(ctx context.Context) ui.Status {
	if s.stage == matter.StageClosed && s.outcome != "" {
		out := ui.Status{Tone: ui.Slate, Word: words.T(ctx, s.outcome.Label())}
		if s.outcome == matter.OutcomeSolved {
			out.Tone = ui.Leaf
		}
		return out
	}
	out := ui.Status{Tone: ui.Slate, Word: words.T(ctx, s.stage.Label())}
	if tone, ok := tones[s.stage]; ok {
		out.Tone = tone
	}
	if s.stage == matter.StageParked {
		out.Icon = ui.IconPause
	}
	return out
}

// clock is the deadline; none once the matter is reported.
func (s standing) clock() ui.Deadline { return ui.Deadline{Due: s.due, Paused: s.stage.Paused()} }

// line is the line 听 议 办 知 评. Where nothing had to be deliberated, that
// station was not needed.
func (s standing) line(ctx context.Context, holder string) ui.StepLine {
	now := len(matter.Phases())
	for i, p := range matter.Phases() {
		if p == s.stage.Phase() && s.stage != matter.StageClosed {
			now = i
		}
	}
	var skipped []int
	if s.stage != matter.StageDeliberating && s.stage != matter.StageReturned {
		skipped = []int{1}
	}
	return ui.StepLine{Steps: ui.FiveSteps(ctx, now, skipped...), Who: s.who(ctx, holder), Clock: s.clock()}
}

// who says who has the matter now, as people say it.
func (s standing) who(ctx context.Context, holder string) string {
	switch s.stage {
	case matter.StageRegistered, matter.StageReturned:
		return words.T(ctx, "社区正在安排谁来办")
	case matter.StageDispatched:
		return words.T(ctx, "已交给%s，等他接手", holder)
	case matter.StageAccepted, matter.StageHandling:
		return words.T(ctx, "%s正在办", holder)
	case matter.StageWaiting:
		if !s.mine {
			return words.T(ctx, "等居民补充情况")
		}
		return words.T(ctx, "等您补充情况")
	case matter.StageParked:
		return words.T(ctx, "现在还办不了，到时接着办")
	case matter.StageDeliberating:
		return words.T(ctx, "邻居们正在商量")
	case matter.StageReported:
		return words.T(ctx, "%s说办好了，社区正在看", holder)
	case matter.StageReviewed, matter.StageAnswered:
		if !s.mine {
			return words.T(ctx, "等居民评一评")
		}
		return words.T(ctx, "等您评一评")
	}
	return ""
}

// title is the beginning of what was said, for a heading or a row.
func title(text string) string {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	const most = 40
	if r := []rune(text); len(r) > most {
		for i := most; i > most/2; i-- {
			if strings.ContainsRune("，。；！？,.;!? ", r[i]) {
				return string(r[:i])
			}
		}
		return string(r[:most]) + "…"
	}
	return strings.TrimRight(text, "，。；,.; ")
}

// sameDay says whether two moments lie on one day on the wall.
func sameDay(a, b time.Time) bool {
	return a.In(ui.Zone).Format(time.DateOnly) == b.In(ui.Zone).Format(time.DateOnly)
}

// before is a limit as a sentence has it: "明天 16:00 前", "6月3日前"; without
// one it is soon.
func before(ctx context.Context, now, due time.Time) string {
	if due.IsZero() {
		return words.T(ctx, "尽快")
	}
	if !now.Before(due) {
		return words.T(ctx, "已经超时，请尽快")
	}
	return ui.Deadline{Due: due}.Words(ctx, now)
}
