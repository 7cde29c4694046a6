package matter

import "github.com/jinlin-oss/jinlin/internal/platform/db"

const (
	countInto db.SQL = `INSERT INTO matter_count (realm_id, place_id, period, category_id, measure, n, entered, spent) VALUES `
	countOne  db.SQL = `(:realm, ?, ?, ?, ?, ?, ?, ?)`
	countTwo  db.SQL = countOne + `, ` + countOne
	countFour db.SQL = countTwo + `, ` + countTwo
	countAdd  db.SQL = ` ON CONFLICT (realm_id, place_id, period, category_id, measure) DO UPDATE SET
		n = matter_count.n + excluded.n, entered = matter_count.entered + excluded.entered, spent = matter_count.spent + excluded.spent`

	sqlCount1 db.SQL = countInto + countOne + countAdd
	sqlCount2 db.SQL = countInto + countTwo + countAdd
	sqlCount4 db.SQL = countInto + countFour + countAdd
	sqlCount8 db.SQL = countInto + countFour + `, ` + countFour + countAdd
)

// maxCells is how many counters one statement changes.
const maxCells = 8

var sqlCount = map[int]db.SQL{1: sqlCount1, 2: sqlCount2, 4: sqlCount4, 8: sqlCount8}
