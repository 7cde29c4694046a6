package matter

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Fact is one matter as figures see it: no words, no person, no home.
type Fact struct {
	ID          ID           `db:"id"`
	Subdistrict place.ID     `db:"subdistrict_id"`
	Community   place.ID     `db:"community_id"`
	Grid        place.ID     `db:"grid_id"`
	Category    CategoryID   `db:"category_id"`
	Stage       Stage        `db:"stage"`
	Kind        Kind         `db:"kind"`
	Channel     Channel      `db:"channel"`
	Raised      calendar.Day // the day it was raised
}

// Counted says inside an act what it changes in the counters and how the matters
// it touches stand then, for figures that are kept in memory. Anew says that the
// counters were made anew: what was kept of them is worth nothing.
type Counted struct {
	Facts []Fact
	Anew  bool
	cells []cell
}

func (m *Matter) fact() Fact {
	return Fact{
		ID: m.ID, Subdistrict: m.Subdistrict, Community: m.Community, Grid: m.Grid, Category: m.Category,
		Stage: m.Stage, Kind: m.Kind, Channel: m.Channel, Raised: calendar.DayOf(m.CreatedAt),
	}
}

// EachFact calls f for every matter of the realm in the order of their ids. Only
// the system may.
func EachFact(v *act.View, f func(Fact) error) error {
	if err := v.Require("matter.recount", access.Thing{Kind: "matter"}); err != nil {
		return err
	}
	type dated struct {
		Fact
		CreatedAt time.Time `db:"created_at"`
	}
	return db.Each(v.Tx, func(d dated) error {
		d.Raised = calendar.DayOf(d.CreatedAt)
		return f(d.Fact)
	}, sqlFacts)
}
