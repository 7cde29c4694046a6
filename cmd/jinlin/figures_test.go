package main

import (
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

const sqlMiscount db.SQL = `UPDATE matter_count SET n = n + 1 WHERE realm_id = :realm
	AND period = (SELECT max(period) FROM matter_count WHERE realm_id = :realm)`

// Figures that are the sum of the matters are passed; one that is not is named.
func TestVerifyFigures(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		c := verifyFigures{instance{Data: h.Config.Dir, Database: h.Config.Database}}
		if err := c.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		spoilt := 0
		if err := h.Stage.DB.Update(t.Context(), h.Realm, func(tx *db.Tx) (err error) {
			spoilt, err = tx.Exec(sqlMiscount)
			return err
		}); err != nil || spoilt == 0 {
			t.Fatalf("%d counters spoilt, %v", spoilt, err)
		}
		if err := c.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "对不上，头一处") || !strings.Contains(err.Error(), "want") {
			t.Errorf("a wrong counter: %v", err)
		}
	})
}
