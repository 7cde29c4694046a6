package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// What holds for the whole realm is changed from a seat that answers for all of
// it: neither the chair of one compound nor one community's secretary renames
// another community by a table, or moves everybody's limits by a holiday.
func TestOnlyTheRootChangesTheWholeRealm(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, db.SQLite)
	for _, name := range []string{"import divisions", "draft of divisions", "holidays", "kinds of organisation", "tiers", "categories"} {
		by := func(person people.ID) errs.Kind {
			return errs.KindOf(h.Stage.Do(t.Context(), h.Actor(person), func(a *act.Act) error { return deeds[name](a, h.A) }))
		}
		for kind, person := range h.A.Holders {
			if k := by(person); k != errs.NotFound && k != errs.Forbidden {
				t.Errorf("%s by %s of one community: %v", name, kind, k)
			}
		}
		if k := by(h.Lead); k == errs.NotFound || k == errs.Forbidden {
			t.Errorf("%s by the lead of the realm: %v", name, k)
		}
	}
}

// Whoever a matter was handed to may ask for the name and the telephone of who
// raised it, though the person is none of their place; nobody else of their
// kind may.
func TestTheHandlerMayAskWhoRaisedIt(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		hand := func(to access.SeatKind) {
			h.System(func(a *act.Act) error {
				w, err := matter.Get(a.View, h.A.Matter)
				if err != nil {
					return err
				}
				return matter.Dispatch(a, matter.Ref{ID: w.ID, Version: w.Version}, matter.Handover{Seat: h.A.Seats[to]})
			})
		}
		ask := func(kind access.SeatKind) *httptest.ResponseRecorder {
			form := url.Values{"purpose": {"约时间上门维修"}}
			req := httptest.NewRequest("POST", "/field/matters/"+h.A.Matter.String()+"/reveal", strings.NewReader(form.Encode()))
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			return h.Ask(req, h.Session(h.A.Holders[kind]))
		}
		hand(org.PropertyManager)
		if w := ask(org.PropertyManager); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), h.A.ResidentPhone) {
			t.Errorf("the property manager who handles it: %d", w.Code)
		}
		for _, kind := range []access.SeatKind{org.PropertyWorker, org.Volunteer} {
			if w := ask(kind); w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), h.A.ResidentPhone) {
				t.Errorf("%s, who does not: %d", kind, w.Code)
			}
		}
	})
}
