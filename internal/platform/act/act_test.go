package act_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

var schema = db.Schema{trail.Schema, act.Schema, fstest.MapFS{"0099_note.sql": {Data: []byte(
	`CREATE TABLE note (realm_id {{INT}} NOT NULL, id {{INT}} NOT NULL, PRIMARY KEY (realm_id, id)) {{STRICT}};`)}}}

type note struct {
	ID id.Of[note] `db:"id"`
}

const (
	sqlNotes db.SQL = `SELECT count(*) FROM note WHERE realm_id = :realm`
	sqlBreak db.SQL = `DROP TABLE trail_row /* every realm */`
)

var (
	start  = time.Date(2026, 11, 22, 8, 0, 0, 123456789, time.UTC)
	policy = access.NewPolicy([]access.Grant{
		{Can: "note.see", Relation: access.Within, Seats: []access.SeatKind{"worker", "lead"}},
		{Can: "note.write", Relation: access.Within, Seats: []access.SeatKind{"lead"}},
	}, nil)
	here   = access.Thing{Kind: "note", ID: 5, Place: 12, Path: "/1/12/"}
	away   = access.Thing{Kind: "note", ID: 6, Place: 13, Path: "/1/13/"}
	lead   = actor("lead")
	worker = actor("worker")
)

func actor(kind access.SeatKind) access.Actor {
	return access.Actor{Realm: 3, Person: 70, For: 71, Session: 80,
		Seats: []access.Held{{Seat: 90, Kind: kind, Place: 12, Path: "/1/12/"}}}
}

func stage(d *db.DB) *act.Stage {
	now := func() time.Time { return start }
	return &act.Stage{DB: d, Policy: policy, IDs: id.NewMaker(1, now), Now: now, Log: slog.New(slog.DiscardHandler),
		Publish: func(*act.Act, any) error { return nil }}
}

// write adds a note, by permission.
func write(thing access.Thing, made *id.Of[note]) func(*act.Act) error {
	return func(a *act.Act) error {
		if err := a.Require("note.write", thing); err != nil {
			return err
		}
		*made = act.NewID[note](a)
		return db.Insert(a.Tx, "note", note{*made})
	}
}

func notes(t *testing.T, s *act.Stage) (n int) {
	t.Helper()
	if err := s.See(t.Context(), lead, func(v *act.View) (err error) {
		n, err = db.Get[int](v.Tx, sqlNotes)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

func rows(t *testing.T, s *act.Stage) (out []trail.Row) {
	t.Helper()
	if err := s.See(t.Context(), lead, func(v *act.View) (err error) {
		out, err = trail.Search(v.Tx, trail.Filter{}, 1000)
		if _, e := trail.Verify(v.Tx, nil); e != nil {
			t.Error(e)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// A change, and the trail of who did it by which seat, commit together.
func TestActLeavesItsTrail(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		s := stage(d)
		var made id.Of[note]
		if err := s.Do(t.Context(), lead, func(a *act.Act) error {
			if err := write(here, &made)(a); err != nil {
				return err
			}
			if a.Seat() != 90 || !a.At.Equal(start.Truncate(time.Microsecond)) {
				t.Errorf("seat %d at %v", a.Seat(), a.At)
			}
			a.About("note", int64(made))
			a.Note("purpose")
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		got := rows(t, s)
		if len(got) != 1 || notes(t, s) != 1 {
			t.Fatalf("%d rows, %d notes", len(got), notes(t, s))
		}
		want := trail.Row{Strand: got[0].Strand, Seq: 1, At: start.Truncate(time.Microsecond), Actor: 70, OnBehalf: 71, Session: 80,
			Seat: 90, Place: 12, Path: "/1/12/", Action: "note.write", ObjectKind: "note", Object: int64(made), Result: "ok",
			Rule: "within", Note: "purpose", Hash: got[0].Hash}
		if fmt.Sprint(got[0]) != fmt.Sprint(want) {
			t.Errorf("got  %v\nwant %v", got[0], want)
		}
	})
}

// No trail, no commit: an act that forgot it, and one whose trail cannot be written.
func TestNoTrailNoCommit(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		s := stage(d)
		insert := func(a *act.Act) error { return db.Insert(a.Tx, "note", note{1}) }
		elsewhere := func(a *act.Act) error { return db.Insert(a.Tx.In(9), "note", note{1}) }
		for name, f := range map[string]func(*act.Act) error{"here": insert, "in another realm": elsewhere} {
			if err := s.Do(t.Context(), lead, f); err == nil || !strings.Contains(err.Error(), "no trail") {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := notes(t, s); n != 0 {
			t.Errorf("%d notes without a trail", n)
		}
		if err := s.Do(t.Context(), access.Actor{Realm: 3, System: "job"}, insert); err != nil {
			t.Errorf("a job: %v", err)
		}
		if err := s.Do(t.Context(), lead, func(a *act.Act) error { return nil }); err != nil {
			t.Errorf("an act that changed nothing: %v", err)
		}
		breakTrail(t, d)
		var made id.Of[note]
		if err := s.Do(t.Context(), lead, write(here, &made)); err == nil {
			t.Error("done without a trail")
		}
		if err := s.Do(t.Context(), worker, write(here, &made)); !errs.Is(err, "forbidden") || !strings.Contains(err.Error(), "trail of the refusal") {
			t.Errorf("a refusal that could not be written: %v", err)
		}
		if n := notes(t, s); n != 1 {
			t.Errorf("%d notes", n)
		}
	})
}

func breakTrail(t *testing.T, d *db.DB) {
	t.Helper()
	if err := d.Update(t.Context(), 3, func(tx *db.Tx) error { _, err := tx.Exec(sqlBreak); return err }); err != nil {
		t.Fatal(err)
	}
}

// A refused act changes nothing and leaves a trail of the refusal.
func TestRefusalsLeaveATrail(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		s := stage(d)
		var made id.Of[note]
		for _, c := range []struct {
			name   string
			by     access.Actor
			thing  access.Thing
			result string
			rows   int
		}{
			{"may see, may not do", worker, here, "forbidden", 1},
			{"may not know of it", lead, away, "not_found", 2},
			{"nobody is signed in", access.Actor{Realm: 3}, here, "not_found", 2}, // or anyone could fill the disk
		} {
			err := s.Do(t.Context(), c.by, func(a *act.Act) error {
				if err := db.Insert(a.Tx, "note", note{9}); err != nil {
					return err
				}
				return fmt.Errorf("note: %w", write(c.thing, &made)(a))
			})
			if !errs.Is(err, c.result) {
				t.Errorf("%s: %v", c.name, err)
			}
			got := rows(t, s)
			if len(got) != c.rows || notes(t, s) != 0 {
				t.Errorf("%s: %d rows, %d notes", c.name, len(got), notes(t, s))
			}
		}
		for _, r := range rows(t, s) {
			if r.Result == "ok" || r.Actor != 70 || r.Action != "note.write" || r.Rule != "" || r.Seat != 0 {
				t.Errorf("trail of a refusal: %+v", r)
			}
		}
	})
}

// An error, a panic or an event nobody can bear undoes an act whole, trail and all.
func TestFailedActsLeaveNothing(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		s := stage(d)
		s.Publish = func(*act.Act, any) error { return errors.New("不行") }
		var made id.Of[note]
		for name, f := range map[string]func(*act.Act) error{
			"error": func(a *act.Act) error {
				return errors.Join(write(here, &made)(a), errs.New(errs.Conflict, "note.closed", "关了"))
			},
			"panic": func(a *act.Act) error { _ = write(here, &made)(a); panic("oh") },
			"event": func(a *act.Act) error { return errors.Join(write(here, &made)(a), a.Publish("told")) },
		} {
			if err := s.Do(t.Context(), lead, f); err == nil {
				t.Errorf("%s: acknowledged", name)
			}
		}
		if n, r := notes(t, s), rows(t, s); n != 0 || len(r) != 0 {
			t.Errorf("%d notes, %d rows", n, len(r))
		}
	})
}

// A view asks the same table as an act and leaves no trail.
func TestView(t *testing.T) {
	t.Parallel()
	s := stage(dbtest.Open(t, schema, db.SQLite))
	if err := s.See(t.Context(), worker, func(v *act.View) error {
		if v.Require("note.see", here) != nil || v.May("note.see", away) || v.May("note.write", here) {
			t.Error("a view decides otherwise than an act")
		}
		_, err := v.Tx.Exec(db.SQL(`INSERT INTO note (realm_id, id) VALUES (:realm, 1)`))
		if err == nil {
			t.Error("a view has written")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if r := rows(t, s); len(r) != 0 {
		t.Errorf("%d rows", len(r))
	}
}

func TestActInsideAnAct(t *testing.T) {
	t.Parallel()
	s := stage(dbtest.Open(t, schema, db.SQLite))
	if err := s.Do(t.Context(), lead, func(a *act.Act) error {
		return s.Do(a, lead, func(*act.Act) error { return nil })
	}); err == nil || !strings.Contains(err.Error(), "inside an act") {
		t.Errorf("got %v", err)
	}
}

// R6: 64 retries of one key at once, some of a browser that gave up waiting,
// make one thing, and all hear of the same one.
func TestOnceUnderParallelRetries(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		s := stage(d)
		for round := range 5 {
			key := fmt.Sprint("key ", round)
			var group sync.WaitGroup
			var heard sync.Map
			var done atomic.Int64
			for i := range 64 {
				ctx, cancel := context.WithCancel(t.Context())
				if i%8 == 7 {
					cancel() // it gave up
				}
				group.Go(func() {
					defer cancel()
					var got id.Of[note]
					err := s.Do(ctx, lead, func(a *act.Act) (err error) {
						got, err = raise(a, key)
						return err
					})
					if err == nil {
						heard.Store(got, true)
						done.Add(1)
					} else if ctx.Err() == nil {
						t.Error(err)
					}
				})
			}
			group.Wait()
			different := 0
			heard.Range(func(any, any) bool { different++; return true })
			if n := notes(t, s); different != 1 || done.Load() < 56 || n != round+1 {
				t.Errorf("%d heard of %d things; %d notes after %d rounds", done.Load(), different, n, round+1)
			}
		}
	})
}

func raise(a *act.Act, key string) (id.Of[note], error) {
	return act.Once(a, key, func() (made id.Of[note], err error) {
		err = write(here, &made)(a)
		return made, err
	})
}

// A key belongs to who used it, is free again when the act failed, and an empty
// one never repeats.
func TestOnce(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		s := stage(d)
		var first, got id.Of[note]
		try := func(by access.Actor, key string, fail error) error {
			return s.Do(t.Context(), by, func(a *act.Act) (err error) {
				got, err = raise(a, key)
				return errors.Join(err, fail)
			})
		}
		if err := try(lead, "k", errors.New("later")); err == nil {
			t.Error("acknowledged")
		}
		if err := try(lead, "k", nil); err != nil {
			t.Error(err)
		}
		first = got
		if err := try(lead, "k", nil); err != nil || got != first {
			t.Errorf("the second time: %v, %v after %v", err, got, first)
		}
		other := lead
		other.Person = 77
		if err := try(other, "k", nil); !errs.Is(err, "key.taken") {
			t.Errorf("somebody else's key: %v", err)
		}
		if err := try(other, "k2", nil); err != nil || got == first {
			t.Errorf("another key: %v", err)
		}
		if err := errors.Join(try(lead, "", nil), try(lead, "", nil)); err != nil {
			t.Error(err)
		}
		if n := notes(t, s); n != 4 {
			t.Errorf("%d notes", n)
		}
		repeats := 0
		for _, r := range rows(t, s) {
			if r.Action == "act.repeat" && r.Object == int64(first) {
				repeats++
			}
		}
		if repeats != 1 {
			t.Errorf("%d repeats in the trail", repeats)
		}
	})
}
