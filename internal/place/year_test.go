package place_test

import (
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// The State Council has changed the arrangement of a year within it; what is
// entered here counts before what the release knows.
func TestYearsEnteredHereCount(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		placetest.Plant(t, s)
		due := func() (day calendar.Day) {
			placetest.See(t, s, func(v *act.View) error {
				c, err := place.Calendar(v)
				moment, _ := c.Due(placetest.Now, calendar.Limit{Amount: 1, Unit: calendar.WorkingDays})
				day = calendar.DayOf(moment)
				return err
			})
			return day
		}
		if got := due(); got != 20260604 {
			t.Errorf("by the release: %s", got)
		}
		for _, c := range []struct {
			days string
			want calendar.Day
		}{
			{`"2026-01-01","2026-05-01","2026-10-01","2026-06-04","2026-06-05"`, 20260608},
			{`"2026-01-01","2026-05-01","2026-10-01","2026-06-04"`, 20260605},
		} {
			placetest.Do(t, s, func(a *act.Act) error {
				if got, err := place.Calendar(a.View); err != nil || !got.Knows(2026) {
					t.Errorf("before: %v", err)
				}
				return place.KeepYears(a, []byte(`{"years":{"2026":{"off":[`+c.days+`]}}}`))
			})
			if got := due(); got != c.want {
				t.Errorf("with %s: %s, want %s", c.days, got, c.want)
			}
		}
		if got, _ := calendar.Official().Due(placetest.Now, calendar.Limit{Amount: 24, Unit: calendar.Hours}); !got.Equal(placetest.Now.Add(24 * time.Hour)) {
			t.Errorf("the release's own calendar changed: %v", got)
		}
	})
}
