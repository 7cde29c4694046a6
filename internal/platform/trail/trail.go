package trail

import (
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Schema is the migrations of the trail.
//
//go:embed schema/*.sql
var Schema embed.FS

// Row is one line of the trail.
type Row struct {
	Strand     int64     `db:"strand"`
	Seq        int64     `db:"seq"` // from 1, without holes
	At         time.Time `db:"at"`
	Actor      int64     `db:"actor"`     // person, 0: nobody signed in, or a job
	OnBehalf   int64     `db:"on_behalf"` // the person acted for
	Session    int64     `db:"session"`
	Seat       int64     `db:"seat"`
	System     string    `db:"system"` // name of the job, when a job acted
	Place      int64     `db:"place"`
	Path       string    `db:"path"`
	Action     string    `db:"action"` // the capability used: "matter.dispatch"
	ObjectKind string    `db:"object_kind"`
	Object     int64     `db:"object"`
	Result     string    `db:"result"` // "ok" or the code of the refusal
	Rule       string    `db:"rule"`   // the relation that allowed it
	Note       string    `db:"note"`
	Hash       []byte    `db:"hash"`
}

// Head is the end of a strand: who notes it elsewhere can later prove that
// nothing before it was changed.
type Head struct {
	Strand int64  `db:"strand"`
	Seq    int64  `db:"seq"`
	Hash   []byte `db:"hash"`
}

// strands is how many chains a realm has on an engine.
func strands(e db.Engine) int64 {
	if e == db.Postgres {
		return 16
	}
	return 1
}

// Append adds rows, in order, to one strand of the realm, any of them.
func Append(tx *db.Tx, rows ...Row) error {
	if len(rows) == 0 {
		return nil
	}
	strand := rand.Int64N(strands(tx.Engine()))
	head, err := db.Kept(tx, headTable, strand, func() (Head, error) { return headOf(tx, strand) })
	if err != nil {
		return err
	}
	for i := range rows {
		r := &rows[i]
		r.Strand, r.Seq = strand, head.Seq+1
		r.At = r.At.Truncate(time.Microsecond)
		r.Hash = chain(tx.Realm(), head.Hash, r)
		head.Seq, head.Hash = r.Seq, r.Hash
	}
	if err := db.InsertSoon(tx, nil, "trail_row", rows...); err != nil {
		return err
	}
	if err = tx.Soon(nil, sqlSetHead, head.Seq, head.Hash, strand); err == nil {
		db.Keep(tx, headTable, strand, head)
	}
	return err
}

const headTable db.SQL = "trail_head"

// headOf reads the head of a strand and locks it until the commit.
func headOf(tx *db.Tx, strand int64) (Head, error) {
	head, ok, err := db.Find[Head](tx, sqlHead, strand)
	if err != nil || ok {
		return head, err
	}
	if _, err := tx.Exec(sqlFirstHead, strand, []byte{}); err != nil {
		return Head{}, err
	}
	return headOf(tx, strand)
}

// chain is the hash of a row of the realm that follows one with hash prev.
func chain(realm int64, prev []byte, r *Row) []byte {
	h := sha256.New()
	var b []byte
	text := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	text(string(prev))
	for _, n := range []int64{realm, r.Strand, r.Seq, r.At.UnixMicro(), r.Actor, r.OnBehalf, r.Session, r.Seat, r.Place, r.Object} {
		b = binary.AppendVarint(b, n)
	}
	for _, s := range []string{r.System, r.Path, r.Action, r.ObjectKind, r.Result, r.Rule, r.Note} {
		text(s)
	}
	h.Write(b)
	return h.Sum(nil)
}
