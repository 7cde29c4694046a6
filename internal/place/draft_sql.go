package place

import (
	"errors"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const (
	sqlDraft      db.SQL = `SELECT id, name, rows, faults, made_by, made_at, applied_at FROM place_draft WHERE realm_id = :realm AND id = ? {lock}`
	sqlApplied    db.SQL = `UPDATE place_draft SET applied_at = ? WHERE realm_id = :realm AND id = ?`
	sqlDropDrafts db.SQL = `DELETE FROM place_draft WHERE realm_id = :realm AND made_at < ? AND applied_at IS NULL`
)

func loadDraft(v *act.View, draft DraftID) (Draft, error) {
	d, err := db.Get[Draft](v.Tx, sqlDraft, draft)
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	for _, f := range d.Faults {
		for i, v := range f.Args { // JSON knows no whole numbers
			if n, ok := v.(float64); ok && n == float64(int64(n)) {
				f.Args[i] = int64(n)
			}
		}
	}
	return d, err
}
