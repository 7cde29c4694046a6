package place_test

import (
	"context"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
)

func TestDraftIsAppliedOnceByWhoeverMayImport(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		placetest.Plant(t, s)
		rows := []place.Division{{Row: 2, Code: "350203000000", Name: "思明区", Kind: place.District}}
		keep := func(name string, faults ...sheet.Fault) (draft place.DraftID) {
			placetest.Do(t, s, func(a *act.Act) (err error) {
				draft, err = place.Keep(a, name, rows, faults)
				return err
			})
			return draft
		}
		apply := func(draft place.DraftID) string {
			return refusal(s, func(a *act.Act) error { _, err := place.Apply(a, draft); return err })
		}
		good := keep("区划\x00 2026.csv")
		stranger := access.Actor{Realm: placetest.Realm, Person: 5, Account: 5}
		for what, try := range map[string]func(*act.Act) error{
			"apply": func(a *act.Act) error { _, err := place.Apply(a, good); return err },
			"look":  func(a *act.Act) error { _, _, err := place.GetDraft(a.View, good); return err },
			"keep":  func(a *act.Act) error { _, err := place.Keep(a, "x.csv", rows, nil); return err },
		} {
			if err := s.Do(context.Background(), stranger, try); errs.KindOf(err) != errs.NotFound && errs.KindOf(err) != errs.Forbidden {
				t.Errorf("a stranger may %s: %v", what, err)
			}
		}
		placetest.See(t, s, func(v *act.View) error {
			kept, plan, err := place.GetDraft(v, good)
			if kept.Name != "区划 2026.csv" || plan.Coded != 1 || len(plan.Bad) != 0 {
				t.Errorf("%+v, %+v", kept, plan)
			}
			return err
		})
		for _, c := range []struct {
			draft place.DraftID
			want  string
		}{{good, ""}, {good, "draft.applied"}, {keep("坏.csv", sheet.Fault{Row: 3, Column: "代码", Text: "这一格不能空着"}), "draft.faults"}, {1, "not_found"}} {
			if got := apply(c.draft); got != c.want {
				t.Errorf("draft %s: %q, want %q", c.draft, got, c.want)
			}
		}
	})
}
