package seal

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	sqlProof db.SQL = `SELECT sealed, blind FROM seal_proof WHERE realm_id = :realm`
	sqlProve db.SQL = `INSERT INTO seal_proof (realm_id, sealed, blind) VALUES (:realm, ?, ?) ON CONFLICT DO NOTHING`
)
