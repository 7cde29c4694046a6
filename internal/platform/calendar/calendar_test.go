package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// workdays counts the working days from one day to another, both included.
func workdays(c Calendar, from, to Day) (n int, known bool) {
	known = true
	for d := from; d <= to; d = d.Add(1) {
		workday, sure := c.IsWorkday(d)
		known = known && sure
		if workday {
			n++
		}
	}
	return n, known
}

func TestWorkingDayVectors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		start Day
		n     int
		due   Day
	}{
		{20240208, 5, 20240221}, {20250124, 5, 20250207}, {20250430, 1, 20250506},
		{20250926, 3, 20250930}, {20250930, 5, 20251014}, {20251231, 1, 20260104},
		{20260212, 1, 20260213}, {20260213, 5, 20260227}, {20260430, 2, 20260507},
		{20260918, 1, 20260920}, {20260924, 1, 20260928}, {20260930, 3, 20261010},
		{20260930, 5, 20261013},
	} {
		start := c.start.Start().Add(15 * time.Hour)
		due, known := Official().Due(start, Limit{c.n, WorkingDays})
		if DayOf(due) != c.due || !due.Equal(c.due.Last()) || !known {
			t.Errorf("%s + %d working days = %v, known %v, want %s", c.start, c.n, due, known, c.due)
		}
	}
}

func TestWorkdaysOfAYear(t *testing.T) {
	t.Parallel()
	for year, want := range map[int]int{2024: 251, 2025: 248, 2026: 248} {
		n, known := workdays(Official(), Day(year*10000+101), Day(year*10000+1231))
		if n != want || !known {
			t.Errorf("%d has %d working days, known %v, want %d", year, n, known, want)
		}
	}
}

func TestDueByTheClockAndByTheDay(t *testing.T) {
	t.Parallel()
	at := func(d Day, hour int) time.Time { return d.Start().Add(time.Duration(hour) * time.Hour) }
	for _, c := range []struct {
		name  string
		start time.Time
		limit Limit
		want  time.Time
		known bool
	}{
		{"two hours over midnight, no rest day moves them", at(20261001, 23), Limit{2, Hours}, at(20261002, 1), true},
		{"hours need no calendar", at(20301001, 23), Limit{24, Hours}, at(20301002, 23), true},
		{"seven days end at 24:00", at(20261102, 9), Limit{7, Days}, Day(20261109).Last(), true},
		{"last day off moves past the holiday", at(20260928, 9), Limit{7, Days}, Day(20261008).Last(), true},
		{"a make-up Saturday is no rest day", at(20260507, 9), Limit{2, Days}, Day(20260509).Last(), true},
		{"a Saturday moves to Monday", at(20261107, 9), Limit{7, Days}, Day(20261116).Last(), true},
		{"into a year not held: New Year's Day and the weekend", at(20261225, 9), Limit{7, Days}, Day(20270104).Last(), false},
		{"working days into a year not held", at(20261230, 9), Limit{2, WorkingDays}, Day(20270104).Last(), false},
	} {
		if got, known := Official().Due(c.start, c.limit); !got.Equal(c.want) || known != c.known {
			t.Errorf("%s: %v known %v, want %v known %v", c.name, got, known, c.want, c.known)
		}
	}
}

func TestUnheldYearLeansOnStatutoryDays(t *testing.T) {
	t.Parallel()
	for _, d := range []Day{20270101, 20270205, 20270206, 20270208, 20270405, 20270501, 20280502, 20270609, 20270915, 20271001, 20291003, 20331003} {
		if workday, known := Official().IsWorkday(d); workday || known {
			t.Errorf("%s: workday %v, known %v; it is a public holiday of a year not held", d, workday, known)
		}
	}
	for _, d := range []Day{20270104, 20270209, 20271004, 20410107} {
		if workday, known := Official().IsWorkday(d); workday != (d.Weekday() != time.Saturday && d.Weekday() != time.Sunday) || known {
			t.Errorf("%s: workday %v, known %v", d, workday, known)
		}
	}
}

// The statutory days we compute must all be days off in the years whose
// arrangement is official.
func TestStatutoryDaysAgreeWithTheArrangements(t *testing.T) {
	t.Parallel()
	for d := Day(20250101); d <= 20261231; d = d.Add(1) {
		if workday, _ := Official().IsWorkday(d); workday && statutory(d) {
			t.Errorf("%s is statutory but worked", d)
		}
	}
	for year := 2025; year <= 2040; year++ {
		n := 0
		for d := Day(year*10000 + 101); d.Year() == year; d = d.Add(1) {
			if statutory(d) {
				n++
			}
		}
		// Mid-Autumn may fall within the National Day days (2031, 2028, 2039).
		if n != 13 && !(n == 12 && moving[year][3]/100 == 10) {
			t.Errorf("%d has %d statutory days", year, n)
		}
	}
}

func TestDueProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := Day(20231215).Add(rapid.IntRange(0, 1400).Draw(t, "day"))
		start := d.Start().Add(time.Duration(rapid.IntRange(0, 86399).Draw(t, "second")) * time.Second)
		n := rapid.IntRange(1, 60).Draw(t, "n")
		working, _ := Official().Due(start, Limit{n, WorkingDays})
		last := DayOf(working)
		if count, _ := workdays(Official(), d.Add(1), last); count != n {
			t.Fatalf("%s + %d working days = %s, which counts %d", d, n, last, count)
		}
		days, _ := Official().Due(start, Limit{n, Days})
		end := DayOf(days)
		if ok, _ := Official().IsWorkday(end); !ok || end.Sub(d) < n || !days.After(start) {
			t.Fatalf("%s + %d days = %s", d, n, end)
		}
		if count, _ := workdays(Official(), d.Add(n), end.Add(-1)); count != 0 {
			t.Fatalf("%s + %d days = %s skips a working day", d, n, end)
		}
	})
}
