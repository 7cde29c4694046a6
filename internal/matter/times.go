package matter

import (
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// LevelTime is how long matters lay at a level.
type LevelTime struct {
	Level   place.Kind `db:"level"`
	Matters int64      `db:"matters"` // that were there
	Spent   int64      `db:"spent"`   // microseconds, of all of them together
}

// Mean is how long a matter lay there on average.
func (l LevelTime) Mean() time.Duration {
	if l.Matters == 0 {
		return 0
	}
	return time.Duration(l.Spent/l.Matters) * time.Microsecond
}

// Times tells how long the matters raised in a period lay at each level, the
// lowest first. Whoever may count at the place may.
func Times(v *act.View, s Scope, span Span) ([]LevelTime, error) {
	if err := v.Require(CanCount, access.Thing{Kind: "matter", Place: int64(s.Place), Path: s.Path}); err != nil {
		return nil, err
	}
	var c db.Cond
	s.where(&c)
	c.And("id >= ? AND id < ?", id.Floor(span.From.Start()), id.Floor(span.To.Add(1).Start()))
	out, err := db.Select[LevelTime](v.Tx, sqlTimes.Where(c))
	slices.SortFunc(out, func(a, b LevelTime) int { return slices.Index(levels, b.Level) - slices.Index(levels, a.Level) })
	return out, err
}
