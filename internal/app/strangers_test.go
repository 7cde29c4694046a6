package app_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// stranger walks every route from a seat of the first community and says where
// something of the second comes out, or changes.
type stranger struct {
	t      *testing.T
	h      *apptest.House
	kind   access.SeatKind
	cookie *http.Cookie
	before map[string]string // fingerprint of the second community
	secret []string          // texts of the second community that no answer may hold
	ids    []string          // and ids, in an answer to a request that does not name them
}

func newStranger(t *testing.T, h *apptest.House, kind access.SeatKind) *stranger {
	t.Helper()
	s := &stranger{t: t, h: h, kind: kind, cookie: h.Session(h.A.Holders[kind]), secret: []string{h.B.Canary, h.B.ResidentPhone}}
	for noun, v := range things(h.B) {
		if noun != "compounds" && noun != "buildings" && noun != "communities" && noun != "places" { // these stand in public lists
			s.ids = append(s.ids, v)
		}
	}
	s.before = fingerprint(t, h)
	return s
}

// walk makes the three rounds and gives the leaks, up to the most of them.
func (s *stranger) walk(most int) (leaks []string) {
	s.t.Helper()
	for _, round := range []func(web.Route) string{s.list, s.aim, s.submit} {
		for _, route := range s.h.Server.Routes() {
			if !aimed(route) {
				continue
			}
			if leak := round(route); leak != "" {
				leaks = append(leaks, route.At+leak)
			}
			if len(leaks) == most {
				return leaks
			}
		}
		for table, sum := range fingerprint(s.t, s.h) {
			if s.before[table] != sum {
				leaks = append(leaks, table+" of the strange community has changed")
			}
		}
	}
	return leaks
}

func (s *stranger) ask(method, path string, form url.Values) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	if method == http.MethodGet {
		req = httptest.NewRequest(method, path+"?"+form.Encode(), nil)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.h.Ask(req, s.cookie)
}

// counting are the pages whose figures are nobody else's; elsewhere the name of a
// place is no secret, for a need may be raised about any.
var counting = []string{"/desk/figures", "/desk/board", "/desk/matters/export"}

// says finds what an answer must not hold.
func says(w *httptest.ResponseRecorder, texts []string) string {
	body := w.Body.String()
	if i := slices.IndexFunc(texts, func(x string) bool { return strings.Contains(body, x) }); i >= 0 {
		return fmt.Sprintf(": %d, and the answer holds %q", w.Code, texts[i])
	}
	if w.Code >= 500 {
		return fmt.Sprintf(": %d %.300s", w.Code, body)
	}
	return ""
}

// list looks for the things of the second community in every list.
func (s *stranger) list(route web.Route) string {
	if route.Method() != http.MethodGet || strings.Contains(route.Path(), "{") {
		return ""
	}
	w := s.ask("GET", route.Path(), url.Values{"q": {s.h.B.Canary}, "name": {s.h.B.Canary}, "stage": {"all"}, "state": {"all"}})
	if s.kind == org.AuditAdmin && strings.HasPrefix(route.Path(), "/desk/trail") {
		return "" // the trail is of the whole realm
	}
	return says(w, s.ids)
}

// aim asks for the things of the second community by their addresses, with all
// their ids in the form (TRUST T1). Of nothing there is known that it exists.
func (s *stranger) aim(route web.Route) string {
	w := s.ask(route.Method(), aim(s.t, route.Path(), s.h.B), foreign(s.h.B))
	secret := s.secret
	if slices.ContainsFunc(counting, func(p string) bool { return strings.HasPrefix(route.Path(), p) }) {
		secret = append(slices.Clip(secret), s.h.B.Community.Name, s.h.B.Compound.Name)
	}
	if leak := says(w, secret); leak != "" {
		return leak
	}
	if strings.Contains(route.Path(), "{") && w.Code != http.StatusNotFound && w.Code != http.StatusTooManyRequests && !strings.HasSuffix(route.Path(), "/unfollow") {
		return fmt.Sprintf(": %d for a stranger's thing", w.Code)
	}
	return ""
}

// submit asks for what is of one's own, with the ids of the others in the form
// (TRUST T2).
func (s *stranger) submit(route web.Route) string {
	if !strings.Contains(route.Path(), "{") {
		return "" // aim has done it
	}
	return says(s.ask(route.Method(), aim(s.t, route.Path(), s.h.A), foreign(s.h.B)), s.secret)
}

// running are the tables whose rows tell of the machinery, or of who asked.
var running = map[string]bool{"act_key": true, "auth_limit": true, "auth_session": true, "goose_db_version": true}

// fingerprint is a hash of every row that belongs to or names something of the
// second community, table by table.
func fingerprint(t *testing.T, h *apptest.House) map[string]string {
	t.Helper()
	named := map[int64]bool{int64(h.B.Community.ID): true, int64(h.B.Neighbour): true}
	for _, v := range things(h.B) {
		named[numbered(t, v)] = true
	}
	path := fmt.Sprintf("/%d/", h.B.Community.ID)
	rows := map[string][]string{}
	err := h.Stage.DB.View(context.Background(), h.Realm, func(tx *db.Tx) error {
		tables, err := tx.Tables()
		if err != nil {
			return err
		}
		for _, table := range tables {
			if running[table] || strings.HasPrefix(table, "trail_") || strings.HasPrefix(table, "job_") || strings.HasPrefix(table, "matter_search") {
				continue
			}
			if err := tx.Dump(table, func(_ []string, values []any) error {
				if slices.ContainsFunc(values, func(v any) bool {
					n, _ := v.(int64)
					text, _ := v.(string)
					return named[n] || strings.Contains(text, path) || strings.Contains(text, h.B.Canary)
				}) {
					rows[table] = append(rows[table], fmt.Sprintf("%v", values))
				}
				return nil
			}); err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, table := range slices.Sorted(maps.Keys(rows)) {
		slices.Sort(rows[table]) // an engine may give them in any order
		out[table] = fmt.Sprintf("%d %x", len(rows[table]), sha256.Sum256([]byte(strings.Join(rows[table], "\n"))))
	}
	return out
}
