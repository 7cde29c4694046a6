package ui

import (
	"context"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// Zone is the clock on the wall: China has one, eight hours ahead of UTC, and
// no summer time.
var Zone = time.FixedZone("UTC+8", 8*60*60)

// days is how many calendar days at lies after now, negative before.
func days(now, at time.Time) int {
	midnight := func(t time.Time) time.Time {
		y, m, d := t.In(Zone).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(midnight(at).Sub(midnight(now)).Hours() / 24)
}

// Say is a time as people say it, less exact the farther off: 今天 15:20, 昨天,
// 6月3日, 2025年6月3日.
func Say(ctx context.Context, now, at time.Time) string {
	if days(now, at) == 0 {
		return words.T(ctx, "今天 %s", at.In(Zone).Format("15:04"))
	}
	return SayDay(ctx, now, at)
}

// SayExactly is a day as people say it with the hour: 昨天 15:20, 6月3日 15:20.
func SayExactly(ctx context.Context, now, at time.Time) string {
	return SayDay(ctx, now, at) + " " + at.In(Zone).Format("15:04")
}

// SayDay is the day alone: 今天, 昨天, 前天, 明天, 后天, 6月3日.
func SayDay(ctx context.Context, now, at time.Time) string {
	english := words.Lang(ctx) == words.English
	n, local := days(now, at), at.In(Zone)
	switch {
	case n == 0:
		return words.T(ctx, "今天")
	case n == -1:
		return words.T(ctx, "昨天")
	case n == 1:
		return words.T(ctx, "明天")
	case n == -2 && !english:
		return "前天"
	case n == 2 && !english:
		return "后天"
	case local.Year() != now.In(Zone).Year():
		return Date(ctx, at)
	case english:
		return local.Format("2 Jan")
	}
	return local.Format("1月2日")
}

// Date is a full date: 2026年6月3日.
func Date(ctx context.Context, at time.Time) string {
	if words.Lang(ctx) == words.English {
		return at.In(Zone).Format("2 Jan 2006")
	}
	return at.In(Zone).Format("2006年1月2日")
}

// Exact is a time to the minute: 2026年6月3日 15:20.
func Exact(ctx context.Context, at time.Time) string {
	return Date(ctx, at) + " " + at.In(Zone).Format("15:04")
}

// Span is a length of time in its largest unit, rounded down: 40 分钟, 3 小时,
// 2 天; under a minute counts as one.
func Span(ctx context.Context, d time.Duration) string {
	switch d = d.Abs(); {
	case d < time.Hour:
		return words.T(ctx, "%d 分钟", max(1, int(d/time.Minute)))
	case d < 48*time.Hour:
		return words.T(ctx, "%d 小时", int(d/time.Hour))
	}
	return words.T(ctx, "%d 天", int(d/(24*time.Hour)))
}

// Deadline is a clock that runs against someone.
type Deadline struct {
	Due    time.Time // zero: no clock runs
	Paused bool      // stopped while another is waited for
}

// tone: red when past, amber on the last day, quiet before.
func (d Deadline) tone(now time.Time) Tone {
	switch {
	case d.Paused:
		return Slate
	case !now.Before(d.Due):
		return Red
	case days(now, d.Due) == 0 || d.Due.Sub(now) < 6*time.Hour:
		return Amber
	}
	return Slate
}

// Words is what the clock says: 暂停计时, 超时 3 小时, 还剩 40 分钟, 明天 16:00 前.
func (d Deadline) Words(ctx context.Context, now time.Time) string {
	left := d.Due.Sub(now)
	switch {
	case d.Paused:
		return words.T(ctx, "暂停计时")
	case left <= 0:
		return words.T(ctx, "超时 %s", Span(ctx, left))
	case left < time.Hour:
		return words.T(ctx, "还剩 %s", Span(ctx, left))
	case days(now, d.Due) <= 2:
		return words.T(ctx, "%s 前", within(ctx, SayExactly(ctx, now, d.Due)))
	}
	return words.T(ctx, "%s前", SayDay(ctx, now, d.Due))
}

// within fits a day into a sentence: English writes Tomorrow small there.
func within(ctx context.Context, day string) string {
	if words.Lang(ctx) == words.English {
		return strings.ToLower(day[:1]) + day[1:]
	}
	return day
}
