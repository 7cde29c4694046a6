package matter

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

// wind sets what time must do next to the matter.
func (t *turn) wind() error {
	m := &t.m
	switch m.Stage {
	case StageParked:
		m.Alarm, m.AlarmAt = AlarmReview, m.Until
	case StageAnswered, StageReviewed, StageJudged:
		return t.windowOpens(AlarmWindow, keyJudgeWindow)
	case StageWaiting: // nobody stops the clock for good by asking a question
		return t.windowOpens(AlarmReview, keyWaitWindow)
	default:
		m.Alarm, m.AlarmAt = AlarmNone, time.Time{}
		if m.Stage.Ticks() {
			m.Alarm, m.AlarmAt = m.tick(t.At)
		}
	}
	return nil
}

// windowOpens sets the alarm at the end of a window, when the stage is just being
// entered.
func (t *turn) windowOpens(alarm Alarm, key string) error {
	if !t.m.StageAt.Equal(t.At) {
		return nil
	}
	end, err := t.windowEnd(key, t.At)
	t.m.Alarm, t.m.AlarmAt = alarm, end
	return err
}

// windowEnd is the last moment of a window that opened at a moment.
func (t *turn) windowEnd(key string, opened time.Time) (time.Time, error) {
	value, err := place.Policy(t.View, key, t.m.Path, t.At)
	if err != nil {
		return time.Time{}, err
	}
	end, _ := t.calendar().Due(opened, value.Limit())
	return end, nil
}

// reviewDay checks the day until which a matter is to be parked.
func (t *turn) reviewDay(until calendar.Day) (time.Time, error) {
	value, err := place.Policy(t.View, keyParkDays, t.m.Path, t.At)
	if err != nil {
		return time.Time{}, err
	}
	most := value.Int()
	today := calendar.DayOf(t.At)
	if !until.Valid() || until <= today || until.Sub(today) > most {
		return time.Time{}, invalid("until", "park.until", "复查日期请选 %d 天以内的一天", most)
	}
	return until.Start(), nil
}
