package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Zone is the civil time of the whole country: UTC+8, no summer time. Years in
// which clocks were changed (1986 to 1991) hold no deadline of ours.
var Zone = time.FixedZone("UTC+8", 8*60*60)

// Day is a civil day in [Zone] as the integer 20261122, which sorts, groups and
// stores the same on every engine. The zero Day means "no day".
type Day int32

// NewDay makes the day, or the zero Day if there is no such day in the calendar.
func NewDay(year int, month time.Month, day int) Day {
	if year < 1 || year > 9999 || month < time.January || month > time.December || day < 1 || day > 31 {
		return 0
	}
	d := Day(year*10000 + int(month)*100 + day)
	if DayOf(d.Start()) != d {
		return 0
	}
	return d
}

// DayOf is the civil day on which the moment t falls.
func DayOf(t time.Time) Day {
	y, m, d := t.In(Zone).Date()
	return Day(y*10000 + int(m)*100 + d)
}

var dayText = regexp.MustCompile(`^\s*(\d{4})(?:[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})\s*日?|(\d{2})(\d{2}))\s*$`)

// ParseDay reads a day as people and tables write it: 2026-11-22, 2026/11/22,
// 2026.11.22, 2026年11月22日 or 20261122.
func ParseDay(s string) (Day, error) {
	m := dayText.FindStringSubmatch(s)
	if m == nil {
		return 0, errs.New(errs.Invalid, "day.format", "日期请写成 2026-11-22 这样，现在写的是“%s”", s)
	}
	month, day := m[2]+m[4], m[3]+m[5]
	d := NewDay(atoi(m[1]), time.Month(atoi(month)), atoi(day))
	if d == 0 {
		return 0, errs.New(errs.Invalid, "day.absent", "没有%s年%s月%s日这一天", m[1], month, day)
	}
	return d, nil
}

// atoi converts digits already matched by an expression.
func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// Date gives the parts of the day.
func (d Day) Date() (year int, month time.Month, day int) {
	return int(d / 10000), time.Month(d / 100 % 100), int(d % 100)
}

// Year is the year of the day.
func (d Day) Year() int { return int(d / 10000) }

// Valid says whether there is such a day.
func (d Day) Valid() bool { return d > 0 && NewDay(d.Date()) == d }

// Start is the first moment of the day, 00:00 in [Zone].
func (d Day) Start() time.Time {
	y, m, dd := d.Date()
	return time.Date(y, m, dd, 0, 0, 0, 0, Zone)
}

// Last is the last microsecond of the day: 24:00 as a moment that still lies on
// the day, so that DayOf(d.Last()) == d and lateness is now.After(due).
func (d Day) Last() time.Time {
	return d.Add(1).Start().Add(-time.Microsecond)
}

// Add is the day n days later, or earlier where n is negative.
func (d Day) Add(n int) Day {
	y, m, dd := d.Date()
	return DayOf(time.Date(y, m, dd+n, 0, 0, 0, 0, Zone))
}

// AddMonths is the matching day n months later, or the last day of that month
// where it has no such day (Civil Code art. 202).
func (d Day) AddMonths(n int) Day {
	y, m, dd := d.Date()
	last := DayOf(time.Date(y, m+time.Month(n)+1, 0, 0, 0, 0, 0, Zone))
	if _, _, days := last.Date(); dd >= days {
		return last
	}
	return DayOf(time.Date(y, m+time.Month(n), dd, 0, 0, 0, 0, Zone))
}

// Sub is the number of days from e to d.
func (d Day) Sub(e Day) int {
	return int(d.Start().Sub(e.Start()).Hours() / 24)
}

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.Start().Weekday() }

// String is the day as 2026-11-22; the zero Day is "".
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	y, m, dd := d.Date()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, dd)
}
