package matter

import (
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Hot is a statement that pages ask all the time.
type Hot struct {
	Name  string
	Q     db.Statement
	Args  []any
	Index string // that must serve it; "": any
	Sorts bool   // the engine may sort what it finds
}

// HotList is the statement of a list.
func HotList(v *act.View, name, index string, f Filter, p Page) Hot {
	c, _ := f.where(v)
	c.AndAny(v.Where(CanSee, columns))
	o := orders[p.Sort]
	if p.Sort == Newest && f.State != Open && f.units() {
		o = byNumber
	}
	o.from(&c, cursorOf(1, 1))
	return Hot{name, sqlLines.Where(c).Order(o.by), []any{20}, index, p.Sort == ByDue} // ties of the clock are sorted by id
}

// HotOnes are the statements that take no filter.
func HotOnes(m ID, seat org.SeatID, person people.ID, path access.Path) []Hot {
	var inbox, helping, unit, ids db.Cond
	db.In(&inbox, "seat_id", []org.SeatID{seat})
	inbox.And("closed_at IS NULL")
	db.In(&helping, "h.seat_id", []org.SeatID{seat})
	unit.And("place_id = ? AND period >= ? AND period <= ?", 1, 20260101, 20261231)
	db.In(&ids, "matter_id", []ID{m, m + 1})
	from, before := path.Range()
	return []Hot{
		{"matter", sqlMatter, []any{m}, "", false},
		{"steps", sqlSteps, []any{m}, "", false},
		{"parts", sqlParts, []any{m, m, m}, "", true},
		{"file's matter", sqlFileMatter, []any{1}, "matter_file_file", false},
		{"co-handlers", sqlCohandlers, []any{m}, "", true},
		{"followers", sqlFollowers, []any{m}, "", false},
		{"followed", sqlFollowedCards, []any{person, 20}, "", true},
		{"inbox", sqlLines.Where(inbox).Order(orders[ByDue].by), []any{20}, "matter_matter_inbox", true},
		{"helping", sqlHelping.Where(helping), []any{20}, "", true},
		{"alarms", sqlAlarms, []any{1, 20}, "matter_matter_alarm", false},
		{"to index", sqlToIndex, []any{1, 2, 20}, "", false},
		{"category", sqlCategory, []any{1}, "", false},
		{"judgements", sqlJudgements, []any{m}, "", false},
		{"counters", sqlCells.Where(unit), nil, "", true},
		{"steps of many", sqlStepsOf.Where(ids), nil, "", true},
		{"in a place", sqlInPath, []any{from, before, 1, 20}, "", false},
	}
}

// HotMine is the statement of what a resident raised.
func HotMine(person int64) Hot {
	var c db.Cond
	c.And("reporter_id = ?", person)
	return Hot{"mine", sqlLines.Where(c).Order(orders[Newest].by), []any{20}, "matter_matter_mine", false}
}

// IndexGrams writes a row of the index and the mark, as an earlier release did.
func IndexGrams(tx *db.Tx, m ID, grams string) error {
	if _, err := tx.Exec(sqlIndex[tx.Engine()], m, grams+" "+realmGram(tx.Realm())); err != nil {
		return err
	}
	_, err := tx.Exec(sqlSetMark, m)
	return err
}

// Indexed counts what the index finds for a text, and the mark.
func Indexed(tx *db.Tx, text string) (int, error) {
	const found, foundPostgres db.SQL = `SELECT rowid FROM matter_search WHERE matter_search MATCH ? AND :realm > 0`,
		`SELECT matter_id FROM matter_search WHERE realm_id = :realm AND grams @@ to_tsquery('simple', ?)`
	q := map[db.Engine]db.SQL{db.SQLite: found, db.Postgres: foundPostgres}[tx.Engine()]
	rows, err := db.Select[int64](tx, q, query(tx.Engine(), tx.Realm(), text))
	if err != nil {
		return 0, err
	}
	marks, err := db.Select[int64](tx, sqlIndexed)
	return len(rows) + len(marks), err
}
