package app_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

// The figures as the house wires them, events and all, are those of the rows:
// nothing is counted twice and nothing is missed.
func TestFiguresAreWiredOnce(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		if err := h.LoadFigures(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			h.As(h.Actor(h.A.Resident), func(a *act.Act) error {
				_, err := matter.Raise(a, matter.New{Place: h.A.Home, Channel: matter.ChannelPage, Words: "楼道灯坏了，晚上看不见"})
				return err
			})
		}
		h.Pass(time.Minute)
		err := h.Stage.See(t.Context(), h.Actor(h.Lead), func(v *act.View) error {
			root, err := place.Get(v, h.Root)
			if err != nil {
				return err
			}
			q := matter.Question{Scope: matter.ScopeOf(root), By: matter.Keys()[:2]}
			got, err := h.Figures().Group(v, q)
			if err != nil {
				return err
			}
			want, err := matter.Grouped(v, q)
			if err == nil && (len(want) == 0 || !reflect.DeepEqual(got, want)) {
				t.Errorf("groups %v, want %v", got, want)
			}
			year := calendar.DayOf(v.At).Year()
			span := matter.Span{From: calendar.NewDay(year, 1, 1), To: calendar.NewDay(year, 12, 31)}
			kept, err1 := h.Figures().Months.BoardOf(v, matter.ScopeOf(root), span)
			read, err2 := matter.BoardOf(v, matter.ScopeOf(root), span)
			if err1 != nil || err2 != nil || !reflect.DeepEqual(kept, read) {
				t.Errorf("board %+v (%v), want %+v (%v)", kept, err1, read, err2)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
