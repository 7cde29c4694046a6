package notify

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

// TestHotStatementsUseIndexes looks at the plans of what every page asks (the
// count at the bell) and of the lists, over some thousand messages.
func TestHotStatementsUseIndexes(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, db.Schema{trail.Schema, act.Schema, auth.Schema, Schema}, func(t *testing.T, d *db.DB) {
		const realm = 7
		clock := func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }
		s := stageOf(d, clock)
		err := s.Do(context.Background(), access.Actor{Realm: realm, System: "test"}, func(a *act.Act) error {
			var all []Message
			for i := range 6000 {
				m := Message{
					ID: act.NewID[Message](a), Person: id.Any(1 + i%500), Key: fmt.Sprint(i), Words: "有新进展", Args: []string{},
					Link: fmt.Sprintf("/matters/%d", i%900), Place: 1, Path: access.Path(fmt.Sprintf("/a/%d/", i%90)), At: a.At, State: Delivered,
				}
				if i%9 == 0 {
					m.State = Undelivered
				} else if i%3 > 0 {
					m.ReadAt = a.At
				}
				all = append(all, m)
			}
			a.Record("test", access.Thing{}, "")
			return db.Insert(a.Tx, "notify_message", all...)
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Analyze(context.Background()); err != nil {
			t.Fatal(err)
		}
		var all, below db.Cond
		below.And("path >= ? AND path < ?", "/a/7/", "/a/70")
		for name, c := range map[string]struct {
			q    db.Statement
			args []any
		}{
			"unread": {sqlUnread, []any{7}}, "inbox": {sqlInbox.Where(all), []any{7, 30}},
			"read": {sqlRead, []any{clock(), 7, 1}}, "open": {sqlOpen, []any{clock(), 1}}, "message": {sqlMessage, []any{1}},
			"waiting": {sqlWaiting.Where(below), []any{30}}, "told": {sqlTold, []any{1, "电话", clock(), 7, 1, 1, "/matters/1"}},
		} {
			dbtest.UsesIndex(t, d, realm, name, c.q, c.args...)
		}
	})
}

func stageOf(d *db.DB, clock func() time.Time) *act.Stage {
	return &act.Stage{
		DB: d, IDs: id.NewMaker(1, clock), Now: clock, Publish: event.NewBus().Publish, Log: slog.New(slog.DiscardHandler),
		Policy: access.NewPolicy(nil, nil),
	}
}

// What was read or told in person goes after a year; what nobody has heard yet
// stays.
func TestSweepKeepsWhatNobodyHasHeard(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, db.Schema{trail.Schema, act.Schema, auth.Schema, Schema}, func(t *testing.T, d *db.DB) {
		now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
		s := stageOf(d, func() time.Time { return now })
		old, recent := now.AddDate(-1, 0, -1), now.AddDate(-1, 0, 1)
		by := access.Actor{Realm: 7, System: "test"}
		err := s.Do(context.Background(), by, func(a *act.Act) error {
			for i, m := range []Message{
				{ReadAt: old, State: Delivered}, {ToldAt: old, State: Told},
				{ReadAt: recent, State: Delivered}, {ToldAt: recent, State: Told}, {State: Undelivered}, {State: Delivered},
			} {
				m.ID, m.Person, m.Place, m.Key, m.Args, m.At = act.NewID[Message](a), 5, 1, fmt.Sprint(i), []string{}, old
				if err := db.Insert(a.Tx, "notify_message", m); err != nil {
					return err
				}
			}
			return Sweep(a)
		})
		if err != nil {
			t.Fatal(err)
		}
		by.Person = 5
		err = s.See(context.Background(), by, func(v *act.View) error {
			left, err := Inbox(v, 0, 10)
			if len(left) != 4 || left[0].Key != "5" || left[3].Key != "2" {
				t.Errorf("left %+v", left)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
