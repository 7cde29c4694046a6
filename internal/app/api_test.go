package app_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/matter/matterapi"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place/placeapi"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

var update = flag.Bool("update", false, "write the golden files anew")

const openAPI = "../../docs/openapi.json"

// The description that other systems build on changes only when somebody looks
// at the change.
func TestOpenAPIIsWrittenDown(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, db.SQLite)
	text, err := h.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, text, "", " "); err != nil {
		t.Fatal(err)
	}
	pretty.WriteByte('\n')
	if *update {
		if err := os.WriteFile(openAPI, pretty.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(openAPI)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, pretty.Bytes()) {
		t.Errorf("docs/openapi.json is not what the code offers; run with -update and look at the difference")
	}
	if w := h.Ask(httptest.NewRequest("GET", "/api/v1/openapi.json", nil), nil); w.Code != http.StatusOK {
		t.Errorf("GET /api/v1/openapi.json: %d", w.Code)
	}
}

// program is a client with a token for a seat of a side.
func program(t *testing.T, h *apptest.House, s *apptest.Side) func(method, path, key, body string) *httptest.ResponseRecorder {
	t.Helper()
	var token string
	h.System(func(a *act.Act) error {
		seat, err := org.GetSeat(a.View, s.Seats[org.CommunityWorker])
		if err != nil {
			return err
		}
		token, err = auth.MakeToken(a, seat.Thing(), auth.Token{Person: int64(s.Holders[org.CommunityWorker]), Seat: int64(seat.ID), Label: "测试"})
		return err
	})
	return func(method, path, key, body string) *httptest.ResponseRecorder {
		req := httptest.NewRequest(method, "/api/v1"+path, strings.NewReader(body))
		req.Header.Set("Authorization", "Bearer "+token)
		req.Header.Set("Content-Type", "application/json")
		if key != "" {
			req.Header.Set("Idempotency-Key", key)
		}
		return h.Ask(req, nil)
	}
}

// A program raises one matter however often it sends the same key (R6), reads it
// back, and is told in which field it went wrong.
func TestAPIRaisesOnceAndSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		ask := program(t, h, h.A)
		body := `{"place":"` + h.A.Home.String() + `","words":"楼道灯不亮"}`
		ids := make([]string, 16)
		var group sync.WaitGroup
		for i := range ids {
			group.Go(func() {
				w := ask("POST", "/matters", "k1", body)
				var out struct{ ID string }
				if w.Code != http.StatusCreated || json.Unmarshal(w.Body.Bytes(), &out) != nil {
					t.Errorf("raise: %d %s", w.Code, w.Body)
				}
				ids[i] = out.ID
			})
		}
		group.Wait()
		for _, id := range ids[1:] {
			if id != ids[0] || id == "" {
				t.Fatalf("one key raised several matters: %v", ids)
			}
		}
		if w := ask("GET", "/matters/"+ids[0], "", ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "楼道灯不亮") {
			t.Errorf("get: %d %s", w.Code, w.Body)
		}
		w := ask("POST", "/matters", "", `{"place":"`+h.A.Home.String()+`","words":""}`)
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "body.words") {
			t.Errorf("empty words: %d %s", w.Code, w.Body)
		}
		if ct := w.Header().Get("Content-Type"); ct != "application/problem+json" {
			t.Errorf("a refusal is %q, want a problem of RFC 9457", ct)
		}
	})
}

// A program of one community finds nothing of another: by list, by id, by deed.
func TestAPIIsClosedToStrangers(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		ask := program(t, h, h.A)
		if w := ask("GET", "/matters?state=all&size=200", "", ""); w.Code != 200 || strings.Contains(w.Body.String(), h.B.Matter.String()) {
			t.Errorf("list: %d, holds the stranger's matter: %v", w.Code, strings.Contains(w.Body.String(), h.B.Matter.String()))
		}
		if w := ask("GET", "/matters?place="+h.B.Community.ID.String(), "", ""); strings.Contains(w.Body.String(), h.B.Canary) {
			t.Errorf("list of the stranger's place: %s", w.Body)
		}
		theirs := "/matters/" + h.B.Matter.String()
		asked := map[string]bool{"GET /matters": true, "GET /places": true, "POST /matters": true, "GET /categories": true} // above and below; anybody may raise anywhere
		foreign := func(method, path, body string) {
			t.Helper()
			if w := ask(method, path, "", body); w.Code != http.StatusNotFound {
				t.Errorf("%s %s: %d %s, want 404", method, path, w.Code, w.Body)
			}
			path, _, _ = strings.Cut(path, "?")
			asked[method+" "+strings.NewReplacer(h.B.Matter.String(), "{id}", h.B.Community.ID.String(), "{id}").Replace(path)] = true
		}
		for path, body := range map[string]string{
			"/accept": "", "/contact": "", "/review": "", "/close": "", "/withdraw": "", "/return": `{"reason":"x"}`, "/handle": `{"words":"x"}`,
			"/ask": `{"question":"x"}`, "/supply": `{"words":"x"}`, "/redo": `{"reason":"x"}`, "/reopen": `{"reason":"x"}`,
			"/dispatch": `{"seat":"` + h.A.Seats[org.GridWorker].String() + `"}`, "/escalate": `{"reason":"x"}`,
			"/report": `{"outcome":"solved","words":"x"}`, "/judge": `{"satisfaction":3,"solved":true}`,
		} {
			foreign("POST", theirs+path, body)
		}
		for _, path := range []string{theirs, theirs + "/seats", "/places/" + h.B.Community.ID.String(), "/places?under=" + h.B.Community.ID.String()} {
			foreign("GET", path, "")
		}
		for _, operation := range offered(t, h) {
			if !asked[operation] {
				t.Errorf("%s: nobody asked it about a stranger's thing; do it here", operation)
			}
		}
		if w := ask("GET", "/places?q="+url.QueryEscape(h.B.Compound.Name), "", ""); w.Code != 200 || strings.Contains(w.Body.String(), h.B.Compound.ID.String()) {
			t.Errorf("search of places: %d %s", w.Code, w.Body)
		}
		req := httptest.NewRequest("GET", "/api/v1/matters", nil)
		if w := h.Ask(req, nil); w.Code != http.StatusUnauthorized {
			t.Errorf("without a token: %d", w.Code)
		}
	})
}

// offered are the operations of the API, as "GET /matters".
func offered(t *testing.T, h *apptest.House) (all []string) {
	t.Helper()
	text, err := h.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	var d struct{ Paths map[string]map[string]any }
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	for path, methods := range d.Paths {
		for method := range methods {
			all = append(all, strings.ToUpper(method)+" "+strings.TrimPrefix(path, "/api/v1"))
		}
	}
	return all
}

// A program finds by itself what it needs to hand a matter out: the place, the
// category, the seat; and a deed sent again with its key is done once.
func TestAPIFromPlaceToSeat(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		ask := program(t, h, h.A)
		get := func(path string, into any) {
			t.Helper()
			w := ask("GET", path, "", "")
			if err := json.Unmarshal(w.Body.Bytes(), into); w.Code != http.StatusOK || err != nil {
				t.Fatalf("GET %s: %d %s", path, w.Code, w.Body)
			}
		}
		var top, below placeapi.Places
		get("/places", &top)
		if len(top.Places) != 1 || top.Places[0].ID != h.A.Community.ID.String() {
			t.Fatalf("places of the seat: %+v", top)
		}
		get("/places?under="+top.Places[0].ID, &below)
		if !slices.ContainsFunc(below.Places, func(p placeapi.Place) bool { return p.Kind == "grid" && p.Parent == top.Places[0].ID }) {
			t.Errorf("below the community: %+v", below)
		}
		get("/places?q="+url.QueryEscape(h.A.Compound.Name+" "+h.A.Building.Name), &below)
		if !slices.ContainsFunc(below.Places, func(p placeapi.Place) bool { return p.ID == h.A.Building.ID.String() }) {
			t.Errorf("search: %+v", below)
		}
		var categories matterapi.Categories
		get("/categories", &categories)
		if len(categories.Categories) == 0 || categories.Categories[0].Code == "" {
			t.Fatalf("categories: %+v", categories)
		}
		w := ask("POST", "/matters", "k9", `{"place":"`+h.A.Home.String()+`","words":"楼道灯不亮","channel":"hotline","category":"`+categories.Categories[0].ID+`"}`)
		var made matterapi.Raised
		if err := json.Unmarshal(w.Body.Bytes(), &made); w.Code != http.StatusCreated || err != nil {
			t.Fatalf("raise: %d %s", w.Code, w.Body)
		}
		var seats matterapi.Seats
		get("/matters/"+made.ID+"/seats", &seats)
		i := slices.IndexFunc(seats.Seats, func(s matterapi.Seat) bool { return s.ID == h.A.Seats[org.GridWorker].String() })
		if i < 0 || seats.Seats[i].Name == "" {
			t.Fatalf("seats: %+v", seats)
		}
		for range 3 {
			w := ask("POST", "/matters/"+made.ID+"/dispatch", "k9", `{"seat":"`+seats.Seats[i].ID+`","note":"请今天去看"}`)
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"stage":"dispatched"`) {
				t.Fatalf("dispatch: %d %s", w.Code, w.Body)
			}
		}
		var whole matterapi.Whole
		get("/matters/"+made.ID, &whole)
		if len(whole.Steps) != 2 {
			t.Errorf("one key, several dispatches: %+v", whole.Steps)
		}
	})
}

// What does not fit is refused at its field, in the asker's language; a slip in
// a filter is never taken for "any".
func TestAPINamesTheField(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, db.SQLite)
	ask := program(t, h, h.A)
	home := h.A.Home.String()
	for _, c := range []struct {
		method, path, body string
		status             int
		says               string
	}{
		{"POST", "/matters", `{"words":"灯不亮"}`, 422, `"message":"缺这一项","location":"body.place"`},
		{"POST", "/matters", `{"place":"` + home + `","words":"灯不亮","kind":"wish"}`, 422, `"message":"请在这些里选一个：help, inquiry, complaint, suggestion, tip","location":"body.kind"`},
		{"POST", "/matters", `{"place":"` + home + `","words":"灯不亮","category":"路灯"}`, 422, `"message":"这不是编号，请照抄接口给的编号","location":"body.category"`},
		{"POST", "/matters", `{"place":"` + home + `","words":"灯不亮","wards":1}`, 422, `"message":"没有这一项，请核对名称","location":"body.wards"`},
		{"POST", "/matters", `{"place":1,"words":"灯不亮"}`, 422, `"message":"请写成文字","location":"body.place"`},
		{"POST", "/matters", `{"place":`, 400, "请求读不懂"},
		{"POST", "/matters", ``, 400, "request body is required"},
		{"GET", "/matters?seat=网格员", "", 422, `"location":"query.seat"`},
		{"GET", "/matters?place=1%27", "", 422, `"location":"query.place"`},
		{"GET", "/matters?stage=done", "", 422, `"location":"query.stage"`},
		{"GET", "/matters?state=any", "", 422, `"location":"query.state"`},
		{"GET", "/matters?size=0", "", 422, `"message":"不能小于 1"`},
		{"GET", "/matters?size=201", "", 422, `"message":"不能大于 200"`},
		{"GET", "/places?under=x", "", 422, `"location":"query.under"`},
		{"GET", "/matters/" + h.A.Matter.String() + "/nothing", "", 404, ""},
		{"POST", "/matters/" + h.A.Matter.String() + "/judge", `{"satisfaction":4,"solved":true}`, 422, `"location":"body.satisfaction"`},
	} {
		if w := ask(c.method, c.path, "", c.body); w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s %s %s: %d %s", c.method, c.path, c.body, w.Code, w.Body)
		}
	}
	req := httptest.NewRequest("POST", "/api/v1/matters", strings.NewReader(`{"words":"x"}`))
	req.Header.Set("Accept-Language", "en")
	req.Header.Set("Content-Type", "application/json")
	if w := h.Ask(req, nil); !strings.Contains(w.Body.String(), "This field is missing") {
		t.Errorf("in English: %s", w.Body)
	}
}
