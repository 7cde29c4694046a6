package calendar

import (
	"slices"
	"time"
)

// Pause is a stretch in which the clock stands still: waiting for the resident,
// or parked. A zero Until means it still goes on.
type Pause struct {
	From, Until time.Time
}

// DueAfter moves a due moment by the time paused, as seen at the moment at:
// due = base + paused time. Overlapping pauses count once, an open pause counts
// up to at. A pause that begins only after the due moment has passed moves
// nothing: what was late stays late.
func DueAfter(base time.Time, pauses []Pause, at time.Time) time.Time {
	due := base
	for _, p := range merged(pauses, at) {
		if p.From.After(due) {
			break
		}
		due = due.Add(p.Until.Sub(p.From))
	}
	return due
}

// Paused is the time paused up to the moment at; overlaps count once.
func Paused(pauses []Pause, at time.Time) time.Duration {
	var sum time.Duration
	for _, p := range merged(pauses, at) {
		sum += p.Until.Sub(p.From)
	}
	return sum
}

// merged gives the pauses in order, closed at the moment at, none overlapping.
func merged(pauses []Pause, at time.Time) []Pause {
	var out []Pause
	sorted := slices.SortedFunc(slices.Values(pauses), func(a, b Pause) int { return a.From.Compare(b.From) })
	for _, p := range sorted {
		if p.Until.IsZero() || p.Until.After(at) {
			p.Until = at
		}
		if !p.From.Before(p.Until) {
			continue
		}
		if n := len(out); n > 0 && !p.From.After(out[n-1].Until) {
			if p.Until.After(out[n-1].Until) {
				out[n-1].Until = p.Until
			}
			continue
		}
		out = append(out, p)
	}
	return out
}
