package matter

import "github.com/jinlin-oss/jinlin/internal/platform/db"

// The full-text index differs between the engines; these are its only
// statements. The realm is a token of the SQLite index, as :realm is a column of
// the PostgreSQL one.
const (
	sqlMatchSQLite   db.SQL = `id IN (SELECT rowid FROM matter_search WHERE matter_search MATCH ?)`
	sqlMatchPostgres db.SQL = `id IN (SELECT matter_id FROM matter_search WHERE realm_id = :realm AND grams @@ to_tsquery('simple', ?))`

	// VALUES and not SELECT: FTS5 writes its index out at every statement that
	// might have to be undone by itself, and then merges without end. The realm is
	// among the grams.
	sqlIndexSQLite   db.SQL = `/* every realm */ INSERT INTO matter_search (rowid, grams) VALUES (?, ?)`
	sqlIndexPostgres db.SQL = `INSERT INTO matter_search (realm_id, matter_id, grams) VALUES (:realm, ?, to_tsvector('simple', ?))`

	sqlToIndex db.SQL = `SELECT id, words FROM matter_matter WHERE realm_id = :realm AND id > ? AND id < ? ORDER BY id LIMIT ?`
	sqlIndexed db.SQL = `SELECT last FROM matter_indexed WHERE realm_id = :realm`
	sqlSetMark db.SQL = `INSERT INTO matter_indexed (realm_id, last) VALUES (:realm, ?)
		ON CONFLICT (realm_id) DO UPDATE SET last = excluded.last`
)

var (
	sqlMatch = map[db.Engine]db.SQL{db.SQLite: sqlMatchSQLite, db.Postgres: sqlMatchPostgres}
	sqlIndex = map[db.Engine]db.SQL{db.SQLite: sqlIndexSQLite, db.Postgres: sqlIndexPostgres}
)
