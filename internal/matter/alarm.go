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
		if m.StageAt.Equal(t.At) {
			end, err := t.windowEnd(keyJudgeWindow, t.At)
			if err != nil {
				return err
			}
			m.Alarm, m.AlarmAt = AlarmWindow, end
		}
	default:
		m.Alarm, m.AlarmAt = AlarmNone, time.Time{}
		if m.Stage.Ticks() {
			m.Alarm, m.AlarmAt = m.tick(t.At)
		}
	}
	return nil
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
