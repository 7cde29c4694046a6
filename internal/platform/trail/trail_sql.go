package trail

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	sqlHead      db.SQL = `SELECT strand, seq, hash FROM trail_head WHERE realm_id = :realm AND strand = ? {lock}`
	sqlFirstHead db.SQL = `INSERT INTO trail_head (realm_id, strand, seq, hash) VALUES (:realm, ?, 0, ?)
		ON CONFLICT DO NOTHING`
	sqlSetHead db.SQL = `UPDATE trail_head SET seq = ?, hash = ? WHERE realm_id = :realm AND strand = ?`
	sqlHeads   db.SQL = `SELECT strand, seq, hash FROM trail_head WHERE realm_id = :realm ORDER BY strand`
	sqlStrands db.SQL = `SELECT DISTINCT strand FROM trail_row WHERE realm_id = :realm ORDER BY strand`
	sqlStrand  db.SQL = `SELECT strand, seq, at, actor, on_behalf, session, seat, system, place, path, action,
		object_kind, object, result, rule, note, hash
		FROM trail_row WHERE realm_id = :realm AND strand = ? ORDER BY seq`
	sqlSearch db.SQL = `SELECT strand, seq, at, actor, on_behalf, session, seat, system, place, path, action,
		object_kind, object, result, rule, note, hash
		FROM trail_row WHERE realm_id = :realm AND {where} ORDER BY at DESC, strand DESC, seq DESC LIMIT ?`
)
