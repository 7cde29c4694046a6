package act

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

// Schema is the migrations of the idempotency keys.
//
//go:embed schema/*.sql
var Schema embed.FS

// Stage is where acts are played: what every act of the house shares.
type Stage struct {
	DB      *db.DB
	Policy  *access.Policy
	IDs     *id.Maker
	Now     func() time.Time
	Publish func(*Act, any) error // set by the wiring of events
	Log     *slog.Logger
	Keys    *seal.Keys // for the rooms that seal fields
}

// View reads a snapshot as someone.
type View struct {
	context.Context
	Tx    *db.Tx
	By    access.Actor
	At    time.Time // the one clock reading
	Stage *Stage
}

// Act changes something as someone.
type Act struct {
	*View
	rows    []trail.Row
	refused *trail.Row
}

type within struct{}

// Do plays an act. The error of f undoes everything f did. f may run twice (a
// lost race on PostgreSQL) and must touch nothing but the act.
func (s *Stage) Do(ctx context.Context, by access.Actor, f func(*Act) error) error {
	if ctx.Value(within{}) != nil {
		return errors.New("act: Do inside an act")
	}
	at := s.Now().Truncate(time.Microsecond)
	var refused *trail.Row
	err := s.DB.Update(ctx, by.Realm, func(tx *db.Tx) error {
		a := &Act{View: &View{Context: context.WithValue(ctx, within{}, true), Tx: tx, By: by, At: at, Stage: s}}
		err := f(a)
		refused = a.refused
		if err != nil {
			return err
		}
		if tx.Wrote() > 0 && len(a.rows) == 0 && by.System == "" {
			return errors.New("act: changed something and left no trail")
		}
		return trail.Append(tx, a.rows...)
	})
	if err != nil && refused != nil && by.SignedIn() {
		refused.Result = code(err)
		if e := s.DB.Update(context.WithoutCancel(ctx), by.Realm, func(tx *db.Tx) error {
			return trail.Append(tx, *refused)
		}); e != nil {
			return errors.Join(err, fmt.Errorf("trail of the refusal: %w", e))
		}
	}
	return err
}

func code(err error) string {
	if e := errs.As(err); e != nil {
		return e.Code
	}
	return "internal"
}

// See plays a view.
func (s *Stage) See(ctx context.Context, by access.Actor, f func(*View) error) error {
	return s.DB.View(ctx, by.Realm, func(tx *db.Tx) error {
		return f(&View{Context: ctx, Tx: tx, By: by, At: s.Now().Truncate(time.Microsecond), Stage: s})
	})
}

// Require refuses unless the actor may see the thing in this way.
func (v *View) Require(c access.Capability, t access.Thing) error {
	_, err := v.Stage.Policy.Decide(v.By, c, t)
	return err
}

// May says whether Require would allow it.
func (v *View) May(c access.Capability, t access.Thing) bool {
	return v.Require(c, t) == nil
}

// Where is the condition under which the rows of a list may be seen.
func (v *View) Where(c access.Capability, columns access.Columns) db.Cond {
	return v.Stage.Policy.Where(v.By, c, columns)
}

// Require refuses unless the actor may do this to the thing, and leaves the
// trail of it.
func (a *Act) Require(c access.Capability, t access.Thing) error {
	d, err := a.Stage.Policy.Decide(a.By, c, t)
	row := a.row(string(c), t)
	row.Seat, row.Rule = d.Seat, d.Rule
	if err != nil {
		a.refused = &row
		return err
	}
	a.rows = append(a.rows, row)
	return nil
}

// Seat is the seat that allowed the last Require; 0 when none was needed.
func (a *Act) Seat() int64 {
	if n := len(a.rows); n > 0 {
		return a.rows[n-1].Seat
	}
	return 0
}

// Record leaves a trail where no permission is asked: a sign-in, a report at a
// door. note is a code or a stated purpose, never personal data.
func (a *Act) Record(action string, t access.Thing, note string) {
	row := a.row(action, t)
	row.Note = note
	a.rows = append(a.rows, row)
}

// Note adds a stated purpose or a code to the last line of the act's trail.
func (a *Act) Note(note string) {
	if n := len(a.rows); n > 0 {
		a.rows[n-1].Note = note
	}
}

// About corrects which object the last line speaks of, when the act made it.
func (a *Act) About(kind string, object int64) {
	if n := len(a.rows); n > 0 {
		a.rows[n-1].ObjectKind, a.rows[n-1].Object = kind, object
	}
}

func (a *Act) row(action string, t access.Thing) trail.Row {
	return trail.Row{
		At: a.At, Actor: a.By.Person, OnBehalf: a.By.For, Session: a.By.Session, System: a.By.System,
		Place: t.Place, Path: string(t.Path), Action: action, ObjectKind: t.Kind, Object: t.ID, Result: "ok",
	}
}

// Publish tells what happened. Whoever must react in the same commit does so
// now; whoever may react later gets a job in the same commit.
func (a *Act) Publish(event any) error { return a.Stage.Publish(a, event) }

// NewID makes the id of a new thing.
func NewID[T any](a *Act) id.Of[T] { return id.Of[T](a.Stage.IDs.Next()) }

// Once makes a thing once for a key: a double click or a retried request gets
// the id of what the first one made. An empty key never repeats.
func Once[T any](a *Act, key string, f func() (id.Of[T], error)) (id.Of[T], error) {
	if key == "" {
		return f()
	}
	prior, ok, err := db.Find[keyRow](a.Tx, sqlKey, key)
	if err != nil {
		return 0, err
	}
	if ok {
		if prior.Actor != a.By.Person {
			return 0, errs.New(errs.Conflict, "key.taken", "这个提交编号已经被别人用过，请刷新页面再试")
		}
		a.Record("act.repeat", access.Thing{ID: prior.Result}, "")
		return id.Of[T](prior.Result), nil
	}
	made, err := f()
	if err != nil {
		return 0, err
	}
	err = db.InsertSoon(a.Tx, taken, "act_key", keyRow{Key: key, Actor: a.By.Person, Result: int64(made), At: a.At})
	return made, err
}

// taken is a key that the same request, sent twice, has just committed.
func taken(err error) error {
	if db.IsDuplicate(err) {
		return db.ErrAgain
	}
	return err
}

// keepKeys is how long a key can be repeated: longer than anyone retries.
const keepKeys = 30 * 24 * time.Hour

// Sweep forgets the keys that nobody will repeat any more.
func Sweep(a *Act) error {
	_, err := a.Tx.Exec(sqlSweep, a.At.Add(-keepKeys))
	return err
}
