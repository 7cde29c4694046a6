package matter

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	sqlGround db.SQL = `SELECT id, kind, path, subdistrict_id, community_id, grid_id, compound_id,
		coalesce((SELECT version FROM matter_config WHERE realm_id = :realm), 0) AS version
		FROM place_v_place WHERE realm_id = :realm AND id = ? AND closed_at IS NULL`
	sqlConfigVersion db.SQL = `SELECT version FROM matter_config WHERE realm_id = :realm`
	sqlConfigure     db.SQL = `INSERT INTO matter_config (realm_id, version) VALUES (:realm, ?)
		ON CONFLICT (realm_id) DO UPDATE SET version = excluded.version`
)
