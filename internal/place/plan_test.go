package place

import (
	"context"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

// TestHotStatementsUseIndexes looks at the plans of what every page and every
// act asks, over a tree of some thousand places.
func TestHotStatementsUseIndexes(t *testing.T) {
	t.Parallel()
	schema := db.Schema{trail.Schema, act.Schema, job.Schema, Schema}
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		now := func() time.Time { return time.Date(2026, 6, 3, 1, 0, 0, 0, time.UTC) }
		s := act.Stage{DB: d, Policy: access.NewPolicy(nil, nil), IDs: id.NewMaker(1, now), Now: now, Publish: event.NewBus().Publish}
		err := s.Do(context.Background(), access.Actor{Realm: 1, System: "test"}, func(a *act.Act) error {
			rows, err := Divisions()
			if err != nil {
				return err
			}
			if _, err = ImportDivisions(a, rows); err != nil {
				return err
			}
			return furnish(a)
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Analyze(context.Background()); err != nil {
			t.Fatal(err)
		}
		var ids db.Cond
		db.In(&ids, "id", []ID{1, 2, 3, 4})
		keys, words := db.Cond{}, db.Cond{}
		db.In(&keys, "key", []string{"a", "b"})
		db.In(&keys, "place_id", []ID{1, 2, 3, 4})
		db.In(&words, "place_id", []ID{1, 2, 3, 4})
		in := "/01h000000000a/"
		before := "/01h000000000a0"
		for name, c := range map[string]struct {
			q    db.Statement
			args []any
		}{
			"get": {sqlGet, []any{1}}, "hold": {sqlHold, []any{1}}, "by code": {sqlByCode, []any{"350203007010"}},
			"children": {sqlChildren, []any{1}}, "open child": {sqlOpenChild, []any{1}},
			"under": {sqlUnder, []any{Home, in, before}}, "names": {sqlNames.Where(ids), nil}, "list": {sqlList.Where(ids), nil},
			"search":   {sqlSearch.Where(searchCond([]access.Path{access.Path(in)}, Kinds()[:8], "阳光%")), []any{20}},
			"policies": {sqlPolicies.Where(keys), nil}, "settings": {sqlSettings, []any{1}}, "words": {sqlWords.Where(words), nil},
			"count in": {sqlCountIn, []any{in, before}}, "has kind": {sqlHasKind, []any{Grid, in, before}},
			"rewrite": {sqlRewrite, []any{in, 5, 1, 1, 1, 1, 1, 1, 1, 1, in, before, 10}},
		} {
			dbtest.UsesIndex(t, d, 1, name, c.q, c.args...)
		}
	})
}

// furnish gives many places settings and words of their own.
func furnish(a *act.Act) error {
	for i := range ID(300) {
		for _, r := range Rules()[:8] {
			err := db.Insert(a.Tx, "place_policy", Setting{ID: act.NewID[Setting](a), Key: r.Key, Place: i + 1, Text: r.Value, From: a.At, SetAt: a.At})
			if err != nil {
				return err
			}
		}
		for _, w := range DefaultWords()[:5] {
			if _, err := a.Tx.Exec(sqlSetWord, i+1, w.Key, w.Zh, w.En); err != nil {
				return err
			}
		}
	}
	return nil
}
