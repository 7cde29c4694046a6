package app_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// A code to the phone keeps a resident signed in for a month, and no one who is
// in other people's affairs: not at a desk once it lay unused, not outdoors
// beyond a working day. It goes by the seats of the moment, not of the sign-in.
func TestSessionsByCodeGoByTheSeats(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, db.SQLite)
	byCode := func(phone string) *http.Cookie {
		c := auth.Caller{Realm: h.Realm, Address: "192.0.2.1", Browser: phone}
		if _, err := h.Door().AskCode(t.Context(), c, phone); err != nil {
			t.Fatal(err)
		}
		code, _ := h.Codes.Load(phone)
		in, err := h.Door().SignInByCode(t.Context(), c, phone, code.(string))
		if err != nil {
			t.Fatal(err)
		}
		return &http.Cookie{Name: web.SessionCookie(false), Value: in.Token}
	}
	phoneOf := map[access.SeatKind]string{}
	for i, kind := range org.SeatKinds() {
		phoneOf[kind] = fmt.Sprintf("137%03d%05d", 1, i)
	}
	resident, desk, grid := byCode(h.A.ResidentPhone), byCode(phoneOf[org.CommunityWorker]), byCode(phoneOf[org.GridWorker])
	volunteer := byCode(phoneOf[org.Volunteer])
	lives := func(when string, want map[*http.Cookie]bool) {
		t.Helper()
		for cookie, in := range want {
			if got := h.Ask(httptest.NewRequest("GET", "/me", nil), cookie).Code == http.StatusOK; got != in {
				t.Errorf("%s: signed in %t", when, got)
			}
		}
	}
	lives("at once", map[*http.Cookie]bool{resident: true, desk: true, grid: true, volunteer: true})
	h.Set(h.Now().Add(29 * time.Minute))
	lives("after 29 minutes", map[*http.Cookie]bool{desk: true})
	h.Set(h.Now().Add(31 * time.Minute))
	lives("unused for 31 minutes", map[*http.Cookie]bool{desk: false, grid: true})
	again := byCode(phoneOf[org.CommunityWorker])
	list := h.Ask(httptest.NewRequest("GET", "/me/sessions", nil), again).Body.String()
	if strings.Contains(list, "除了这台") || !strings.Contains(list, "就是这台") {
		t.Error("a session that the seat has ended is among those signed in")
	}
	h.Set(h.Now().Add(11*time.Hour + time.Minute))
	lives("the next shift", map[*http.Cookie]bool{grid: false, resident: true, volunteer: true})

	h.System(func(a *act.Act) error {
		person, _, err := people.ByPhone(a.View, h.A.ResidentPhone)
		if err != nil {
			return err
		}
		seat, err := org.AddSeat(a, org.NewSeat{Organization: h.A.Org, Kind: org.BuildingLead, Place: h.A.Building.ID})
		if err != nil {
			return err
		}
		_, err = org.Appoint(a, org.NewAppointment{Seat: seat.ID, Person: person})
		return err
	})
	lives("appointed meanwhile", map[*http.Cookie]bool{resident: false})
}
