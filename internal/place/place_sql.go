package place

import (
	"errors"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const columns db.SQL = `id, kind, name, code, parent_id, path, subdistrict_id, community_id, grid_id, compound_id,
	lon, lat, households, people, area, created_at, closed_at`

const (
	sqlGet      db.SQL = `SELECT ` + columns + ` FROM place_place WHERE realm_id = :realm AND id = ?`
	sqlByCode   db.SQL = `SELECT ` + columns + ` FROM place_place WHERE realm_id = :realm AND code = ? AND code <> '' AND closed_at IS NULL`
	sqlRoots    db.SQL = `SELECT ` + columns + ` FROM place_place WHERE realm_id = :realm AND parent_id IS NULL ORDER BY rank, sort, id`
	sqlChildren db.SQL = `SELECT ` + columns + ` FROM place_place WHERE realm_id = :realm AND parent_id = ? ORDER BY rank, sort, id`
	sqlUnder    db.SQL = `SELECT ` + columns + ` FROM place_place
		WHERE realm_id = :realm AND kind = ? AND path >= ? AND path < ? AND closed_at IS NULL ORDER BY path`
	sqlList db.SQL = `SELECT ` + columns + ` FROM place_place WHERE realm_id = :realm AND {where}`
	sqlHold db.SQL = `SELECT ` + columns + ` FROM place_place WHERE realm_id = :realm AND id = ? {lock}`
	sqlSave db.SQL = `UPDATE place_place SET name = ?, sort = ?, code = ?, lon = ?, lat = ?, households = ?, people = ?, area = ?,
		closed_at = ? WHERE realm_id = :realm AND id = ?`
	sqlOpenChild db.SQL = `SELECT count(*) FROM (SELECT id FROM place_place
		WHERE realm_id = :realm AND parent_id = ? AND closed_at IS NULL LIMIT 1) AS one`
	sqlNames db.SQL = `SELECT id, name FROM place_place WHERE realm_id = :realm AND {where}`
)

// row is a place with the columns that only the table needs.
type row struct {
	Place
	Rank int    `db:"rank"`
	Sort string `db:"sort"`
}

func rowOf(p Place) row { return row{Place: p, Rank: p.Kind.rank(), Sort: sortKey(p.Name)} }

func insert(a *act.Act, places ...Place) error {
	rows := make([]row, len(places))
	for i, p := range places {
		rows[i] = rowOf(p)
	}
	return taken(db.Insert(a.Tx, "place_place", rows...))
}

// taken explains a duplicate of a sibling's name or of a code.
func taken(err error) error {
	if db.IsDuplicate(err) {
		return errs.Invalidf("name", "place.taken", "这里已经有同名或同代码的地方了").(*errs.Error).Because(err)
	}
	return err
}

// hold loads a place and keeps it from being moved, closed or changed until the
// commit, so that what is put under it gets the right path and what is written
// back undoes nothing.
func hold(a *act.Act, place ID) (Place, error) {
	p, err := db.Get[Place](a.Tx, sqlHold, place)
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	if err == nil {
		db.Keep(a.Tx, "place_place", place, p) // what was read before may be old
	}
	return p, err
}

// save writes what may change of a place without changing where it stands.
func save(a *act.Act, p Place) error {
	_, err := a.Tx.Exec(sqlSave, p.Name, sortKey(p.Name), p.Code, p.Lon, p.Lat, p.Households, p.People, p.Area,
		p.ClosedAt, p.ID)
	return taken(err)
}

func hasOpenChild(v *act.View, place ID) (bool, error) {
	n, err := db.Get[int](v.Tx, sqlOpenChild, place)
	return n > 0, err
}

func load(v *act.View, place ID) (Place, error) {
	p, err := db.Kept(v.Tx, "place_place", place, func() (Place, error) { return db.Get[Place](v.Tx, sqlGet, place) })
	if errors.Is(err, db.ErrNone) {
		err = errs.Missing()
	}
	return p, err
}

const sqlUnderAt db.SQL = `SELECT ` + columns + ` FROM place_place WHERE realm_id = :realm AND kind = ? AND path >= ? AND path < ?
	AND (closed_at IS NULL OR closed_at > ?) ORDER BY path`

const sqlSearch db.SQL = `SELECT ` + columns + ` FROM place_place WHERE realm_id = :realm AND {where} ORDER BY path LIMIT ?`

const sqlHomesByGrid db.SQL = `SELECT grid_id, count(*) AS homes FROM place_place
	WHERE realm_id = :realm AND kind = ? AND path >= ? AND path < ? AND closed_at IS NULL GROUP BY grid_id`
