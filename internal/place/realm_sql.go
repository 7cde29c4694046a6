package place

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

const sqlRealms db.SQL = `/* every realm */ SELECT realm_id, kind, name, host, created_at FROM place_realm ORDER BY created_at, realm_id`

func insertRealm(a *act.Act, r Realm) error {
	return db.Insert(a.Tx.In(r.ID), "place_realm", struct {
		Kind      string    `db:"kind"`
		Name      string    `db:"name"`
		Host      string    `db:"host"`
		CreatedAt time.Time `db:"created_at"`
	}{r.Kind, r.Name, r.Host, r.CreatedAt})
}
