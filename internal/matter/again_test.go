package matter_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// before is the schema as it was before a migration.
func before(t *testing.T, number string) db.Schema {
	t.Helper()
	old := fstest.MapFS{}
	names, err := fs.Glob(matter.Schema, "schema/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(matter.Schema, name)
		if err != nil {
			t.Fatal(err)
		}
		if base := strings.TrimPrefix(name, "schema/"); base < number {
			old[base] = &fstest.MapFile{Data: text}
		}
	}
	return db.Schema{old}
}

// An index of the earlier format, which lacks the last character of a text, is
// empty after the update and unmarked, so that the passes make it anew.
func TestAnOldIndexIsEmptied(t *testing.T) {
	t.Parallel()
	const realm, old = 7, "楼道 道灯"
	dbtest.Both(t, before(t, "0048"), func(t *testing.T, d *db.DB) {
		if err := d.Update(t.Context(), realm, func(tx *db.Tx) error { return matter.IndexGrams(tx, 1, old) }); err != nil {
			t.Fatal(err)
		}
		if n := indexed(t, d, realm); n != 2 {
			t.Fatalf("the old index holds %d of its row and its mark", n)
		}
		if _, err := d.Migrate(t.Context(), db.Schema{matter.Schema}); err != nil {
			t.Fatal(err)
		}
		if n := indexed(t, d, realm); n != 0 {
			t.Errorf("%d of the row and the mark of the old index are still there", n)
		}
	})
}

// indexed counts the matters that the index finds for 楼道, and the mark.
func indexed(t *testing.T, d *db.DB, realm int64) (n int) {
	t.Helper()
	if err := d.View(t.Context(), realm, func(tx *db.Tx) (err error) {
		n, err = matter.Indexed(tx, "楼道")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}
