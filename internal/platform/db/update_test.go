package db_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// The house of these tests: a box whose content depends on the order of the
// acts, and the book in which each act writes its line.
var schema = db.Schema{fstest.MapFS{
	"0001_box.sql": {Data: []byte(`
CREATE TABLE box (realm_id {{INT}} NOT NULL, id {{INT}} NOT NULL, content {{INT}} NOT NULL, PRIMARY KEY (realm_id, id)) {{STRICT}};
CREATE TABLE line (realm_id {{INT}} NOT NULL, seq {{INT}} NOT NULL, box {{INT}} NOT NULL, act {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, box, seq), UNIQUE (realm_id, act)) {{STRICT}};`)},
}}

const (
	sqlNewBox  db.SQL = `INSERT INTO box (realm_id, id, content) VALUES (:realm, ?, ?)`
	sqlLoadBox db.SQL = `SELECT content FROM box WHERE realm_id = :realm AND id = ? {lock}`
	sqlSaveBox db.SQL = `UPDATE box SET content = ? WHERE realm_id = :realm AND id = ?`
	sqlNext    db.SQL = `SELECT coalesce(max(seq), 0) + 1 FROM line WHERE realm_id = :realm AND box = ?`
	sqlAddLine db.SQL = `INSERT INTO line (realm_id, seq, box, act) VALUES (:realm, ?, ?, ?)`
	sqlLines   db.SQL = `SELECT act FROM line WHERE realm_id = :realm AND box = ? ORDER BY seq`
	sqlHasLine db.SQL = `SELECT count(*) FROM line WHERE realm_id = :realm AND act = ?`
)

const realm = 7

func after(content, act int64) int64 { return (content*31 + act) % 1_000_003 }

// stir reads a box, writes what follows from it, and its line in the book.
func stir(tx *db.Tx, box, act int64) error {
	content, err := db.Get[int64](tx, sqlLoadBox, box)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(sqlSaveBox, after(content, act), box); err != nil {
		return err
	}
	seq, err := db.Get[int64](tx, sqlNext, box)
	if err != nil {
		return err
	}
	_, err = tx.Exec(sqlAddLine, seq, box, act)
	return err
}

// fates are the ways an act can end.
var fates = map[string]func(ctx context.Context, d *db.DB, box, act int64) error{
	"good": func(ctx context.Context, d *db.DB, box, act int64) error {
		return d.Update(ctx, realm, func(tx *db.Tx) error { return stir(tx, box, act) })
	},
	"refused after writing": func(ctx context.Context, d *db.DB, box, act int64) error {
		return d.Update(ctx, realm, func(tx *db.Tx) error {
			return errors.Join(stir(tx, box, act), errs.New(errs.Conflict, "box.closed", "盒子关了"))
		})
	},
	"panics after writing": func(ctx context.Context, d *db.DB, box, act int64) error {
		return d.Update(ctx, realm, func(tx *db.Tx) error {
			_ = stir(tx, box, act)
			panic("oh")
		})
	},
	"cancelled before": func(ctx context.Context, d *db.DB, box, act int64) error {
		ctx, cancel := context.WithCancel(ctx)
		cancel()
		return d.Update(ctx, realm, func(tx *db.Tx) error { return stir(tx, box, act) })
	},
	"passes over a failed statement": func(ctx context.Context, d *db.DB, box, act int64) error {
		return d.Update(ctx, realm, func(tx *db.Tx) error {
			_, _ = tx.Exec(sqlNewBox, box, 0) // a duplicate
			_ = stir(tx, box, act)
			return nil
		})
	},
}

// Acts that run at once leave what some order of the acknowledged ones, one
// after the other, would have left; whatever failed left nothing; and who is
// told "done" finds it done.
func TestActsAreAsIfOneByOne(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		round := int64(0)
		rapid.Check(t, func(t *rapid.T) {
			round++
			boxes := []int64{round * 10, round*10 + 1}
			newBoxes(t, d, boxes)
			names := rapid.SliceOfN(rapid.SampledFrom(fateNames()), 1, 40).Draw(t, "fates")
			var done sync.Map
			var group sync.WaitGroup
			for i, name := range names {
				act := round*1000 + int64(i)
				box := boxes[rand.IntN(len(boxes))]
				group.Go(func() {
					err := fates[name](t.Context(), d, box, act)
					if (err == nil) != (name == "good") {
						t.Errorf("%s: %v", name, err)
					}
					if err == nil {
						done.Store(act, true)
					}
					if got := count(t, d, act); (got == 1) != (err == nil) {
						t.Errorf("%s: %d lines of it after the answer %v", name, got, err)
					}
				})
			}
			group.Wait()
			for _, box := range boxes {
				replay(t, d, box, &done)
			}
			done.Range(func(act, _ any) bool {
				t.Errorf("act %d was acknowledged and is in no box", act)
				return true
			})
		})
	})
}

func fateNames() []string {
	names := []string{"good", "good", "good"}
	for n := range fates {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

func newBoxes(t *rapid.T, d *db.DB, boxes []int64) {
	if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
		for _, b := range boxes {
			if _, err := tx.Exec(sqlNewBox, b, 0); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func count(t *rapid.T, d *db.DB, act int64) (n int) {
	if err := d.View(t.Context(), realm, func(tx *db.Tx) (err error) {
		n, err = db.Get[int](tx, sqlHasLine, act)
		return err
	}); err != nil {
		t.Error(err)
	}
	return n
}

// replay takes the acts of a box from done and compares the content.
func replay(t *rapid.T, d *db.DB, box int64, done *sync.Map) {
	if err := d.View(t.Context(), realm, func(tx *db.Tx) error {
		acts, err := db.Select[int64](tx, sqlLines, box)
		if err != nil {
			return err
		}
		want := int64(0)
		for _, act := range acts {
			want = after(want, act)
			if _, ok := done.LoadAndDelete(act); !ok {
				t.Errorf("act %d is in the box and was not acknowledged", act)
			}
		}
		got, err := db.Get[int64](tx, sqlLoadBox, box)
		if got != want {
			t.Errorf("box %d holds %d; the acts %v one by one leave %d", box, got, acts, want)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// A realm does not see another's rows, and a transaction of no realm sees none.
func TestRealmsAreApart(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		put := func(realm, content int64) error {
			return d.Update(ctx, realm, func(tx *db.Tx) error {
				_, err := tx.Exec(sqlNewBox, 1, content)
				return err
			})
		}
		if err := errors.Join(put(1, 10), put(2, 20)); err != nil {
			t.Fatal(err)
		}
		if err := d.View(ctx, 2, func(tx *db.Tx) error {
			two, err := db.Get[int64](tx, sqlLoadBox, 1)
			one, err1 := db.Get[int64](tx.In(1), sqlLoadBox, 1)
			if one != 10 || two != 20 {
				t.Errorf("realms 1 and 2 hold %d and %d", one, two)
			}
			return errors.Join(err, err1)
		}); err != nil {
			t.Fatal(err)
		}
		if err := put(0, 30); err == nil || !strings.Contains(err.Error(), "no realm") {
			t.Errorf("a row of no realm: %v", err)
		}
		if err := d.View(ctx, 3, func(tx *db.Tx) error {
			_, err := db.Get[int64](tx, sqlLoadBox, 1)
			return err
		}); !errors.Is(err, db.ErrNone) {
			t.Errorf("realm 3: %v", err)
		}
	})
}

// What is done through In counts as done by the transaction.
func TestInIsTheSameTransaction(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		told := false
		if err := d.Update(t.Context(), 1, func(tx *db.Tx) error {
			other := tx.In(2)
			other.AfterCommit(func() { told = true })
			_, err := other.Exec(sqlNewBox, 1, 1)
			if tx.Wrote() != 1 || tx.Statements() != 1 {
				t.Errorf("wrote %d rows by %d statements", tx.Wrote(), tx.Statements())
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if !told {
			t.Error("AfterCommit through In was forgotten")
		}
	})
}

// AfterCommit runs only after a commit, and may itself act.
func TestAfterCommit(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		var ran []string
		_ = d.Update(ctx, realm, func(tx *db.Tx) error {
			tx.AfterCommit(func() { ran = append(ran, "failed") })
			return errors.New("no")
		})
		if err := d.Update(ctx, realm, func(tx *db.Tx) error {
			tx.AfterCommit(func() {
				ran = append(ran, "first")
				if err := fates["good"](ctx, d, 1, 1); err != nil {
					t.Error(err)
				}
			})
			_, err := tx.Exec(sqlNewBox, 1, 0)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(ran, " "); got != "first" {
			t.Errorf("ran %q", got)
		}
	})
}

// What acts leave for the commit runs when they are durable and nobody has heard
// yet, on SQLite in the order in which they acted.
func TestAtCommit(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		var mu sync.Mutex
		var acted, landed []int
		var group sync.WaitGroup
		for i := range 40 {
			group.Go(func() {
				seen := false
				err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
					mu.Lock()
					acted = append(acted, i)
					mu.Unlock()
					tx.AtCommit(func() {
						mu.Lock()
						landed = append(landed, i)
						mu.Unlock()
						seen = true
					})
					if i%10 == 0 {
						return errors.New("no")
					}
					_, err := tx.Exec(sqlNewBox, i, 0)
					return err
				})
				if seen != (err == nil) {
					t.Errorf("%d: landed %v, %v", i, seen, err)
				}
			})
		}
		group.Wait()
		acted = slices.DeleteFunc(acted, func(i int) bool { return i%10 == 0 })
		if d.Engine == db.SQLite && !slices.Equal(acted, landed) {
			t.Errorf("acted %v, landed %v", acted, landed)
		}
	})
}

// ErrAgain has the act run again on PostgreSQL, where a race can be lost.
func TestLostRaceRunsAgain(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, schema, db.Postgres)
	tries := 0
	err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
		if tries++; tries < 3 {
			return fmt.Errorf("once more: %w", db.ErrAgain)
		}
		return nil
	})
	if err != nil || tries != 3 {
		t.Errorf("%d tries, %v", tries, err)
	}
	tries = 0
	err = d.Update(t.Context(), realm, func(*db.Tx) error { tries++; return db.ErrAgain })
	if errs.KindOf(err) != errs.Unavailable || tries != 5 {
		t.Errorf("%d tries, %v", tries, err)
	}
}

// Two acts that lock two boxes in opposite order: PostgreSQL ends one of them,
// which is run again; both happen.
func TestDeadlockRunsAgain(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		for box := range int64(2) {
			if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
				_, err := tx.Exec(sqlNewBox, box, 0)
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		var act atomic.Int64
		var group sync.WaitGroup
		for first := range int64(2) {
			group.Go(func() {
				if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
					if err := stir(tx, first, act.Add(1)); err != nil {
						return err
					}
					time.Sleep(50 * time.Millisecond)
					return stir(tx, 1-first, act.Add(1))
				}); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
	})
}

// Views give up their turn cleanly, however they end.
func TestViewsSurviveCancelling(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				for range 100 {
					ctx, cancel := context.WithTimeout(t.Context(), time.Duration(rand.IntN(400))*time.Microsecond)
					_ = d.View(ctx, realm, func(tx *db.Tx) error {
						_, err := db.Select[int64](tx, sqlLines, 1)
						return err
					})
					cancel()
				}
			})
		}
		group.Wait()
		for range 64 { // every reader in turn
			if err := d.View(t.Context(), realm, func(tx *db.Tx) error {
				_, err := db.Select[int64](tx, sqlLines, 1)
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// A view sees one moment and can write nothing.
func TestViewIsASnapshot(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		box := func(tx *db.Tx) error {
			_, err := tx.Exec(sqlNewBox, 1, 0)
			return err
		}
		if err := d.Update(ctx, realm, box); err != nil {
			t.Fatal(err)
		}
		if err := d.View(ctx, realm, func(tx *db.Tx) error {
			before, err := db.Select[int64](tx, sqlLines, 1)
			if err != nil {
				return err
			}
			if err := fates["good"](ctx, d, 1, 1); err != nil {
				return err
			}
			now, err := db.Select[int64](tx, sqlLines, 1)
			if len(now) != len(before) {
				t.Errorf("saw %d lines, then %d", len(before), len(now))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := d.View(ctx, 8, box); err == nil {
			t.Error("a view has written")
		}
	})
}

// Whoever comes while the database closes is done or told so; nobody hangs.
func TestCloseUnderLoad(t *testing.T) {
	t.Parallel()
	d, err := db.Open(t.Context(), dbtest.Config(t, schema, db.SQLite))
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for i := range int64(16) {
		group.Go(func() {
			for n := range int64(200) {
				err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
					_, err := tx.Exec(sqlNewBox, i*1000+n, 0)
					return err
				})
				if err != nil && !errs.Is(err, "db.closed") {
					t.Error(err)
				}
				if err := d.View(t.Context(), realm, func(*db.Tx) error { return nil }); err != nil && !errs.Is(err, "db.closed") {
					t.Error(err)
				}
			}
		})
	}
	time.Sleep(20 * time.Millisecond)
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	group.Wait()
}

// A test that calls Fatal inside an act ends that goroutine; the database goes on.
func TestGoexitInAnAct(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, schema, db.SQLite)
	err := d.Update(t.Context(), realm, func(*db.Tx) error {
		runtime.Goexit()
		return nil
	})
	if err == nil {
		t.Error("an act that never ended was acknowledged")
	}
	if err := d.Update(t.Context(), realm, func(tx *db.Tx) error {
		_, err := tx.Exec(sqlNewBox, 1, 0)
		return err
	}); err != nil {
		t.Error(err)
	}
}
