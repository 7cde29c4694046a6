package mattertest

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

// Realm is the realm of the tests.
const Realm = placetest.Realm

// Schema is what the tests of matters need of the database.
var Schema = db.Schema{trail.Schema, act.Schema, job.Schema, seal.Schema, place.Schema, people.Schema, org.Schema, matter.Schema}

// System is whoever may do everything.
var System = access.Actor{Realm: Realm, System: "test"}

// World is a town with seats, residents and the categories a realm begins with.
type World struct {
	*act.Stage
	Bus  *event.Bus
	Jobs *job.Runner
	Town placetest.Town

	Resident, Neighbour, Stranger access.Actor // the stranger lives in the other community
	GridWorker, GridLead          access.Actor // of the first grid
	Worker, Secretary             access.Actor // of 深田
	Office, OfficeLead            access.Actor // of the subdistrict
	Property                      access.Actor // of 阳光小区
	Foreign                       access.Actor // the grid worker of the other community
	ForeignWorker                 access.Actor // the community worker there
	PropertyCompany               org.ID
	Category                      map[string]matter.CategoryID // by code

	mu     sync.Mutex
	now    time.Time
	events []any
}

// New builds the town on a database. Its clock stands at placetest.Now and moves
// only by Pass and Set.
func New(t testing.TB, d *db.DB) *World {
	t.Helper()
	keys, err := seal.Generate()
	if err != nil {
		t.Fatal(err)
	}
	w := &World{Bus: event.NewBus(), now: placetest.Now, Category: map[string]matter.CategoryID{}}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	w.Stage = &act.Stage{
		DB: d, Policy: Policy(), IDs: id.NewMaker(1, w.Time), Now: w.Time, Keys: keys, Publish: w.heard, Log: log,
	}
	jobs := job.NewKinds()
	matter.Jobs(jobs)
	w.Jobs = &job.Runner{Stage: w.Stage, Kinds: jobs, Log: log, Workers: 1}
	w.Town = placetest.Plant(t, w.Stage)
	w.settle(t)
	w.Tick(t) // the repeated things learn when they are due
	return w
}

// Time is the moment of the town's clock.
func (w *World) Time() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// Set moves the clock to a moment.
func (w *World) Set(at time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = at
}

// Pass lets time pass.
func (w *World) Pass(d time.Duration) { w.Set(w.Time().Add(d)) }

func (w *World) heard(a *act.Act, e any) error {
	w.mu.Lock()
	w.events = append(w.events, e)
	w.mu.Unlock()
	return w.Bus.Publish(a, e)
}

// Heard gives the events published since it was last asked.
func (w *World) Heard() []any {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.events
	w.events = nil
	return out
}

// Tick does what time must do by now, and the jobs that come of it. The clock
// must have moved by a minute since the last time.
func (w *World) Tick(t testing.TB) {
	t.Helper()
	if err := w.Jobs.Tick(context.Background(), Realm); err != nil {
		t.Fatal(err)
	}
	for {
		n, err := w.Jobs.Once(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// Try plays an act as somebody.
func (w *World) Try(by access.Actor, f func(*act.Act) error) error {
	return w.Do(context.Background(), by, f)
}

// Act plays an act as somebody and fails the test on an error.
func (w *World) Act(t testing.TB, by access.Actor, f func(*act.Act) error) {
	t.Helper()
	if err := w.Try(by, f); err != nil {
		t.Fatal(err)
	}
}

// View plays a view as somebody and fails the test on an error.
func (w *World) View(t testing.TB, by access.Actor, f func(*act.View) error) {
	t.Helper()
	if err := w.See(context.Background(), by, f); err != nil {
		t.Fatal(err)
	}
}

// Matter gives a matter as it is.
func (w *World) Matter(t testing.TB, m matter.ID) (got matter.Matter) {
	t.Helper()
	w.View(t, System, func(v *act.View) error {
		whole, err := matter.Get(v, m)
		got = whole.Matter
		return err
	})
	return got
}

// Raise raises a matter as somebody, at the home of the resident.
func (w *World) Raise(t testing.TB, by access.Actor, n matter.New) (m matter.ID) {
	t.Helper()
	if n.Place.IsZero() {
		n.Place = w.Town.Homes[0].ID
	}
	if n.Channel == "" {
		n.Channel = matter.ChannelPage
	}
	if n.Words == "" {
		n.Words = "楼道灯不亮，晚上看不见台阶"
	}
	if n.Category.IsZero() {
		n.Category = w.Category["repair"]
	}
	w.Act(t, by, func(a *act.Act) (err error) {
		m, err = matter.Raise(a, n)
		return err
	})
	return m
}

// SeatOf is the first seat an actor holds.
func SeatOf(by access.Actor) org.SeatID { return org.SeatID(by.Seats[0].Seat) }

// settle gives the town its people, bodies, seats and categories.
func (w *World) settle(t testing.TB) {
	t.Helper()
	town := w.Town
	w.Act(t, System, func(a *act.Act) error {
		s := settler{a: a}
		w.Resident = s.resident("陈阿婆", town.Homes[0])
		w.Neighbour = s.resident("林小姐", town.Homes[1])
		w.Stranger = s.resident("黄先生", town.Other)
		office := s.body("subdistrict_office", "鹭江街道办事处", town.Subdistrict)
		here := s.body("residents_committee", "深田社区居民委员会", town.Community)
		there := s.body("residents_committee", "海滨社区居民委员会", town.Other)
		w.PropertyCompany = s.body("property_company", "阳光物业", town.Compound)
		w.OfficeLead = s.staff("赵主任", office, org.SubdistrictLead, town.Subdistrict)
		w.Office = s.staff("钱科员", office, org.SubdistrictWorker, town.Subdistrict)
		w.Secretary = s.staff("孙书记", here, org.CommunitySecretary, town.Community)
		w.Worker = s.staff("李干事", here, org.CommunityWorker, town.Community)
		w.GridLead = s.staff("周网格长", here, org.GridLead, town.Grid)
		w.GridWorker = s.staff("吴网格员", here, org.GridWorker, town.Grid)
		w.Property = s.staff("郑经理", w.PropertyCompany, org.PropertyManager, town.Compound)
		w.Foreign = s.staff("王网格员", there, org.GridWorker, town.OtherGrid)
		w.ForeignWorker = s.staff("冯干事", there, org.CommunityWorker, town.Other)
		for _, c := range matter.Starters() {
			if s.err == nil {
				w.Category[c.Code], s.err = matter.AddCategory(a, c)
			}
		}
		return s.err
	})
}

// settler settles until something fails.
type settler struct {
	a   *act.Act
	err error
}

func (s *settler) person(name string, at place.Place) access.Actor {
	if s.err != nil {
		return access.Actor{}
	}
	var person people.ID
	person, s.err = people.Register(s.a, people.New{Name: name, Place: at.ID, Told: "当面说明"})
	return access.Actor{Realm: Realm, Person: int64(person), Account: int64(person), Session: 1}
}

func (s *settler) resident(name string, home place.Place) access.Actor {
	by := s.person(name, home)
	by.Homes = []access.Path{home.Path}
	return by
}

func (s *settler) body(kind, name string, at place.Place) org.ID {
	if s.err != nil {
		return 0
	}
	var o org.Organization
	o, s.err = org.Found(s.a, org.New{Kind: kind, Name: name, Place: at.ID})
	return o.ID
}

func (s *settler) staff(name string, body org.ID, kind access.SeatKind, at place.Place) access.Actor {
	by := s.person(name, at)
	if s.err != nil {
		return by
	}
	var seat org.Seat
	if seat, s.err = org.AddSeat(s.a, org.NewSeat{Organization: body, Kind: kind, Place: at.ID}); s.err != nil {
		return by
	}
	if _, s.err = org.Appoint(s.a, org.NewAppointment{Seat: seat.ID, Person: people.ID(by.Person)}); s.err != nil {
		return by
	}
	by.Seats, s.err = org.HeldBy(s.a.View, people.ID(by.Person))
	by.Seats = slices.Clip(by.Seats)
	return by
}

// Miscounts lists the counters that are not the sum of the matters. None means
// that every board is right.
func Miscounts(v *act.View) ([]string, error) {
	d, err := matter.DriftOf(v)
	return d.Lines, err
}
