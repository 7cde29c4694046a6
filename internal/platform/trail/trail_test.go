package trail

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

var (
	schema = db.Schema{Schema}
	start  = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
)

// write appends n acts of one to three rows each and says how many rows there are.
func write(t *testing.T, d *db.DB, realm int64, n int) (rows int64) {
	t.Helper()
	for i := range n {
		batch := make([]Row, 1+i%3)
		for j := range batch {
			k := int64(i*3 + j)
			batch[j] = Row{At: start.Add(time.Duration(i) * time.Minute), Actor: k % 7, Session: k, Seat: k % 5, Place: k % 11,
				Path: fmt.Sprintf("/1/%d/", k%11), Action: "matter.dispatch", ObjectKind: "matter", Object: k, Result: "ok", Rule: "within"}
		}
		if err := d.Update(t.Context(), realm, func(tx *db.Tx) error { return Append(tx, batch...) }); err != nil {
			t.Fatal(err)
		}
		rows += int64(len(batch))
	}
	return rows
}

const (
	sqlShift  db.SQL = `UPDATE trail_row SET seq = ? WHERE realm_id = :realm AND strand = ? AND seq = ?`
	sqlDrop   db.SQL = `DELETE FROM trail_row WHERE realm_id = :realm AND strand = ? AND seq = ?`
	sqlCut    db.SQL = `DELETE FROM trail_row WHERE realm_id = :realm AND strand = ? AND seq > ?`
	sqlBehead db.SQL = `DELETE FROM trail_head WHERE realm_id = :realm AND strand = ?`
	sqlHeadTo db.SQL = `UPDATE trail_head SET seq = ?, hash = ? WHERE realm_id = :realm AND strand = ?`
	sqlHash   db.SQL = `UPDATE trail_row SET hash = ? WHERE realm_id = :realm AND strand = ? AND seq = ?`
	sqlSeal   db.SQL = `SELECT hash FROM trail_row WHERE realm_id = :realm AND strand = ? AND seq = ?`
	sqlMove   db.SQL = `UPDATE trail_row SET realm_id = ? WHERE realm_id = :realm`
	sqlMoveTo db.SQL = `UPDATE trail_head SET realm_id = ? WHERE realm_id = :realm`
)

// numbers and texts are the columns of a row that say something.
var (
	numbers = []string{"at", "actor", "on_behalf", "session", "seat", "place", "object"}
	texts   = []string{"system", "path", "action", "object_kind", "result", "rule", "note"}
)

func edit(column, value string) db.SQL {
	return db.SQL("UPDATE trail_row SET " + column + " = " + value + " WHERE realm_id = :realm AND strand = ? AND seq = ?")
}

// tampers are the ways of a curious administrator with the database file. Each
// says what it did.
var tampers = []func(tx *db.Tx, h Head) (string, error){
	func(tx *db.Tx, h Head) (string, error) {
		seq, c := 1+rand.Int64N(h.Seq), numbers[rand.IntN(len(numbers))]
		_, err := tx.Exec(edit(c, c+" + 1"), h.Strand, seq)
		return fmt.Sprintf("%s of row %d is one more", c, seq), err
	},
	func(tx *db.Tx, h Head) (string, error) {
		seq, c := 1+rand.Int64N(h.Seq), texts[rand.IntN(len(texts))]
		_, err := tx.Exec(edit(c, c+" || 'x'"), h.Strand, seq)
		return fmt.Sprintf("%s of row %d is longer", c, seq), err
	},
	func(tx *db.Tx, h Head) (string, error) {
		seq := 1 + rand.Int64N(h.Seq)
		_, err := tx.Exec(edit("object_kind", "'mat', action = 'ter' || action"), h.Strand, seq)
		return fmt.Sprintf("letters of row %d went over to the next column", seq), err
	},
	func(tx *db.Tx, h Head) (string, error) {
		seq := 1 + rand.Int64N(h.Seq)
		_, err := tx.Exec(sqlDrop, h.Strand, seq)
		return fmt.Sprintf("row %d is gone", seq), err
	},
	func(tx *db.Tx, h Head) (string, error) {
		seq := 1 + rand.Int64N(h.Seq-1)
		_, err := tx.Exec(sqlDrop, h.Strand, seq)
		for next := seq + 1; next <= h.Seq && err == nil; next++ {
			_, err = tx.Exec(sqlShift, next-1, h.Strand, next)
		}
		hash, err2 := db.Get[[]byte](tx, sqlSeal, h.Strand, h.Seq-1)
		_, err3 := tx.Exec(sqlHeadTo, h.Seq-1, hash, h.Strand)
		return fmt.Sprintf("row %d is gone and the rest moved up", seq), errors.Join(err, err2, err3)
	},
	func(tx *db.Tx, h Head) (string, error) {
		a := 1 + rand.Int64N(h.Seq-1)
		b := a + 1 + rand.Int64N(h.Seq-a)
		_, err1 := tx.Exec(sqlShift, -1, h.Strand, a)
		_, err2 := tx.Exec(sqlShift, a, h.Strand, b)
		_, err3 := tx.Exec(sqlShift, b, h.Strand, -1)
		return fmt.Sprintf("rows %d and %d changed places", a, b), errors.Join(err1, err2, err3)
	},
	func(tx *db.Tx, h Head) (string, error) {
		keep := rand.Int64N(h.Seq)
		_, err := tx.Exec(sqlCut, h.Strand, keep)
		return fmt.Sprintf("cut after row %d", keep), err
	},
	func(tx *db.Tx, h Head) (string, error) {
		_, err := tx.Exec(sqlBehead, h.Strand)
		return "the head is gone", err
	},
	func(tx *db.Tx, h Head) (string, error) {
		_, err := tx.Exec(sqlHeadTo, h.Seq-1, h.Hash, h.Strand)
		return "the head says one row less", err
	},
	func(tx *db.Tx, h Head) (string, error) {
		seq := 1 + rand.Int64N(h.Seq)
		_, err := tx.Exec(sqlHash, make([]byte, 32), h.Strand, seq)
		return fmt.Sprintf("another hash in row %d", seq), err
	},
}

// rewrites leave a chain that holds in itself: only a head noted elsewhere tells.
var rewrites = []func(tx *db.Tx, h Head) (string, error){
	func(tx *db.Tx, h Head) (string, error) {
		keep := 1 + rand.Int64N(h.Seq-1)
		_, err1 := tx.Exec(sqlCut, h.Strand, keep)
		hash, err2 := db.Get[[]byte](tx, sqlSeal, h.Strand, keep)
		_, err3 := tx.Exec(sqlHeadTo, keep, hash, h.Strand)
		return fmt.Sprintf("cut after row %d, head and all", keep), errors.Join(err1, err2, err3)
	},
	func(tx *db.Tx, h Head) (string, error) {
		seq := 1 + rand.Int64N(h.Seq)
		_, err := tx.Exec(edit("actor", "99"), h.Strand, seq)
		return fmt.Sprintf("row %d changed and every later hash made anew", seq), errors.Join(err, reseal(tx, h))
	},
	func(tx *db.Tx, h Head) (string, error) {
		_, err1 := tx.Exec(sqlCut, h.Strand, 0)
		_, err2 := tx.Exec(sqlBehead, h.Strand)
		return "the whole strand is gone", errors.Join(err1, err2)
	},
}

func reseal(tx *db.Tx, h Head) error {
	rows, err := db.Select[Row](tx, sqlStrand, h.Strand)
	prev := []byte{}
	for i := range rows {
		prev = chain(tx.Realm(), prev, &rows[i])
		_, e := tx.Exec(sqlHash, prev, h.Strand, rows[i].Seq)
		err = errors.Join(err, e)
	}
	_, e := tx.Exec(sqlHeadTo, h.Seq, prev, h.Strand)
	return errors.Join(err, e)
}

var errUndo = errors.New("undo")

// TRUST T17, S8: a thousand random edits, deletions, reorderings and cuts, and
// each is found; rewritten histories are found by a noted head.
func TestTamperingIsFound(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		rows := write(t, d, 5, 75)
		var noted []Head
		if err := d.View(t.Context(), 5, func(tx *db.Tx) error {
			rep, err := Verify(tx, nil)
			if rep.Rows != rows {
				t.Errorf("%d rows of %d", rep.Rows, rows)
			}
			noted = rep.Heads
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for i := range 1000 {
			h := noted[rand.IntN(len(noted))]
			if h.Seq < 2 {
				continue
			}
			try(t, d, tampers[i%len(tampers)], h, nil)
			if i%10 == 0 {
				try(t, d, rewrites[i/10%len(rewrites)], h, noted)
			}
		}
	})
}

func try(t *testing.T, d *db.DB, tamper func(*db.Tx, Head) (string, error), h Head, noted []Head) {
	t.Helper()
	err := d.Update(t.Context(), 5, func(tx *db.Tx) error {
		what, err := tamper(tx, h)
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		_, err = Verify(tx, noted)
		if fault := (Fault{}); !errors.As(err, &fault) || fault.Strand != h.Strand {
			t.Errorf("strand %d of %d rows, %s: %v", h.Strand, h.Seq, what, err)
		}
		if noted != nil {
			if _, err := Verify(tx, nil); err != nil {
				t.Errorf("%s: found without the noted head, so it proves nothing: %v", what, err)
			}
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
}

// The history of one realm passed off as another's.
func TestRealmsCannotBeExchanged(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, schema, db.SQLite)
	write(t, d, 1, 3)
	if err := d.Update(t.Context(), 1, func(tx *db.Tx) error {
		_, err1 := tx.Exec(sqlMove, 2)
		_, err2 := tx.Exec(sqlMoveTo, 2)
		if _, err := Verify(tx.In(2), nil); err == nil {
			t.Error("another realm's history holds")
		}
		return errors.Join(err1, err2)
	}); err != nil {
		t.Fatal(err)
	}
}

// Heads noted at any moment hold for ever after.
func TestNotedHeadsHold(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		var noted []Head
		for range 5 {
			write(t, d, 1, 20)
			if err := d.View(t.Context(), 1, func(tx *db.Tx) error {
				if _, err := Verify(tx, noted); err != nil {
					t.Error(err)
				}
				heads, err := Heads(tx)
				noted = append(noted, heads...)
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// Acts at once do not break the strands, and a realm does not see another's.
func TestAppendAtOnce(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		var group sync.WaitGroup
		for side := range int64(8) {
			group.Go(func() {
				for i := range int64(25) {
					if err := d.Update(t.Context(), 1+side%2, func(tx *db.Tx) error {
						return Append(tx, Row{At: start, Actor: side, Object: i, Action: "a", Result: "ok"})
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		for realm := range int64(2) {
			if err := d.View(t.Context(), realm+1, func(tx *db.Tx) error {
				rep, err := Verify(tx, nil)
				if rep.Rows != 100 {
					t.Errorf("%d rows", rep.Rows)
				}
				return err
			}); err != nil {
				t.Error(err)
			}
		}
	})
}

// A search goes through all rows page by page, newest first, without a repeat.
func TestSearch(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		rows := write(t, d, 1, 60)
		if err := d.View(t.Context(), 1, func(tx *db.Tx) error {
			seen, last := map[Cursor]bool{}, start.AddDate(1, 0, 0)
			for f := (Filter{}); ; {
				page, err := Search(tx, f, 7)
				if err != nil || len(page) == 0 {
					if int64(len(seen)) != rows {
						t.Errorf("saw %d of %d", len(seen), rows)
					}
					return err
				}
				for _, r := range page {
					if seen[r.Cursor()] || r.At.After(last) {
						t.Errorf("row %v again or out of order", r.Cursor())
					}
					seen[r.Cursor()], last = true, r.At
				}
				f.Before = page[len(page)-1].Cursor()
			}
		}); err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			f    Filter
			want int
		}{
			"object":  {Filter{Object: 9}, 1},
			"refused": {Filter{Refused: true}, 0},
			"action":  {Filter{Action: "matter.dispatch", From: start, To: start.Add(time.Minute)}, 1},
			"actor":   {Filter{Actor: 6, Object: 6}, 1},
		} {
			if err := d.View(t.Context(), 1, func(tx *db.Tx) error {
				got, err := Search(tx, c.f, 100)
				if len(got) != c.want {
					t.Errorf("%s: %d rows", name, len(got))
				}
				return err
			}); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestFaultSaysWhere(t *testing.T) {
	t.Parallel()
	if got := (Fault{2, 17, "这一行不见了"}).Error(); !strings.Contains(got, "第 2 股第 17 行") {
		t.Error(got)
	}
}
