package place

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// CanKeepYears is the capability to enter the official holidays of a year that
// the release does not know yet, asked of the root: every limit of the realm is
// counted by them.
const CanKeepYears access.Capability = "place.keep_years"

// horizon is how far ahead a limit may reach: within it, a year that is not
// known is worth a question to the database.
const horizon = 60 * 24 * time.Hour

// Calendar is the official calendar with the years that were entered here. Most
// of the year the release knows all that a limit can reach, and nothing is asked.
func Calendar(v *act.View) (calendar.Calendar, error) {
	c := calendar.Official()
	if c.Knows(v.At.Year()) && c.Knows(v.At.Add(horizon).Year()) {
		return c, nil
	}
	return WholeCalendar(v)
}

// WholeCalendar is the official calendar with every year that was entered here.
func WholeCalendar(v *act.View) (calendar.Calendar, error) {
	rows, err := db.Select[yearRow](v.Tx, sqlYears)
	c := calendar.Official()
	for _, r := range rows {
		c = c.With(r.Arrangement)
	}
	return c, err
}

type yearRow struct {
	Year        int           `db:"year"`
	Arrangement calendar.Year `db:"arrangement,json"`
	At          time.Time     `db:"at"`
}

// KeepYears enters the arrangement of years as the State Council announced it, in
// the layout calendar.ParseYears reads: all of them or none. A year entered again
// is put right.
func KeepYears(a *act.Act, text []byte) error {
	root, err := rootThing(a.View)
	if err != nil {
		return err
	}
	if err := a.Require(CanKeepYears, root); err != nil {
		return err
	}
	years, err := calendar.ParseYears(text)
	if err != nil {
		return err
	}
	for _, y := range years {
		if _, err := a.Tx.Exec(sqlForgetYear, y.Number); err != nil {
			return err
		}
		if err := db.Insert(a.Tx, "place_year", yearRow{y.Number, y, a.At}); err != nil {
			return err
		}
	}
	return nil
}
