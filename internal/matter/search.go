package matter

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// query is what the full-text index of an engine is asked for a text: all its
// grams. "" when the text holds nothing to look for.
func query(e db.Engine, realm int64, text string) string {
	var terms []string
	for _, g := range grams(text) {
		term := `"` + g + `"`
		if e == db.Postgres {
			term = "'" + g + "'"
		}
		if r := []rune(g); len(r) == 1 && han(r[0]) {
			term += map[db.Engine]string{db.SQLite: "*", db.Postgres: ":*"}[e]
		}
		terms = append(terms, term)
	}
	if len(terms) == 0 {
		return ""
	}
	if e == db.Postgres {
		return strings.Join(terms, " & ")
	}
	return strings.Join(append(terms, realmGram(realm)), " AND ")
}

// realmGram keeps the realms of one SQLite index apart.
func realmGram(realm int64) string { return "realm" + strconv.FormatInt(realm, 36) }

// indexText puts a matter's words into the index.
func indexText(tx *db.Tx, matter ID, words string) error {
	text := strings.Join(append(grams(words), realmGram(tx.Realm())), " ")
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
