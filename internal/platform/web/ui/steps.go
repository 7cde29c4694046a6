package ui

import (
	"context"
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// FiveSteps is the line 听 议 办 知 评 with step now (0 to 4) lit; 5 means all
// are done. Steps named in skipped were not needed.
func FiveSteps(ctx context.Context, now int, skipped ...int) []Step {
	names := []string{
		words.T(ctx, "听诉求"), words.T(ctx, "议办法"), words.T(ctx, "办事情"), words.T(ctx, "知结果"), words.T(ctx, "评好坏"),
	}
	marks := []string{"听", "议", "办", "知", "评"}
	steps := make([]Step, len(marks))
	for i := range steps {
		steps[i] = Step{Mark: marks[i], Name: names[i], State: Ahead}
		switch {
		case i == now:
			steps[i].State = Now
		case i < now:
			steps[i].State = Done
		}
		if words.Lang(ctx) == words.English {
			steps[i].Mark = strconv.Itoa(i + 1)
		}
	}
	for _, i := range skipped {
		if i != now {
			steps[i].State = Skipped
		}
	}
	return steps
}

// say is the state for screen readers.
func (s StepState) say(ctx context.Context) string {
	switch s {
	case Done:
		return words.T(ctx, "已完成")
	case Now:
		return words.T(ctx, "正在进行")
	case Skipped:
		return words.T(ctx, "这次不需要")
	}
	return words.T(ctx, "还没到")
}

func (m Moment) class() string {
	if m.Tone == "" {
		return ""
	}
	return m.Tone.class()
}

func (m Moment) icon() Icon {
	switch {
	case m.Icon != "":
		return m.Icon
	case m.Tone != "":
		return m.Tone.icon()
	}
	return IconCheck
}

// secondsText is a count of seconds for an attribute; never negative.
func secondsText(seconds int) string { return strconv.Itoa(max(0, seconds)) }
