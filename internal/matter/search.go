package matter

import (
	"errors"
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/search"
)

// query is what the full-text index of an engine is asked for a text: every token
// somewhere, for the index of SQLite keeps no positions. "" when the text holds
// nothing to look for.
func query(e db.Engine, realm int64, text string) string {
	q := search.Parse(text).Loose()
	switch {
	case q.Empty():
		return ""
	case e == db.Postgres:
		return q.Postgres()
	}
	return q.SQLite() + " AND " + realmGram(realm)
}

// realmGram keeps the realms of one SQLite index apart.
func realmGram(realm int64) string { return "realm" + strconv.FormatInt(realm, 36) }

// indexText puts a matter's words into the index. Whoever changes what search.Index
// gives adds a migration that empties the index and its marks, like
// 0048_matter_search_again: the passes fill it again while people work.
func indexText(tx *db.Tx, matter ID, words string) error {
	text := search.Index(words) + " " + realmGram(tx.Realm())
	_, err := tx.Exec(sqlIndex[tx.Engine()], matter, text)
	return err
}

// settled is how long an act may take to commit on PostgreSQL: what is younger
// is indexed the next time. SQLite commits in the order of the ids.
const settled = 30 * time.Second

const indexBatch = 500

// indexNew puts the next of what was raised into the index, and says whether
// there may be more.
func indexNew(a *act.Act) (more bool, err error) {
	last, err := db.Get[int64](a.Tx, sqlIndexed)
	if err != nil && !errors.Is(err, db.ErrNone) {
		return false, err
	}
	horizon := a.At // what is made in this very millisecond is not all there yet
	if a.Tx.Engine() == db.Postgres {
		horizon = a.At.Add(-settled)
	}
	type row struct {
		ID    ID     `db:"id"`
		Words string `db:"words"`
	}
	rows, err := db.Select[row](a.Tx, sqlToIndex, last, id.Floor(horizon), indexBatch)
	if err != nil || len(rows) == 0 {
		return false, err
	}
	for _, r := range rows {
		if err := indexText(a.Tx, r.ID, r.Words); err != nil {
			return false, err
		}
	}
	_, err = a.Tx.Exec(sqlSetMark, rows[len(rows)-1].ID)
	return len(rows) == indexBatch, err
}
