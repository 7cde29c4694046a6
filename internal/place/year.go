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

// Calendar is the official calendar with the years that were entered here; a
// year entered here counts before what the release knows of it, since an
// arrangement may be changed within its year.
func Calendar(v *act.View) (calendar.Calendar, error) {
	return db.Lately(v.Tx, "place_year", "all", func() (calendar.Calendar, error) {
		rows, err := db.Select[yearRow](v.Tx, sqlYears)
		c := calendar.Official()
		for _, r := range rows {
			c = c.With(r.Arrangement)
		}
		return c, err
	})
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
