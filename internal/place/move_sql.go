package place

import (
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

const (
	moveColumns db.SQL = `id, place_id, from_path, to_path, old_levels, new_levels, total, done, started_at, finished_at`

	sqlMove      db.SQL = `SELECT ` + moveColumns + ` FROM place_move WHERE realm_id = :realm AND id = ?`
	sqlMoving    db.SQL = `SELECT ` + moveColumns + ` FROM place_move WHERE realm_id = :realm AND finished_at IS NULL ORDER BY id`
	sqlMoves     db.SQL = `SELECT ` + moveColumns + ` FROM place_move WHERE realm_id = :realm AND place_id = ? ORDER BY id`
	sqlMoveCount db.SQL = `SELECT count(*) FROM place_move WHERE realm_id = :realm`
	sqlSetMove   db.SQL = `UPDATE place_move SET done = ?, finished_at = ? WHERE realm_id = :realm AND id = ?`

	sqlSetParent db.SQL = `UPDATE place_place SET parent_id = ? WHERE realm_id = :realm AND id = ?`
	sqlCountIn   db.SQL = `SELECT count(*) FROM place_place WHERE realm_id = :realm AND path >= ? AND path < ?`
	sqlHasKind   db.SQL = `SELECT count(*) FROM (SELECT id FROM place_place
		WHERE realm_id = :realm AND kind = ? AND path >= ? AND path < ? LIMIT 1) AS one`

	// The parents' level gives way; a level that lies inside the subtree stays.
	sqlRewrite db.SQL = `UPDATE place_place SET path = ? || substr(path, ?),
		subdistrict_id = CASE WHEN subdistrict_id IS NULL OR subdistrict_id = ? THEN ? ELSE subdistrict_id END,
		community_id = CASE WHEN community_id IS NULL OR community_id = ? THEN ? ELSE community_id END,
		grid_id = CASE WHEN grid_id IS NULL OR grid_id = ? THEN ? ELSE grid_id END,
		compound_id = CASE WHEN compound_id IS NULL OR compound_id = ? THEN ? ELSE compound_id END
		WHERE realm_id = :realm AND path IN (SELECT path FROM place_place
			WHERE realm_id = :realm AND path >= ? AND path < ? ORDER BY path LIMIT ?)`
)

// Relocations lists the moves under way.
func Relocations(v *act.View) ([]Relocation, error) {
	return db.Select[Relocation](v.Tx, sqlMoving)
}

// MoveCount is how many moves there have been: another number means that places
// lie elsewhere.
func MoveCount(v *act.View) (int, error) { return db.Get[int](v.Tx, sqlMoveCount) }

// History lists the moves of one place, the oldest first.
func History(v *act.View, place ID) ([]Relocation, error) {
	return db.Select[Relocation](v.Tx, sqlMoves, place)
}

func loadMove(v *act.View, move id.Of[Relocation]) (Relocation, error) {
	return db.Get[Relocation](v.Tx, sqlMove, move)
}

func insertMove(a *act.Act, m Relocation) error { return db.Insert(a.Tx, "place_move", m) }

func saveMove(a *act.Act, m Relocation) error {
	_, err := a.Tx.Exec(sqlSetMove, m.Done, m.Finished, m.ID)
	return err
}

func setParent(a *act.Act, place, parent ID) error {
	_, err := a.Tx.Exec(sqlSetParent, parent, place)
	return taken(err)
}

func countIn(v *act.View, path access.Path) (int, error) {
	from, before := path.Range()
	return db.Get[int](v.Tx, sqlCountIn, from, before)
}

func hasKind(v *act.View, path access.Path, k Kind) (bool, error) {
	from, before := path.Range()
	n, err := db.Get[int](v.Tx, sqlHasKind, k, from, before)
	return n > 0, err
}

// rewrite gives at most n places of the subtree their new path and levels and
// says how many there were.
func rewrite(a *act.Act, m Relocation, n int) (int, error) {
	from, before := m.From.Range()
	return a.Tx.Exec(sqlRewrite, m.To, len(m.From)+1,
		m.Old.Subdistrict, m.New.Subdistrict, m.Old.Community, m.New.Community,
		m.Old.Grid, m.New.Grid, m.Old.Compound, m.New.Compound, from, before, n)
}
