package people

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/mask"
)

func missing() error { return errs.Missing() }

// Erased is what stands for the name of a person whose particulars were deleted.
const Erased = "已注销"

// Unnamed is what stands for the name of a person who has not told it.
const Unnamed = "居民"

// Names gives the names of persons, one query however many: 张*, or the whole
// name where the reader is the person, acts for them, or holds a reveal of it.
// Names of companies are no secret.
func Names(v *act.View, ids ...ID) (map[ID]string, error) {
	out := make(map[ID]string, len(ids))
	reader := int64(0) // who never holds a reveal
	if v.By.Staff() {
		reader = v.By.Person
	}
	type named struct {
		ID    ID     `db:"id"`
		Body  bool   `db:"body"`
		Name  []byte `db:"name"`
		Looks int    `db:"looks"`
	}
	err := batches(ids, func(c db.Cond) error {
		return db.Each(v.Tx, func(p named) error {
			s := vault{keys: v.Stage.Keys, id: int64(p.ID)}
			name := s.open("people_person.name", p.Name)
			if !p.Body && p.Looks == 0 && p.ID != ID(v.By.Person) && p.ID != ID(v.By.For) {
				name = mask.Name(name)
			}
			if name == "" {
				name = Unnamed
			}
			out[p.ID] = name
			return s.err
		}, sqlNames.Where(c), reader, v.At)
	})
	return out, err
}

// maxBatch keeps an IN list under the engines' limits.
const maxBatch = 512

// batches calls f with "id IN (…)" for the distinct ids.
func batches(ids []ID, f func(db.Cond) error) error { return batchesOf("id", ids, f) }

func batchesOf(column db.SQL, ids []ID, f func(db.Cond) error) error {
	sorted := slices.Compact(slices.Sorted(slices.Values(ids)))
	for part := range slices.Chunk(slices.DeleteFunc(sorted, ID.IsZero), maxBatch) {
		var c db.Cond
		db.In(&c, column, part)
		if err := f(c); err != nil {
			return err
		}
	}
	return nil
}
