package people

import (
	"slices"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Look is one look at a person's particulars: who, as what, at which fields,
// why, until when.
type Look struct {
	ID      id.Of[Look] `db:"id"`
	Person  ID          `db:"person_id"`
	Reader  ID          `db:"reader_id"`
	Seat    int64       `db:"seat_id"`
	Fields  string      `db:"fields"` // separated by commas
	Purpose string      `db:"purpose"`
	At      time.Time   `db:"at"`
	Until   time.Time   `db:"until"`
}

func (l Look) covers(f Field) bool { return slices.Contains(strings.Split(l.Fields, ","), string(f)) }

// openReveals lists what the reader may see whole at this moment.
func openReveals(v *act.View) ([]Look, error) {
	return db.Select[Look](v.Tx, sqlOpenReveals, v.By.Person, v.At)
}
