package app_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// complaint raises one about the organisation of the first side, within which it
// lies: everything but the denial would let its seats at it.
func complaint(h *apptest.House) matter.ID {
	var made matter.ID
	h.As(h.Actor(h.A.Resident), func(a *act.Act) (err error) {
		made, err = matter.Raise(a, matter.New{Place: h.A.Home, Channel: matter.ChannelPage, Words: "物业收费不公示，投诉金丝雀", Against: h.A.Org})
		return err
	})
	return made
}

// shown names the first page on which a seat of the organisation complained of
// learns of the complaint.
func shown(t *testing.T, h *apptest.House, kind access.SeatKind, about matter.ID) string {
	t.Helper()
	cookie := h.Session(h.A.Holders[kind])
	for _, route := range h.Server.Routes() {
		path := route.Path()
		if !aimed(route) || strings.Contains(path, "{") && !strings.Contains(path, "matters/{id}") {
			continue
		}
		path = strings.ReplaceAll(path, "{id}", about.String())
		req := httptest.NewRequest(route.Method(), path+"?stage=all&state=all", nil)
		w := h.Ask(req, cookie)
		hidden := !strings.Contains(route.Path(), "{") || w.Code == http.StatusNotFound || strings.HasSuffix(path, "/unfollow")
		if !hidden || strings.Contains(w.Body.String(), "投诉金丝雀") || !strings.Contains(route.Path(), "{") && strings.Contains(w.Body.String(), about.String()) {
			return route.At
		}
	}
	return ""
}

// The party complained of learns nothing of the complaint, from whichever seat
// and by whichever page; with the denial dropped the same walk finds it.
func TestTheComplainedOfLearnsNothing(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, db.SQLite)
	about := complaint(h)
	for _, kind := range org.SeatKinds() {
		if kind == org.AuditAdmin {
			continue // the trail holds ids of everything, and says so
		}
		if at := shown(t, h, kind, about); at != "" {
			t.Errorf("%s learns of it: %s", kind, at)
		}
	}
	for i, d := range app.Policy().Denials {
		if d.Cannot != matter.CanSee {
			continue
		}
		denials := append(append([]access.Denial{}, app.Policy().Denials[:i]...), app.Policy().Denials[i+1:]...)
		*h.Stage.Policy = *access.NewPolicy(app.Policy().Grants, denials)
		if shown(t, h, org.CommunityWorker, about) == "" {
			t.Error("nobody notices that the denial is gone")
		}
	}
}
