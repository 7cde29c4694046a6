package apptest

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

// House is a built house over a fresh database, with a clock of its own.
type House struct {
	*app.App
	T     testing.TB
	Realm int64
	Root  place.ID
	Lead  people.ID // holds the first seats
	A, B  *Side
	Codes sync.Map // phone -> last one-time code

	now atomic.Int64
}

// Side is one of the two communities.
type Side struct {
	Community, Grid, Compound, Building, Entrance place.Place
	Home                                          place.ID
	Org                                           org.ID // the property company
	Seats                                         map[access.SeatKind]org.SeatID
	Holders                                       map[access.SeatKind]people.ID
	Resident                                      people.ID
	ResidentPhone                                 string
	Canary                                        string // stands in the resident's name, phone and matter
	Matter                                        matter.ID
	Dispatched                                    matter.ID // another, handed to the community worker

	Neighbour   people.ID // acts for the resident; has no account
	Door        matter.DoorID
	Route       matter.RouteID
	Request     id.Of[people.Request]
	Delegation  id.Of[people.Delegation]
	Guardian    people.ID // of the resident
	Ward        people.ID // whose guardian the resident is
	Hold        id.Of[people.Hold]
	Roster      id.Of[people.Roster]
	Standing    id.Of[people.Standing]
	Phone       id.Of[people.Phone]
	Message     notify.ID         // to the neighbour, undelivered
	Appointment org.AppointmentID // of the grid worker
	Token       id.Of[auth.Token]
}

// Both runs f on a house over each engine.
func Both(t *testing.T, f func(t *testing.T, h *House)) {
	t.Helper()
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		t.Run(e.String(), func(t *testing.T) {
			t.Parallel()
			f(t, New(t, e))
		})
	}
}

// New builds a house.
func New(t testing.TB, e db.Engine) *House {
	t.Helper()
	c := dbtest.Config(t, app.Schema(), e)
	h := &House{T: t}
	h.Set(time.Date(2026, 11, 20, 9, 30, 0, 0, time.FixedZone("CST", 8*3600))) // a Friday
	a, err := app.Open(t.Context(), app.Config{Addr: "127.0.0.1:0", Dir: c.Dir, Database: c.URL, Workers: 2}, app.Options{
		Now: h.Now, Log: slog.New(slog.DiscardHandler), Codes: func(phone, code string) { h.Codes.Store(phone, code) },
	})
	if err != nil {
		t.Fatal(err)
	}
	h.App = a
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	opened, err := portal.Establish(t.Context(), a.Stage, portal.Opening{
		Kind: place.DistrictRealm, Level: place.Subdistrict, Name: "试点街道", Person: "负责人", Login: "lead.one", Phone: "0592-5550000",
	})
	if err != nil {
		t.Fatal(err)
	}
	h.Realm, h.Root, h.Lead = opened.Realm.ID, opened.Root, opened.Person
	h.A, h.B = h.side(1), h.side(2)
	return h
}

// Now is the clock of the house.
func (h *House) Now() time.Time { return time.UnixMicro(h.now.Load()) }

// Set sets the clock.
func (h *House) Set(t time.Time) { h.now.Store(t.UnixMicro()) }

// Pass lets time pass and does what has become due.
func (h *House) Pass(d time.Duration) {
	h.T.Helper()
	h.Set(h.Now().Add(d))
	if err := h.Settle(); err != nil {
		h.T.Fatal(err)
	}
}

// System does something as the house itself.
func (h *House) System(f func(*act.Act) error) {
	h.T.Helper()
	h.As(access.Actor{Realm: h.Realm, System: "test"}, f)
}

// As does something as somebody.
func (h *House) As(by access.Actor, f func(*act.Act) error) {
	h.T.Helper()
	if err := h.Stage.Do(context.Background(), by, f); err != nil {
		h.T.Fatal(err)
	}
}

// Actor is a person with the seats they hold now.
func (h *House) Actor(person people.ID) access.Actor {
	h.T.Helper()
	a, err := h.ActorOf(context.Background(), h.Realm, int64(person))
	if err != nil {
		h.T.Fatal(err)
	}
	return a
}

func (h *House) side(n int) *Side {
	h.T.Helper()
	s := &Side{Seats: map[access.SeatKind]org.SeatID{}, Holders: map[access.SeatKind]people.ID{}, Canary: fmt.Sprintf("金丝雀%d号", n)}
	s.ResidentPhone = fmt.Sprintf("1380000%04d", n)
	h.System(func(a *act.Act) error {
		if err := s.build(a, h.Root, n); err != nil {
			return err
		}
		return s.people(a, n)
	})
	by := h.Actor(s.Resident)
	h.As(by, func(a *act.Act) error {
		all, err := matter.Categories(a.View)
		if err != nil {
			return err
		}
		n := matter.New{Place: s.Home, Kind: matter.KindHelp, Channel: matter.ChannelPage, Words: "楼道灯坏了，" + s.Canary + "家门口"}
		for _, c := range all {
			if c.Code == "repair" { // stands in the public list, so that its card is tried too
				n.Category = c.ID
			}
		}
		s.Matter, err = matter.Raise(a, n)
		return err
	})
	h.own(s)
	return s
}

func (s *Side) build(a *act.Act, root place.ID, n int) (err error) {
	at := root
	for _, step := range []struct {
		into *place.Place
		kind place.Kind
		name string
	}{
		{&s.Community, place.Community, fmt.Sprintf("第%d社区", n)}, {&s.Grid, place.Grid, "第一网格"},
		{&s.Compound, place.Compound, fmt.Sprintf("试点小区%d", n)}, {&s.Building, place.Building, "1幢"}, {&s.Entrance, place.Entrance, "1单元"},
	} {
		if *step.into, err = place.Add(a, place.New{Kind: step.kind, Name: step.name, Parent: at}); err != nil {
			return err
		}
		at = step.into.ID
	}
	home, err := place.Add(a, place.New{Kind: place.Home, Name: "501", Parent: at, Area: 89_370})
	s.Home = home.ID
	return err
}

// people gives the side its resident and a holder for every kind of seat.
func (s *Side) people(a *act.Act, n int) (err error) {
	if s.Resident, err = people.Register(a, people.New{Name: s.Canary, Phones: []string{s.ResidentPhone}, Place: s.Home, Told: "测试"}); err != nil {
		return err
	}
	if _, err := people.Settle(a, people.NewStanding{Person: s.Resident, Home: s.Home, Kind: people.Resident, Proof: people.ProofCounter, Evidence: "测试"}); err != nil {
		return err
	}
	company, err := org.Found(a, org.New{Kind: "property_company", Name: fmt.Sprintf("物业%d", n), Place: s.Compound.ID})
	if err != nil {
		return err
	}
	s.Org = company.ID
	for i, kind := range org.SeatKinds() {
		at := map[access.SeatKind]place.ID{
			org.GridLead: s.Grid.ID, org.GridWorker: s.Grid.ID, org.BuildingLead: s.Building.ID,
			org.PropertyManager: s.Compound.ID, org.PropertyWorker: s.Compound.ID, org.CommitteeChair: s.Compound.ID,
		}[kind]
		if at.IsZero() {
			at = s.Community.ID
		}
		seat, err := org.AddSeat(a, org.NewSeat{Organization: company.ID, Kind: kind, Place: at})
		if err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
		person, err := people.Register(a, people.New{Name: "岗" + string([]rune("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地人和春夏秋冬")[i]), Phones: []string{fmt.Sprintf("137%03d%05d", n, i)}, Place: at, Told: "测试"})
		if err != nil {
			return err
		}
		if _, err := org.Appoint(a, org.NewAppointment{Seat: seat.ID, Person: person}); err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
		s.Seats[kind], s.Holders[kind] = seat.ID, person
	}
	return nil
}

// Session gives the cookie of somebody signed in.
func (h *House) Session(person people.ID) *http.Cookie {
	h.T.Helper()
	var in auth.SignedIn
	h.System(func(a *act.Act) (err error) {
		in, err = auth.Visit(a, int64(person))
		return err
	})
	return &http.Cookie{Name: web.SessionCookie(false), Value: in.Token}
}

// Ask sends a request through the whole server and gives the answer.
func (h *House) Ask(req *http.Request, cookie *http.Cookie) *httptest.ResponseRecorder {
	if cookie != nil {
		req.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	h.Server.Handler().ServeHTTP(w, req)
	return w
}
