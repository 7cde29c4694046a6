package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDayTurnsAtMidnightInChina(t *testing.T) {
	t.Parallel()
	before := time.Date(2026, 11, 22, 15, 59, 59, 0, time.UTC)
	if got := DayOf(before); got != 20261122 {
		t.Errorf("DayOf(%v) = %d", before, got)
	}
	if got := DayOf(before.Add(time.Second)); got != 20261123 {
		t.Errorf("one second later: %d", got)
	}
	if d := Day(20261231); DayOf(d.Last()) != d || !d.Last().Add(time.Microsecond).Equal(Day(20270101).Start()) {
		t.Errorf("Last of %s = %v", d, d.Last())
	}
}

func TestParseDay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Day{
		"2026-11-22": 20261122, "2026/1/2": 20260102, "2026.01.02": 20260102,
		"2026年2月28日": 20260228, "20240229": 20240229, " 2026-11-22 ": 20261122, "2026年 3月 4": 20260304,
	} {
		if got, err := ParseDay(text); err != nil || got != want {
			t.Errorf("ParseDay(%q) = %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "2026-02-29", "20260431", "2026-13-01", "26-1-1", "2026-1-1x", "0000-01-01", "昨天"} {
		if got, err := ParseDay(text); err == nil {
			t.Errorf("ParseDay(%q) = %d, want an error", text, got)
		}
	}
}

func TestAddMonthsKeepsToMonthEnd(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from Day
		n    int
		want Day
	}{
		{20260131, 1, 20260228}, {20240131, 1, 20240229}, {20260115, 3, 20260415},
		{20261231, 2, 20270228}, {20260331, -1, 20260228}, {20261130, 1, 20261230}, {20261105, 14, 20280105},
	} {
		if got := c.from.AddMonths(c.n); got != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestDayArithmetic(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := Day(20240101).Add(rapid.IntRange(0, 20000).Draw(t, "d"))
		n := rapid.IntRange(-5000, 5000).Draw(t, "n")
		if !d.Valid() || d.Add(n).Sub(d) != n || d.Add(n).Add(-n) != d || (n > 0) != (d.Add(n) > d) {
			t.Fatalf("%s + %d = %s", d, n, d.Add(n))
		}
		if back, err := ParseDay(d.String()); err != nil || back != d {
			t.Fatalf("%s reads back as %s: %v", d, back, err)
		}
	})
}

func FuzzParseDay(f *testing.F) {
	f.Add("2026-11-22")
	f.Add("2026年2月30日")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDay(s); err == nil && !d.Valid() {
			t.Errorf("ParseDay(%q) = %d, not a day", s, d)
		}
	})
}
