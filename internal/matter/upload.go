package matter

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/file"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Upload is a file that somebody sent: its row here, its bytes in the store. It
// belongs to no matter until a step brings it, and who may see it then is who
// may see the matter.
type Upload struct {
	ID      id.Any     `db:"id"`
	Content file.Key   `db:"content"`
	Thumb   file.Key   `db:"thumb"` // "" where there is none
	Media   file.Media `db:"media"`
	What    FileWhat   `db:"what"`
	Size    int64      `db:"size"`      // bytes
	Person  people.ID  `db:"person_id"` // who sent it; zero: nobody signed in
	At      time.Time  `db:"at"`
}

// Proof is what whoever sent the file knows of it: it lets a form that comes
// back with a mistake bring the file again, and nobody else's.
func (u Upload) Proof() string { return u.ID.String() + "." + string(u.Content[:proofLength]) }

const proofLength = 32

// Keep notes a file that has been put into the store. Anyone may who may send
// one; it opens nothing.
func Keep(a *act.Act, u Upload) (Upload, error) {
	u.ID, u.Person, u.At = act.NewID[struct{}](a), people.ID(a.By.Person), a.At
	a.Record("matter.keep", access.Thing{Kind: "file", ID: int64(u.ID)}, string(u.What))
	return u, db.Insert(a.Tx, "matter_upload", u)
}

// Kept gives the files of which the reader has proof, in no order.
func Kept(v *act.View, proofs ...string) ([]Upload, error) {
	wanted := map[id.Any]string{}
	var ids []id.Any
	for _, p := range proofs[:min(len(proofs), maxFiles)] {
		if len(p) < len("0123456789abc") {
			continue
		}
		if file, err := id.Parse[struct{}](p[:len("0123456789abc")]); err == nil {
			wanted[file], ids = p, append(ids, file)
		}
	}
	all, err := Uploads(v, ids...)
	out := all[:0]
	for _, u := range all {
		if u.Proof() == wanted[u.ID] && int64(u.Person) == v.By.Person {
			out = append(out, u)
		}
	}
	return out, err
}

// Uploads gives the rows of files, in one query and no order. It asks for no
// permission: who may see a file is asked of its matter (OfFile).
func Uploads(v *act.View, files ...id.Any) ([]Upload, error) {
	if len(files) == 0 {
		return nil, nil
	}
	var c db.Cond
	db.In(&c, "id", files)
	return db.Select[Upload](v.Tx, sqlUploads.Where(c))
}
