package ui_test

import (
	"context"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

var (
	zh = context.Background()
	en = words.With(context.Background(), words.English)
)

// at reads a wall-clock time of the zone.
func at(t *testing.T, wall string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", wall, ui.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ now, at, zh, en string }{
		{"2026-06-16 15:20", "2026-06-16 00:00", "今天 00:00", "Today 00:00"},
		{"2026-06-16 15:20", "2026-06-16 23:59", "今天 23:59", "Today 23:59"},
		{"2026-06-16 00:00", "2026-06-15 23:59", "昨天", "Yesterday"},
		{"2026-06-16 15:20", "2026-06-14 09:00", "前天", "14 Jun"},
		{"2026-06-16 15:20", "2026-06-17 09:00", "明天", "Tomorrow"},
		{"2026-06-16 15:20", "2026-06-18 09:00", "后天", "18 Jun"},
		{"2026-06-16 15:20", "2026-06-03 09:00", "6月3日", "3 Jun"},
		{"2026-06-16 15:20", "2025-12-31 09:00", "2025年12月31日", "31 Dec 2025"},
		{"2026-01-01 00:10", "2025-12-31 23:50", "昨天", "Yesterday"},
	} {
		now, then := at(t, c.now), at(t, c.at)
		if got := ui.Say(zh, now, then); got != c.zh {
			t.Errorf("at %s, %s is %q, want %q", c.now, c.at, got, c.zh)
		}
		if got := ui.Say(en, now.UTC(), then.UTC()); got != c.en { // the zone of the value does not matter
			t.Errorf("at %s, %s is %q, want %q", c.now, c.at, got, c.en)
		}
	}
}

func TestDeadlineWords(t *testing.T) {
	t.Parallel()
	now := "2026-06-16 15:20"
	for _, c := range []struct {
		due    string
		paused bool
		zh, en string
	}{
		{"2026-06-16 15:19", false, "超时 1 分钟", "1 minute overdue"},
		{"2026-06-16 15:20", false, "超时 1 分钟", "1 minute overdue"},
		{"2026-06-16 12:10", false, "超时 3 小时", "3 hours overdue"},
		{"2026-06-12 12:10", false, "超时 4 天", "4 days overdue"},
		{"2026-06-16 16:00", false, "还剩 40 分钟", "40 minutes left"},
		{"2026-06-16 18:00", false, "今天 18:00 前", "by today 18:00"},
		{"2026-06-17 16:00", false, "明天 16:00 前", "by tomorrow 16:00"},
		{"2026-06-18 16:00", false, "后天 16:00 前", "by 18 Jun 16:00"},
		{"2026-06-30 16:00", false, "6月30日前", "by 30 Jun"},
		{"2026-06-16 12:10", true, "暂停计时", "Clock paused"},
	} {
		d := ui.Deadline{Due: at(t, c.due), Paused: c.paused}
		if got := d.Words(zh, at(t, now)); got != c.zh {
			t.Errorf("due %s: %q, want %q", c.due, got, c.zh)
		}
		if got := d.Words(en, at(t, now)); got != c.en {
			t.Errorf("due %s: %q, want %q", c.due, got, c.en)
		}
	}
}

func TestSpan(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		0: "1 分钟", 59 * time.Second: "1 分钟", 90 * time.Minute: "1 小时", 47 * time.Hour: "47 小时", 48 * time.Hour: "2 天", -3 * time.Hour: "3 小时",
	} {
		if got := ui.Span(zh, d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
