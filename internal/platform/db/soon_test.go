package db_test

import (
	"errors"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

type shelved struct {
	ID int64 `db:"id"`
	N  int64 `db:"n"`
}

const sqlShelfSum db.SQL = `SELECT coalesce(sum(n), 0) FROM shelf WHERE realm_id = :realm`

// What is written soon is there for whoever looks, in the act and after it, and
// an act that fails leaves nothing of it.
func TestSoon(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, shelf, func(t *testing.T, d *db.DB) {
		sum := func(tx *db.Tx) int64 {
			n, err := db.Get[int64](tx, sqlShelfSum)
			if err != nil {
				t.Error(err)
			}
			return n
		}
		put := func(tx *db.Tx, rows ...shelved) error { return db.InsertSoon(tx, refused, "shelf", rows...) }
		err := d.Update(t.Context(), 1, func(tx *db.Tx) error {
			if err := errors.Join(put(tx, shelved{1, 10}, shelved{2, 20}), tx.Soon(nil, sqlShelfRise)); err != nil {
				return err
			}
			if n := sum(tx); n != 32 {
				t.Errorf("the act sees %d", n)
			}
			if tx.Wrote() == 0 {
				t.Error("the act wrote nothing")
			}
			return put(tx, shelved{3, 30})
		})
		if err != nil {
			t.Fatal(err)
		}
		for name, f := range map[string]func(*db.Tx) error{
			"failed":    func(tx *db.Tx) error { return errors.Join(put(tx, shelved{4, 40}), errFails) },
			"duplicate": func(tx *db.Tx) error { return errors.Join(put(tx, shelved{4, 40}), put(tx, shelved{3, 1})) },
			"passed over": func(tx *db.Tx) error {
				_ = put(tx, shelved{4, 40})
				_ = put(tx, shelved{1, 1})
				_, _ = db.Get[int64](tx, sqlShelfSum)
				return nil
			},
		} {
			err := d.Update(t.Context(), 1, f)
			if want := name != "failed"; err == nil || errors.Is(err, errRefused) != want {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := d.View(t.Context(), 1, func(tx *db.Tx) error {
			if n := sum(tx); n != 62 {
				t.Errorf("%d stand", n)
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	})
}

var errRefused = errors.New("it is there already")

func refused(err error) error {
	if db.IsDuplicate(err) {
		return errRefused
	}
	return err
}
