package auth_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

var schema = db.Schema{trail.Schema, act.Schema, auth.Schema}

const realm = 7

// house is a door with a clock that the test turns and a phone that it reads.
type house struct {
	*auth.Door
	t       *testing.T
	mu      sync.Mutex
	now     time.Time
	sent    map[string]string // phone to the last code
	persons map[string]int64
}

func newHouse(t *testing.T, d *db.DB) *house {
	keys, err := seal.Generate()
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), sent: map[string]string{}, persons: map[string]int64{}}
	stage := &act.Stage{
		DB: d, IDs: id.NewMaker(1, h.clock), Now: h.clock, Publish: event.NewBus().Publish, Log: slog.New(slog.DiscardHandler), Keys: keys,
		Policy: access.NewPolicy([]access.Grant{{Can: auth.CanManage, Relation: access.Within, Seats: []access.SeatKind{"admin"}}}, nil),
	}
	h.Door = &auth.Door{Stage: stage, Codes: auth.ProviderFunc(h.receive), Person: h.whose}
	return h
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
	if phone == "13900000000" {
		return errors.New("gateway down")
	}
	h.sent[phone] = code
	return nil
}

func (h *house) code(phone string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.sent[phone]
}

func (h *house) whose(_ *act.Act, phone string) (int64, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.persons[phone] == 0 {
		h.persons[phone] = int64(100 + len(h.persons))
	}
	return h.persons[phone], nil
}

var ctx = context.Background()

func caller(browser string) auth.Caller {
	return auth.Caller{Realm: realm, Address: "10.0.0.1", Agent: "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8", Browser: browser}
}

// account opens an account with a name and a first password.
func (h *house) account(person int64, name string) (auth.AccountID, string) {
	h.t.Helper()
	first := auth.MakeFirst()
	var account auth.AccountID
	h.system(func(a *act.Act) (err error) {
		account, err = auth.Open(a, access.Thing{}, auth.NewAccount{Person: person, Name: name, First: first})
		return err
	})
	return account, first.Text
}

func (h *house) system(f func(*act.Act) error) {
	h.t.Helper()
	if err := h.Stage.Do(ctx, access.Actor{Realm: realm, System: "test"}, f); err != nil {
		h.t.Fatal(err)
	}
}

// staff signs someone in for the first time and gives them a password.
func (h *house) staff(person int64, name, password string) auth.SignedIn {
	h.t.Helper()
	_, first := h.account(person, name)
	in := must(h.SignInByPassword(ctx, caller("b"), name, first))(h.t)
	return must(h.SetPassword(ctx, caller("b"), in.Token, "", password))(h.t)
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// lives says whether the token opens a ready session.
func (h *house) lives(token string) (ok bool) {
	h.t.Helper()
	if err := h.Stage.See(ctx, access.Actor{Realm: realm}, func(v *act.View) error {
		s, live, err := auth.Resolve(v, token)
		ok = live && s.Actor(realm).SignedIn()
		return err
	}); err != nil {
		h.t.Fatal(err)
	}
	return ok
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	e := errs.As(err)
	if e == nil || (e.Code != code && (len(e.Fields) == 0 || e.Fields[0].Code != code)) {
		t.Errorf("got %v, want the refusal %s", err, code)
	}
}

func both(t *testing.T, f func(t *testing.T, h *house)) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) { f(t, newHouse(t, d)) })
}
