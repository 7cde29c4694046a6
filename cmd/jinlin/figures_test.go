package main

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

const sqlMiscount db.SQL = `UPDATE matter_count SET n = n + 1 WHERE realm_id = :realm
	AND period = (SELECT max(period) FROM matter_count WHERE realm_id = :realm)`

// Figures that are the sum of the matters are passed; one that is not is named.
func TestVerifyFigures(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		c := verifyFigures{instance: instance{Data: h.Config.Dir, Database: h.Config.Database}}
		if err := c.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		spoil := func() {
			t.Helper()
			spoilt := 0
			if err := h.Stage.DB.Update(t.Context(), h.Realm, func(tx *db.Tx) (err error) {
				spoilt, err = tx.Exec(sqlMiscount)
				return err
			}); err != nil || spoilt == 0 {
				t.Fatalf("%d counters spoilt, %v", spoilt, err)
			}
		}
		spoil()
		if err := c.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "对不上，头一处") || !strings.Contains(err.Error(), "want") {
			t.Errorf("a wrong counter: %v", err)
		}
		c.Mend = true
		if err := c.Run(t.Context()); err != nil {
			t.Errorf("mending: %v", err)
		}
		c.Mend = false
		if err := c.Run(t.Context()); err != nil {
			t.Errorf("after mending: %v", err)
		}
		if got := mends(t, h); len(got) != 1 {
			t.Errorf("the trail tells of %v", got)
		}
	})
}

// What is mended beside a running server stands right on its boards, which it
// keeps in memory, though acts went on between the looking and the mending.
func TestMendBesideTheServer(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		if err := h.Stage.DB.Update(t.Context(), h.Realm, func(tx *db.Tx) error { _, err := tx.Exec(sqlMiscount); return err }); err != nil {
			t.Fatal(err)
		}
		if err := h.LoadFigures(t.Context()); err != nil { // what is wrong, too
			t.Fatal(err)
		}
		var d matter.Drift
		see := func(f func(*act.View) error) {
			t.Helper()
			if err := h.Stage.See(t.Context(), h.Actor(h.Lead), f); err != nil {
				t.Fatal(err)
			}
		}
		drift := func(v *act.View) (err error) { d, err = matter.DriftOf(v); return err }
		see(drift)
		h.As(h.Actor(h.A.Resident), func(a *act.Act) error {
			_, err := matter.Raise(a, matter.New{Place: h.A.Home, Channel: matter.ChannelPage, Words: "楼道灯坏了，晚上看不见"})
			return err
		})
		h.System(func(a *act.Act) error { return matter.Mend(a, d) })
		h.Pass(time.Minute)
		if err := h.LoadFigures(t.Context()); err != nil {
			t.Fatal(err)
		}
		see(drift)
		if d.Counters() != 0 {
			t.Errorf("after mending: %v", d.Lines)
		}
		see(func(v *act.View) error {
			root, err := place.Get(v, h.Root)
			if err != nil {
				return err
			}
			year := calendar.DayOf(v.At).Year()
			span := matter.Span{From: calendar.NewDay(year, 1, 1), To: calendar.NewDay(year, 12, 31)}
			kept, err1 := h.Figures().Months.BoardOf(v, matter.ScopeOf(root), span)
			read, err2 := matter.BoardOf(v, matter.ScopeOf(root), span)
			if err1 != nil || err2 != nil || !reflect.DeepEqual(kept, read) {
				t.Errorf("board %+v (%v), want %+v (%v)", kept, err1, read, err2)
			}
			return nil
		})
	})
}

// mends are the rows of the trail that tell of a mending.
func mends(t *testing.T, h *apptest.House) (rows []trail.Row) {
	t.Helper()
	if err := h.Stage.See(t.Context(), access.Actor{Realm: h.Realm}, func(v *act.View) (err error) {
		rows, err = trail.Search(v.Tx, trail.Filter{Action: "matter.recount"}, 10)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return rows
}
