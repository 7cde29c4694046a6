package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = Day(20261102).Start().Add(12 * time.Hour)

func hours(n int) time.Time { return noon.Add(time.Duration(n) * time.Hour) }

func TestDueAfter(t *testing.T) {
	t.Parallel()
	base := hours(10)
	for _, c := range []struct {
		name   string
		pauses []Pause
		at     time.Time
		want   time.Time
	}{
		{"none", nil, hours(5), hours(10)},
		{"one, over", []Pause{{hours(2), hours(5)}}, hours(6), hours(13)},
		{"one, still going on", []Pause{{From: hours(2)}}, hours(6), hours(14)},
		{"two, out of order", []Pause{{hours(6), hours(8)}, {hours(1), hours(2)}}, hours(20), hours(13)},
		{"overlapping ones count once", []Pause{{hours(1), hours(4)}, {hours(2), hours(5)}}, hours(20), hours(14)},
		{"within the time a pause has given", []Pause{{hours(2), hours(5)}, {hours(12), hours(13)}}, hours(20), hours(14)},
		{"begun when already late", []Pause{{hours(11), hours(15)}}, hours(20), hours(10)},
		{"late already, then parked", []Pause{{hours(2), hours(3)}, {hours(12), hours(15)}}, hours(20), hours(11)},
		{"turned around", []Pause{{hours(5), hours(2)}}, hours(20), hours(10)},
	} {
		if got := DueAfter(base, c.pauses, c.at); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestPausesOnlyEverGive(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		base, at := hours(rapid.IntRange(0, 50).Draw(t, "base")), hours(rapid.IntRange(0, 100).Draw(t, "at"))
		var pauses []Pause
		for range rapid.IntRange(0, 5).Draw(t, "n") {
			p := Pause{From: hours(rapid.IntRange(0, 90).Draw(t, "from"))}
			if rapid.Bool().Draw(t, "closed") {
				p.Until = hours(rapid.IntRange(0, 90).Draw(t, "until"))
			}
			pauses = append(pauses, p)
		}
		due, paused := DueAfter(base, pauses, at), Paused(pauses, at)
		if due.Before(base) || due.Sub(base) > paused {
			t.Fatalf("base %v, due %v, paused %v", base, due, paused)
		}
		if later := DueAfter(base, pauses, at.Add(time.Hour)); later.Before(due) {
			t.Fatalf("an hour later the due moment went back from %v to %v", due, later)
		}
	})
}
