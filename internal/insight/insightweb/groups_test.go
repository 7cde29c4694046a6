package insightweb_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/insight"
	"github.com/jinlin-oss/jinlin/internal/insight/insightweb"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// house is a town with the page over its real database.
type house struct {
	*mattertest.World
	t       *testing.T
	figures *insight.Figures
	server  *web.Server
	by      access.Actor // who asks
	asked   int          // statements of the last page
}

var schema = append(append(db.Schema{}, mattertest.Schema...), auth.Schema)

func both(t *testing.T, f func(t *testing.T, h *house)) {
	t.Helper()
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		h := &house{World: mattertest.New(t, d), t: t, figures: &insight.Figures{}}
		event.Now(h.Bus, h.figures.Follow)
		desks := []access.SeatKind{org.SubdistrictLead, org.CommunitySecretary, org.CommunityWorker}
		h.Policy = access.NewPolicy(append(h.Policy.Grants,
			access.Grant{Can: matter.CanCount, Relation: access.Within, Seats: desks},
			access.Grant{Can: matter.CanExport, Relation: access.Within, Seats: desks[:2]},
		), h.Policy.Denials)
		h.server = &web.Server{
			Stage: h.Stage, Log: slog.New(slog.DiscardHandler),
			Identify:   func(*http.Request) (access.Actor, error) { return h.by, nil },
			Frame:      func(r *web.Request, _ *ui.Page) { h.asked = r.Asked() },
			ErrorPage:  func(_ *web.Request, p web.Problem) templ.Component { return ui.PlainPage(ui.Page{Title: p.Text}) },
			SignInPage: func(*web.Request, string, string) templ.Component { return ui.PlainPage(ui.Page{Title: "登录"}) },
		}
		h.server.Handle(web.LookRoute())
		h.server.Handle(insightweb.Routes(insightweb.Deps{Figures: h.figures, URL: "https://jinlin.example"})...)
		f(t, h)
	})
}

func (h *house) get(by access.Actor, at string, headers ...string) *httptest.ResponseRecorder {
	h.t.Helper()
	h.by = by
	req := httptest.NewRequestWithContext(context.Background(), http.MethodGet, at, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.server.Handler().ServeHTTP(w, req)
	return w
}

// open gives a page that must be there and must say the texts.
func (h *house) open(by access.Actor, at string, texts ...string) string {
	h.t.Helper()
	w := h.get(by, at)
	if w.Code != http.StatusOK {
		h.t.Fatalf("%s: %d", at, w.Code)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			h.t.Errorf("%s does not say %q", at, text)
		}
	}
	return w.Body.String()
}

func (h *house) load() {
	if err := h.figures.Load(context.Background(), h.Stage, mattertest.Realm); err != nil {
		h.t.Fatal(err)
	}
}

var count = regexp.MustCompile(`<td class="num"><a href="(/desk/matters\?[^"]*)">(\d+)</a>`)

func TestGroupsOpenToTheirMatters(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		for range 3 {
			h.Raise(t, h.Resident, matter.New{Category: h.Category["repair"]})
		}
		h.Raise(t, h.Stranger, matter.New{Place: h.Town.Other.ID, Category: h.Category["noise"]})
		for _, when := range []string{"before", "after"} {
			body := h.open(h.OfficeLead, "/desk/figures?by=community&by2=stage&by3=month", h.Town.Community.Name, h.Town.Other.Name, "共 4 件", "2026年6月", "75.00%")
			found := count.FindAllStringSubmatch(body, -1)
			if len(found) != 2 || found[0][2] != "3" || found[1][2] != "1" {
				t.Fatalf("%s the figures are built: %v", when, found)
			}
			for _, want := range []string{"place=" + h.Town.Community.ID.String(), "at=", "stage=all", "from=2026-06-01", "until=2026-06-30"} {
				if !strings.Contains(found[0][1], want) {
					t.Errorf("%s does not lead to %s", found[0][1], want)
				}
			}
			if h.asked > 9 {
				t.Errorf("%d statements %s the figures are built", h.asked, when)
			}
			h.load()
		}
		h.Raise(t, h.Resident, matter.New{Category: h.Category["noise"]})
		h.open(h.OfficeLead, "/desk/figures?by=community", "共 5 件")
		h.open(h.OfficeLead, "/desk/figures?by=category&category="+h.Category["noise"].String(), "共 2 件")
		h.open(h.OfficeLead, "/desk/figures?by=stage&from=2031-01-01", "没有符合的事项", "共 0 件")
		h.open(h.OfficeLead, "/desk/figures?by=nonsense&by2=x&place=&stage=nowhere&from=yesterday", "共 5 件")
	})
}

func TestGroupsOfOnesOwnPlaceAlone(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.Raise(t, h.Resident, matter.New{})
		h.Raise(t, h.Stranger, matter.New{Place: h.Town.Other.ID})
		for _, when := range []string{"before", "after"} {
			body := h.open(h.Secretary, "/desk/figures?by=community", "共 1 件")
			if strings.Contains(body, h.Town.Other.Name) {
				t.Errorf("%s the figures are built: the strange community is named", when)
			}
			for _, at := range []string{"", "/print", "/export"} {
				for _, foreign := range []string{h.Town.Other.ID.String(), h.Town.District.ID.String()} {
					if w := h.get(h.Secretary, "/desk/figures"+at+"?by=community&place="+foreign); w.Code != http.StatusNotFound {
						t.Errorf("%s of a foreign place: %d", at, w.Code)
					}
				}
				if w := h.get(h.Resident, "/desk/figures"+at); w.Code < 400 {
					t.Errorf("a resident at %s: %d", at, w.Code)
				}
			}
			h.load()
		}
	})
}

func TestGroupsOnPaperAndAsAFile(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		for range 2 {
			h.Raise(t, h.Resident, matter.New{Category: h.Category["repair"]})
		}
		h.open(h.Secretary, "/desk/figures/print?by=category&by2=channel", "共 2 件", "按 Ctrl+P 打印")
		w := h.get(h.Secretary, "/desk/figures/export?by=category&as=csv")
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), ",2") || !strings.Contains(w.Body.String(), "导出") {
			t.Errorf("%d %q", w.Code, w.Body)
		}
		if w := h.get(h.Secretary, "/desk/figures/export?by=category&as=xlsx"); w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), "PK") {
			t.Errorf("%d", w.Code)
		}
		if w := h.get(h.Worker, "/desk/figures/export?by=category"); w.Code < 400 {
			t.Errorf("whoever may not export gets %d", w.Code)
		}
		if body := h.open(h.Worker, "/desk/figures"); strings.Contains(body, "导出 Excel") {
			t.Error("whoever may not export is offered it")
		}
		var trail int
		h.View(t, mattertest.System, func(v *act.View) (err error) {
			trail, err = db.Get[int](v.Tx, sqlTaken)
			return err
		})
		if trail != 2 {
			t.Errorf("%d takings in the trail, want 2", trail)
		}
	})
}

const sqlTaken db.SQL = `SELECT count(*) FROM trail_row WHERE realm_id = :realm AND action = 'matter.export' AND result = 'ok'`

// The page stands in every look: in English without a word of Chinese of its own,
// in large type, with a name on every control.
func TestGroupsInEveryLook(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.Raise(t, h.Resident, matter.New{})
		english := h.get(h.Secretary, "/desk/figures?by=stage&by2=kind", "Cookie", "lang=en").Body.String()
		for _, text := range []string{"By groups", "1 matter in all", "Group first by", "Export Excel"} {
			if !strings.Contains(english, text) {
				t.Errorf("the English page does not say %q", text)
			}
		}
		for _, text := range []string{"分组看", "件数", "走到哪"} {
			if strings.Contains(english, text) {
				t.Errorf("the English page says %q", text)
			}
		}
		large := h.get(h.Secretary, "/desk/figures", "Cookie", "elder=1").Body.String()
		if !strings.Contains(large, "linli-elder") {
			t.Error("no large type")
		}
		for _, control := range regexp.MustCompile(`<(?:select|input)[^>]* id="([^"]+)"`).FindAllStringSubmatch(large, -1) {
			if !strings.Contains(large, `for="`+control[1]+`"`) {
				t.Errorf("%s has no label", control[1])
			}
		}
	})
}
