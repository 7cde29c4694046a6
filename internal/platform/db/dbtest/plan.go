package dbtest

import (
	"context"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// UsesIndex fails the test when the engine would read a whole table, or all rows
// of the realm, to answer the statement. Give it tables with rows and statistics
// (d.Analyze) in the realm it is asked for: on empty ones every plan looks the
// same to PostgreSQL. name is what the failure calls the statement.
func UsesIndex(t testing.TB, d *db.DB, realm int64, name string, q db.Statement, args ...any) {
	t.Helper()
	var plan []string
	err := d.View(context.Background(), realm, func(tx *db.Tx) (err error) {
		plan, err = db.Explain(tx, q, args...)
		return err
	})
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	named := map[string]bool{} // results of subqueries, told about by lines of their own
	for _, line := range plan {
		for _, made := range []string{"CO-ROUTINE ", "MATERIALIZE "} {
			if name, ok := strings.CutPrefix(line, made); ok {
				named[name] = true
			}
		}
		if fault := scans(line, named); fault != "" {
			t.Errorf("%s on %s: %s:\n\t%s", name, d.Engine, fault, strings.Join(plan, "\n\t"))
			return
		}
	}
}

// scans says what is wrong with a line of a plan, or "".
func scans(line string, named map[string]bool) string {
	line = strings.TrimSpace(line)
	table, scan := strings.CutPrefix(line, "SCAN ")
	switch {
	case strings.Contains(line, "Seq Scan"), scan && !named[table] && table != "CONSTANT ROW":
		return "reads a whole table"
	case strings.HasPrefix(line, "Index Cond:") && !strings.Contains(line, "AND"), strings.Contains(line, "(realm_id=?)"):
		return "reads all rows of the realm"
	}
	return ""
}
