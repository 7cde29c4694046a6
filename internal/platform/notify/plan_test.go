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
		s := &act.Stage{
			DB: d, IDs: id.NewMaker(1, clock), Now: clock, Publish: event.NewBus().Publish, Log: slog.New(slog.DiscardHandler),
			Policy: access.NewPolicy(nil, nil),
		}
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
