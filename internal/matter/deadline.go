package matter

import (
	"database/sql/driver"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

// Clock is the time a matter has. Both of its ends are kept, so that a page can
// show the one as set and the one moved by the pauses.
type Clock struct {
	Limit      Limit     `db:"limit_code"`
	StartedAt  time.Time `db:"clock_at"`    // when this round of the clock began
	BaseDueAt  time.Time `db:"base_due_at"` // as if it had never stood still
	DueAt      time.Time `db:"due_at"`      // moved by every pause that has ended
	PausedAt   time.Time `db:"paused_at"`   // zero: it runs
	Extensions int       `db:"extensions"`
	LapsedAt   time.Time `db:"lapsed_at"` // when it was noted as overdue
	Alarm      Alarm     `db:"alarm"`
	AlarmAt    time.Time `db:"alarm_at"` // zero: time alone changes nothing
}

// Alarm is what time must do next to a matter.
type Alarm string

// The alarms.
const (
	AlarmNone   Alarm = ""
	AlarmSoon   Alarm = "soon"   // the limit is near: tell the seat
	AlarmLapse  Alarm = "lapse"  // the limit has passed: tell the seat and whoever is above it
	AlarmReview Alarm = "review" // a parked or waiting matter must be taken up again
	AlarmWindow Alarm = "window" // the time to judge is over
)

// startClock is a clock that begins at a moment.
func startClock(c calendar.Calendar, l calendar.Limit, at time.Time) Clock {
	due, _ := c.Due(at, l)
	return Clock{Limit: Limit{l}, StartedAt: at, BaseDueAt: due, DueAt: due}
}

// pause stops the clock.
func (c *Clock) pause(at time.Time) {
	if c.PausedAt.IsZero() {
		c.PausedAt = at
	}
}

// resume lets the clock run again. What was late before the pause stays late.
func (c *Clock) resume(at time.Time) {
	if !c.PausedAt.IsZero() && !c.PausedAt.After(c.DueAt) {
		c.DueAt = c.DueAt.Add(at.Sub(c.PausedAt))
	}
	c.PausedAt = time.Time{}
}

// extend gives the clock more time from its present end on.
func (c *Clock) extend(cal calendar.Calendar, by calendar.Limit) {
	base, _ := cal.Due(c.BaseDueAt, by)
	c.DueAt = c.DueAt.Add(base.Sub(c.BaseDueAt))
	c.BaseDueAt = base
	c.Extensions++
}

// Due is when the limit ends as seen at a moment: an open pause counts up to it.
func (c Clock) Due(at time.Time) time.Time {
	return calendar.DueAfter(c.DueAt, c.pauses(), at)
}

func (c Clock) pauses() []calendar.Pause {
	if c.PausedAt.IsZero() {
		return nil
	}
	return []calendar.Pause{{From: c.PausedAt}}
}

// Overdue says whether the limit had passed at a moment.
func (c Clock) Overdue(at time.Time) bool { return at.After(c.Due(at)) }

// Paused is the time the clock stood still, up to a moment.
func (c Clock) Paused(at time.Time) time.Duration { return c.Due(at).Sub(c.BaseDueAt) }

// soon is when the seat is told that the limit is near: when a quarter of it is
// left.
func (c Clock) soon() time.Time {
	return c.DueAt.Add(-c.DueAt.Sub(c.StartedAt) / 4)
}

// tick is the next alarm of a clock that runs, seen at a moment.
func (c Clock) tick(at time.Time) (Alarm, time.Time) {
	switch {
	case at.Before(c.soon()):
		return AlarmSoon, c.soon()
	case c.LapsedAt.IsZero():
		return AlarmLapse, c.DueAt.Add(time.Microsecond)
	}
	return AlarmNone, time.Time{}
}

// Limit is a limit as its column keeps it.
type Limit struct{ calendar.Limit }

// Value writes the code of the limit.
func (l Limit) Value() (driver.Value, error) { return l.Code(), nil }

// Scan reads the code of a limit.
func (l *Limit) Scan(src any) error {
	text, _ := src.(string)
	return l.UnmarshalText([]byte(text))
}
