package authweb_test

import (
	"context"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/auth/authweb"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

var ctx = context.Background()

const (
	realm    = 7
	resident = 100 // persons
	chen     = 55
	boss     = 56
	good     = "三角梅开在老街上"
)

// house is a server over a real database, with a clock that the test turns and
// a telephone that it reads.
type house struct {
	t     *testing.T
	stage *act.Stage
	door  *auth.Door
	web   *httptest.Server

	mu   sync.Mutex
	now  time.Time
	sent map[string]string // phone to the last code
	told []string          // what was posted to /things
}

func both(t *testing.T, f func(t *testing.T, h *house)) {
	t.Parallel()
	dbtest.Both(t, db.Schema{trail.Schema, act.Schema, auth.Schema}, func(t *testing.T, d *db.DB) { f(t, newHouse(t, d)) })
}

func newHouse(t *testing.T, d *db.DB) *house {
	keys, err := seal.Generate()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), sent: map[string]string{}}
	admin := []access.SeatKind{"admin"}
	h.stage = &act.Stage{
		DB: d, IDs: id.NewMaker(1, h.clock), Now: h.clock, Publish: event.NewBus().Publish, Log: slog.New(slog.DiscardHandler), Keys: keys,
		Policy: access.NewPolicy([]access.Grant{
			{Can: auth.CanSee, Relation: access.Within, Seats: admin}, {Can: auth.CanManage, Relation: access.Within, Seats: admin},
			{Can: auth.CanToken, Relation: access.Within, Seats: admin},
		}, nil),
	}
	h.door = &auth.Door{Stage: h.stage, Codes: auth.ProviderFunc(h.receive), Person: func(_ *act.Act, phone string) (int64, error) {
		if phone == "13900000012" {
			return resident, nil
		}
		return 200, nil // somebody nobody knew
	}}
	server := &web.Server{
		Stage: h.stage, Log: h.stage.Log, Identify: h.identify, SignInPage: authweb.SignInPage,
		ErrorPage: func(_ *web.Request, p web.Problem) templ.Component { return templ.Raw(html.EscapeString(p.Text)) },
	}
	server.Handle(authweb.Routes(authweb.Deps{
		Door:   h.door,
		Holder: holder,
		Names: func(_ *act.View, persons ...int64) (map[int64]string, error) {
			return map[int64]string{chen: "陈*", boss: "黄*"}, nil
		},
		Search: func(_ *act.View, text string) ([]int64, error) { return []int64{chen, 999}, nil },
	})...)
	server.Handle(h.things()...)
	h.web = httptest.NewServer(server.Handler())
	t.Cleanup(h.web.Close)
	return h
}

// holder lies within the reach of the boss for everyone but person 999.
func holder(_ *act.View, person int64) (authweb.Holder, error) {
	path := access.Path("/a/b/")
	if person == 999 {
		path = "/x/"
	}
	return authweb.Holder{Thing: access.Thing{Kind: "person", ID: person, Path: path}}, nil
}

// things are pages that need somebody: a form, and a page of staff.
func (h *house) things() []web.Route {
	return []web.Route{
		{At: "GET /things/new", Can: web.SignedIn, Do: func(r *web.Request) error { return r.Page(200, templ.Raw("form")) }},
		{At: "POST /things", Can: web.SignedIn, Do: func(r *web.Request) error {
			h.mu.Lock()
			h.told = append(h.told, r.Form().Text("words"))
			h.mu.Unlock()
			return r.Redirect("/things/new")
		}},
		{At: "POST /me/things", Can: web.SignedIn, Do: func(r *web.Request) error { return r.Redirect("/things/new") }},
		{At: "GET /desk/things", Can: web.SignedIn, Do: func(r *web.Request) error { return r.Page(200, templ.Raw("desk")) }},
	}
}

func (h *house) identify(req *http.Request) (by access.Actor, err error) {
	by = access.Actor{Realm: realm}
	c, err := req.Cookie(web.SessionCookie(false))
	if err != nil {
		return by, nil
	}
	err = h.stage.See(req.Context(), by, func(v *act.View) error {
		s, ok, err := auth.Resolve(v, c.Value)
		if ok {
			by = s.Actor(realm)
		}
		return err
	})
	if by.Person == boss {
		by.Seats = []access.Held{{Seat: 1, Kind: "admin", Place: 1, Path: "/a/"}}
	}
	return by, err
}

func (h *house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *house) wait(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func (h *house) receive(phone, code string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.sent[phone] = code
	return nil
}

func (h *house) code(phone string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.sent[phone]
}

// account opens an account with a name and gives its first password.
func (h *house) account(person int64, name string) string {
	h.t.Helper()
	first := auth.MakeFirst()
	err := h.stage.Do(ctx, access.Actor{Realm: realm, System: "test"}, func(a *act.Act) error {
		_, err := auth.Open(a, access.Thing{}, auth.NewAccount{Person: person, Name: name, First: first})
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return first.Text
}

// browser is one browser: it keeps its cookies and does not follow.
type browser struct {
	*house
	http.Client
	name string
}

func (h *house) browser(name string) *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return &browser{house: h, name: name, Client: http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// page is what a browser got.
type page struct {
	status int
	to     string // where it leads on
	body   string
	header http.Header
}

func (b *browser) do(method, path string, form url.Values) page {
	b.t.Helper()
	req, err := http.NewRequestWithContext(ctx, method, b.web.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	req.Header.Set("User-Agent", b.name)
	req.Header.Set("Referer", b.web.URL+"/things/new")
	res, err := b.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return page{res.StatusCode, res.Header.Get("Location"), string(body), res.Header}
}

func (b *browser) get(path string) page { b.t.Helper(); return b.do(http.MethodGet, path, nil) }

// post posts names and values.
func (b *browser) post(path string, pairs ...string) page {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.do(http.MethodPost, path, form)
}

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)

var lookForm = regexp.MustCompile(`(?s)<form[^>]* action="/look">.*?</form>`)

// hidden are the hidden fields of the page's own forms, as names and values.
func (p page) hidden() (pairs []string) { return hidden(lookForm.ReplaceAllString(p.body, "")) }

// looked are those of its first switch, and where the switch leads.
func (p page) looked() (back string, pairs []string) {
	pairs = hidden(lookForm.FindString(p.body))
	return field(pairs, "back"), pairs
}

func hidden(body string) (pairs []string) {
	for _, m := range hiddenField.FindAllStringSubmatch(body, -1) {
		pairs = append(pairs, m[1], html.UnescapeString(m[2]))
	}
	return pairs
}

// leads says that the page leads to the address.
func (p page) leads(t *testing.T, to string) {
	t.Helper()
	if p.status != http.StatusSeeOther || p.to != to {
		t.Fatalf("got %d to %q, want 303 to %q\n%s", p.status, p.to, to, p.short())
	}
}

// shows says that the page has the status and all of the texts.
func (p page) shows(t *testing.T, status int, texts ...string) {
	t.Helper()
	if p.status != status {
		t.Fatalf("got %d to %q, want %d\n%s", p.status, p.to, status, p.short())
	}
	for _, s := range texts {
		if !strings.Contains(p.body, s) {
			t.Errorf("no %q in\n%s", s, p.short())
		}
	}
}

var tag = regexp.MustCompile(`<[^>]*>|\s+`)

func (p page) short() string { return fmt.Sprintf("%.1500s", tag.ReplaceAllString(p.body, " ")) }

// signIn signs the resident in by code.
func (b *browser) signIn(phone string) {
	b.t.Helper()
	b.post("/sign-in", "phone", phone).shows(b.t, 200, "填验证码")
	b.post("/sign-in/code", "phone", phone, "code", b.code(phone)).leads(b.t, "/")
}

// staff signs an account in for the first time with a password of its own.
func (b *browser) staff(person int64, name string) {
	b.t.Helper()
	first := b.account(person, name)
	b.post("/sign-in/staff", "name", name, "password", first).leads(b.t, "/sign-in/step")
	b.get("/sign-in/step").shows(b.t, 200, "换成您自己的密码", `value="`+name+`"`)
	b.post("/sign-in/password", "password", good, "again", good).leads(b.t, "/")
}
