package calendar

import (
	"maps"
	"slices"
	"time"
)

// Year is the official arrangement of one year, as the State Council announces
// it each autumn: days off that are not plain weekends, and weekend days worked
// to make up for them.
type Year struct {
	Number int      // 2026
	Paper  []string // where the announcement stands
	Off    []Day    // days off
	Work   []Day    // make-up working days, all on weekends
}

// mark is what an announcement says of one day.
type mark bool

const (
	off  mark = false
	work mark = true
)

// Calendar is the arrangement of the years it holds. The zero Calendar holds
// none and answers from weekends and statutory days. Copies are safe to share.
type Calendar struct {
	years map[int]Year
	marks map[Day]mark // what all the years say, by day
}

// With is the calendar that also holds the given years; a year already held is
// replaced. c itself does not change.
func (c Calendar) With(years ...Year) Calendar {
	out := Calendar{years: map[int]Year{}, marks: map[Day]mark{}}
	maps.Copy(out.years, c.years)
	for _, y := range years {
		out.years[y.Number] = y
	}
	for _, number := range slices.Sorted(maps.Keys(out.years)) {
		for _, d := range out.years[number].Off {
			out.marks[d] = off
		}
		for _, d := range out.years[number].Work {
			out.marks[d] = work
		}
	}
	return out
}

// Knows says whether the official arrangement of the year is held.
func (c Calendar) Knows(year int) bool {
	_, ok := c.years[year]
	return ok
}

// Years lists the years held, in order.
func (c Calendar) Years() []Year {
	return slices.SortedFunc(maps.Values(c.years), func(a, b Year) int { return a.Number - b.Number })
}

// IsWorkday says whether people work on the day. known is false where the year
// is not held and the answer is only weekends and statutory days.
func (c Calendar) IsWorkday(d Day) (workday, known bool) {
	known = c.Knows(d.Year())
	if m, ok := c.marks[d]; ok {
		return bool(m), known
	}
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return false, known
	}
	return known || !statutory(d), known
}

// nextWorkday is the first working day on or after d.
func (c Calendar) nextWorkday(d Day) (next Day, known bool) {
	known = true
	for {
		workday, sure := c.IsWorkday(d)
		known = known && sure
		if workday {
			return d, known
		}
		d = d.Add(1)
	}
}

// addWorkdays is the n-th working day after d; d itself is not counted. With n
// of 0 it is d.
func (c Calendar) addWorkdays(d Day, n int) (due Day, known bool) {
	known = true
	for n > 0 {
		d = d.Add(1)
		workday, sure := c.IsWorkday(d)
		known = known && sure
		if workday {
			n--
		}
	}
	return d, known
}
