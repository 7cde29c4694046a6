package app_test

import (
	"net/http/httptest"
	"net/url"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// things says which thing of a side stands behind the parameter of a route, by
// the word of the path before it. A route whose parameter is not here fails the
// matrix: its author says what it is.
func things(s *apptest.Side) map[string]string {
	return map[string]string{
		"matters": s.Matter.String(), "accounts": s.Resident.String(), "phones": s.Phone.String(), "standings": s.Standing.String(),
		"appointments": s.Appointment.String(), "doors": s.Door.String(), "routing": s.Route.String(), "requests": s.Request.String(),
		"delegations": s.Delegation.String(), "rosters": s.Roster.String(), "tokens": s.Token.String(), "notices": s.Message.String(),
		"undelivered": s.Message.String(), "places": s.Community.ID.String(), "homes": s.Home.String(),
		"people": s.Resident.String(), "persons": s.Resident.String(), "residents": s.Resident.String(),
		"orgs": s.Org.String(), "organizations": s.Org.String(), "seats": s.Seats[org.GridWorker].String(),
		"guardians": s.Guardian.String(), "wards": s.Ward.String(), "holds": s.Hold.String(),
		"compounds": s.Compound.ID.String(), "buildings": s.Building.ID.String(), "communities": s.Community.ID.String(),
	}
}

// nobodys are words whose things the two sides do not have, or that name no
// thing of a place: any id of them is a stranger's.
var nobodys = map[string]bool{"files": true, "sessions": true, "policy": true, "q": true, "r": true, "static": true, "divisions": true}

var parameter = regexp.MustCompile(`([a-z_-]+)/\{([a-z_]+)\}`)

// numbered is the number of an id.
func numbered(t *testing.T, text string) int64 {
	t.Helper()
	n, err := id.Parse[struct{}](text)
	if err != nil {
		t.Fatal(err)
	}
	return int64(n)
}

// aim fills the parameters of a route with the things of a side.
func aim(t *testing.T, pattern string, s *apptest.Side) string {
	t.Helper()
	known := things(s)
	return parameter.ReplaceAllStringFunc(pattern, func(m string) string {
		noun := parameter.FindStringSubmatch(m)[1]
		if v, ok := known[noun]; ok {
			return noun + "/" + v
		}
		if !nobodys[noun] {
			t.Errorf("%s: the matrix does not know what %q names", pattern, noun)
		}
		return noun + "/" + id.Any(4242424242424242).String()
	})
}

// The access matrix (TRUST S1, S2): every route × every seat of one community,
// asked about the things of another. Nothing is answered with the stranger's
// data, and nothing of the stranger's changes, whatever is posted. The last round
// of a walk changes one's own things, so every seat has a house of its own.
func TestEveryRouteIsClosedToStrangers(t *testing.T) {
	t.Parallel()
	for i, kind := range org.SeatKinds() {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			h := apptest.New(t, []db.Engine{db.SQLite, db.Postgres}[i%2])
			for _, leak := range newStranger(t, h, kind).walk(1000) {
				t.Errorf("%s: %s", kind, leak)
			}
		})
	}
}

// aimed leaves out what has no business with things: prefs, sign-out, the demo.
func aimed(r web.Route) bool {
	switch r.Path() {
	case "/look", "/healthz", "/sign-out":
		return false
	}
	return true
}

// foreign is a form full of the ids of a side (TRUST T2): a write must refuse
// them in whichever field it reads them.
func foreign(s *apptest.Side) url.Values {
	v := url.Values{}
	for noun, value := range things(s) {
		v.Set(noun, value)
		v.Set(strings.TrimSuffix(noun, "s"), value)
	}
	for name, value := range map[string]string{
		"place": s.Home.String(), "home": s.Home.String(), "parent": s.Community.ID.String(), "seat": s.Seats[org.GridWorker].String(),
		"person": s.Resident.String(), "reporter": s.Resident.String(), "org": s.Org.String(), "organization": s.Org.String(),
		"agent": s.Resident.String(), "reporter_id": s.Resident.String(), "community": s.Community.ID.String(), "compound": s.Compound.ID.String(),
		"kind": "resident", "proof": "counter", "evidence": "测试", "how": "测试", "title": "测试", "since": "2026-11-01",
		"id": s.Matter.String(), "ids": s.Matter.String(), "matter": s.Matter.String(), "into": s.Matter.String(),
		"words": "测试", "reason": "测试理由", "name": "测试", "purpose": "测试用途", "how_agreed": "测试",
		"guardian": "", // a telephone there: an id would stop a registration before its place is asked about
	} {
		v.Set(name, value)
	}
	return v
}

// Nobody who is not signed in gets past a route that is not public (T1), and
// every route says who may come.
func TestEveryRouteAsksWhoComes(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, db.SQLite)
	var public []string
	for _, route := range h.Server.Routes() {
		if route.Can == web.Public || route.Can == web.Anywhere {
			public = append(public, route.At)
			continue
		}
		w := h.Ask(httptest.NewRequest(route.Method(), aim(t, route.Path(), h.B), nil), nil)
		if w.Code != 303 && w.Code != 401 {
			t.Errorf("%s without a session: %d", route.At, w.Code)
		}
		if strings.Contains(w.Body.String(), h.B.Canary) {
			t.Errorf("%s without a session shows a name", route.At)
		}
	}
	sort.Strings(public)
	t.Logf("public: %s", strings.Join(public, "; "))
}

// The right people do get in, so that the matrix above is not empty: the
// resident and the grid worker of the community open their own matter.
func TestTheirOwnPeopleGetIn(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, db.SQLite)
	for path, person := range map[string]people.ID{
		"/matters/" + h.B.Matter.String():       h.B.Resident,
		"/field/matters/" + h.B.Matter.String(): h.B.Holders[org.GridWorker],
		"/desk/matters/" + h.B.Matter.String():  h.B.Holders[org.CommunitySecretary],
	} {
		if w := h.Ask(httptest.NewRequest("GET", path, nil), h.Session(person)); w.Code != 200 {
			t.Errorf("%s: %d, want 200", path, w.Code)
		}
	}
}

// A matter of a public category stands in the public list for anyone, without a
// person; its card opens to the people of the community, and to the people of
// another there is no such matter: not by address, and not by following it first.
func TestPublicCardIsOfItsCommunity(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		at := "/matters/" + h.B.Matter.String()
		for kind, person := range h.A.Holders {
			cookie := h.Session(person)
			if w := h.Ask(httptest.NewRequest("POST", at+"/follow", nil), cookie); w.Code != 404 {
				t.Errorf("a stranger's %s follows: %d", kind, w.Code)
			}
			if w := h.Ask(httptest.NewRequest("GET", at, nil), cookie); w.Code != 404 {
				t.Errorf("a stranger's %s opens the card: %d", kind, w.Code)
			}
		}
		if w := h.Ask(httptest.NewRequest("GET", at, nil), h.Session(h.A.Resident)); w.Code != 404 {
			t.Errorf("a resident of another community opens the card: %d", w.Code)
		}
		w := h.Ask(httptest.NewRequest("GET", at, nil), h.Session(h.B.Holders[org.BuildingLead]))
		if w.Code != 200 || !strings.Contains(w.Body.String(), "公共维修") || strings.Contains(w.Body.String(), h.B.Canary) {
			t.Errorf("the building's own lead: %d", w.Code)
		}
		list := h.Ask(httptest.NewRequest("GET", "/open/matters", nil), nil).Body.String()
		if !strings.Contains(list, "公共维修") || !strings.Contains(list, h.B.Building.Name) || strings.Contains(list, h.B.Canary) || strings.Contains(list, at) {
			t.Errorf("the public list does not show the card, or shows more")
		}
	})
}

// Every capability that a route or an act names is granted to somebody, and
// every grant is of a capability that exists by name: a typing mistake would
// otherwise close a door for everyone.
func TestGrantsAreOfKnownSeats(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, db.SQLite)
	known := map[access.SeatKind]bool{}
	for _, k := range org.SeatKinds() {
		known[k] = true
	}
	granted := map[access.Capability]bool{}
	for _, g := range h.Stage.Policy.Grants {
		granted[g.Can] = true
		for _, k := range g.Seats {
			if !known[k] {
				t.Errorf("%s is granted to %q, which is no kind of seat", g.Can, k)
			}
		}
	}
	for _, r := range h.Server.Routes() {
		if c := r.Can; c != web.Anywhere && c != web.Public && c != web.SignedIn && c != web.Staff && !granted[c] {
			t.Errorf("%s asks for %s, which nobody has", r.At, c)
		}
	}
}
