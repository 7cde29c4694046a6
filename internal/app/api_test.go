package app_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/org"
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
		for _, path := range []string{"", "/accept", "/dispatch", "/report", "/judge", "/close", "/withdraw"} {
			method := "POST"
			if path == "" {
				method = "GET"
			}
			if w := ask(method, "/matters/"+h.B.Matter.String()+path, "", `{"words":"x"}`); w.Code != http.StatusNotFound {
				t.Errorf("%s %s: %d, want 404", method, path, w.Code)
			}
		}
		req := httptest.NewRequest("GET", "/api/v1/matters", nil)
		if w := h.Ask(req, nil); w.Code != http.StatusUnauthorized {
			t.Errorf("without a token: %d", w.Code)
		}
	})
}
