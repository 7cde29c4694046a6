package access_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

var schema = db.Schema{fstest.MapFS{"0001_thing.sql": {Data: []byte(`
CREATE TABLE thing (realm_id {{INT}} NOT NULL, id {{INT}} NOT NULL, path {{PATH}}, community {{INT}}, grid {{INT}},
  author {{INT}}, seat {{INT}}, against {{INT}}, public {{INT}} NOT NULL, PRIMARY KEY (realm_id, id)) {{STRICT}};`)}}}

type row struct {
	ID        int64   `db:"id"`
	Path      *string `db:"path"`
	Community *int64  `db:"community"`
	Grid      *int64  `db:"grid"`
	Author    *int64  `db:"author"`
	Seat      *int64  `db:"seat"`
	Against   *int64  `db:"against"`
	Public    int     `db:"public"`
}

const sqlThings db.SQL = `SELECT id FROM thing WHERE realm_id = :realm AND {where} ORDER BY id`

// Two kinds of list: a hot one that knows the level of a place, and a plain one.
var lists = map[string]access.Columns{
	"plain": {Path: "path", Author: "author", Seat: "seat", Against: "against", Public: "public = 1"},
	"hot": {Path: "path", Author: "author", Seat: "seat", Against: "against", Public: "public = 1",
		Levels: map[string]db.SQL{"community": "community", "grid": "grid"}},
}

// The ground of these tests: place 1 with communities 2 and 3, each with grids,
// each with homes. Numbers share digits, so that a prefix of a number is no place.
type spot struct {
	place, community, grid int64
	level                  string
	path                   access.Path
}

var ground = []spot{
	{1, 0, 0, "subdistrict", "/1/"},
	{2, 2, 0, "community", "/1/2/"},
	{21, 2, 21, "grid", "/1/2/21/"},
	{22, 2, 22, "grid", "/1/2/22/"},
	{211, 2, 21, "home", "/1/2/21/211/"},
	{212, 2, 21, "home", "/1/2/21/212/"},
	{3, 3, 0, "community", "/1/3/"},
	{31, 3, 31, "grid", "/1/3/31/"},
	{20, 20, 0, "community", "/1/20/"},
	{201, 20, 201, "grid", "/1/20/201/"},
}

var (
	kinds     = []access.SeatKind{"lead", "worker", "company"}
	relations = []access.Relation{access.Anyone, access.SignedIn, access.Seated, access.Public, access.Author, access.Handler,
		access.Within, access.Lives, access.Against}
	capabilities = []access.Capability{"thing.see", "thing.move", "thing.close"}
)

var small = rapid.Int64Range(0, 4)

func drawThing(t *rapid.T) access.Thing {
	out := access.Thing{Kind: "thing", Author: small.Draw(t, "author"), Seat: small.Draw(t, "seat"),
		Against: small.Draw(t, "against"), Public: rapid.Bool().Draw(t, "public")}
	if i := rapid.IntRange(-1, len(ground)-1).Draw(t, "place"); i >= 0 {
		out.Place, out.Path = ground[i].place, ground[i].path
	}
	return out
}

func drawActor(t *rapid.T) access.Actor {
	a := access.Actor{Realm: 1, Person: small.Draw(t, "person"), For: small.Draw(t, "for")}
	for range rapid.IntRange(0, 3).Draw(t, "seats") {
		h := access.Held{Seat: small.Draw(t, "seat"), Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Org: small.Draw(t, "org")}
		if i := rapid.IntRange(-1, len(ground)-1).Draw(t, "place"); i >= 0 {
			h.Place, h.Path, h.Level = ground[i].place, ground[i].path, ground[i].level
		}
		a.Seats = append(a.Seats, h)
	}
	for range rapid.IntRange(0, 2).Draw(t, "homes") {
		a.Homes = append(a.Homes, rapid.SampledFrom(ground).Draw(t, "home").path)
	}
	return a
}

func drawPolicy(t *rapid.T) *access.Policy {
	var grants []access.Grant
	for range rapid.IntRange(0, 5).Draw(t, "grants") {
		grants = append(grants, access.Grant{Can: rapid.SampledFrom(capabilities).Draw(t, "can"),
			Relation: rapid.SampledFrom(relations).Draw(t, "relation"), Seats: rapid.SliceOfN(rapid.SampledFrom(kinds), 0, 2).Draw(t, "kinds")})
	}
	var denials []access.Denial
	for range rapid.IntRange(0, 2).Draw(t, "denials") {
		denials = append(denials, access.Denial{Cannot: rapid.SampledFrom(capabilities).Draw(t, "cannot"),
			Relation: rapid.SampledFrom([]access.Relation{access.SignedIn, access.Public, access.Author, access.Lives, access.Against}).Draw(t, "relation")})
	}
	return access.NewPolicy(grants, denials)
}

func nullable(n int64) *int64 {
	if n == 0 {
		return nil
	}
	return &n
}

func stored(id int64, t access.Thing) row {
	r := row{ID: id, Author: nullable(t.Author), Seat: nullable(t.Seat), Against: nullable(t.Against)}
	if t.Public {
		r.Public = 1
	}
	for _, s := range ground {
		if s.place == t.Place {
			path := string(s.path)
			r.Path, r.Community, r.Grid = &path, nullable(s.community), nullable(s.grid)
		}
	}
	return r
}

// What a list shows and what a page opens are the same, whoever looks, whatever
// the table of grants says, on both engines.
func TestListsShowWhatPagesOpen(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		realm := int64(0)
		rapid.Check(t, func(t *rapid.T) {
			realm++ // a fresh one
			things := rapid.SliceOfN(rapid.Custom(drawThing), 10, 30).Draw(t, "things")
			rows := make([]row, len(things))
			for i := range things {
				rows[i] = stored(int64(i), things[i])
			}
			if err := d.Update(t.Context(), realm, func(tx *db.Tx) error { return db.Insert(tx, "thing", rows...) }); err != nil {
				t.Fatal(err)
			}
			for range 10 {
				compare(t, d, realm, things)
			}
		})
	})
}

func compare(t *rapid.T, d *db.DB, realm int64, things []access.Thing) {
	p, a := drawPolicy(t), drawActor(t)
	if err := d.View(t.Context(), realm, func(tx *db.Tx) error {
		for _, c := range capabilities {
			var want []int64
			for i, thing := range things {
				if _, err := p.Decide(a, c, thing); err == nil {
					want = append(want, int64(i))
				}
			}
			for name, columns := range lists {
				got, err := db.Select[int64](tx, sqlThings.Where(p.Where(a, c, columns)))
				if err != nil {
					return err
				}
				if !slices.Equal(got, want) {
					t.Fatalf("%s: the %s list shows %v, pages open %v", c, name, got, want)
				}
			}
			if len(want) > 0 && a.SignedIn() && !p.Has(a, c) {
				t.Fatalf("%s: allowed, and the menu hides it", c)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// A list that lacks the column a relation looks at shows nothing by it.
func TestListsWithoutColumns(t *testing.T) {
	t.Parallel()
	d := dbtest.Open(t, schema, db.SQLite)
	if err := d.Update(t.Context(), 1, func(tx *db.Tx) error { return db.Insert(tx, "thing", row{ID: 1, Public: 1}) }); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		a := drawActor(t)
		for _, r := range relations[3:] {
			p := access.NewPolicy([]access.Grant{{Can: "thing.see", Relation: r, Seats: kinds}}, nil)
			if err := d.View(t.Context(), 1, func(tx *db.Tx) error {
				got, err := db.Select[int64](tx, sqlThings.Where(p.Where(a, "thing.see", access.Columns{})))
				if len(got) > 0 {
					t.Fatalf("%s shows %v", access.RelationName(r), got)
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestDecide(t *testing.T) {
	t.Parallel()
	p := access.NewPolicy([]access.Grant{
		{Can: "thing.see", Relation: access.Within, Seats: []access.SeatKind{"worker", "lead"}},
		{Can: "thing.see", Relation: access.Author},
		{Can: "thing.move", Relation: access.Within, Seats: []access.SeatKind{"lead"}},
		{Can: "thing.close", Relation: access.Handler, Seats: []access.SeatKind{"worker"}},
		{Can: "thing.judge", Relation: access.Author},
	}, []access.Denial{{Cannot: "thing.judge", Relation: access.Against}})
	at := func(kind access.SeatKind, seat int64, i int) access.Actor {
		return access.Actor{Person: 9, Seats: []access.Held{{Seat: seat, Kind: kind, Org: 5, Place: ground[i].place, Path: ground[i].path}}}
	}
	grid21 := access.Thing{Path: "/1/2/21/", Author: 9, Seat: 2, Against: 5}
	foreign := access.Thing{Path: "/1/3/31/", Author: 8}
	for _, c := range []struct {
		name  string
		actor access.Actor
		can   access.Capability
		thing access.Thing
		want  access.Decision
		fails string
	}{
		{"a lead of the community moves it", at("lead", 1, 1), "thing.move", grid21, access.Decision{Seat: 1, Rule: "within"}, ""},
		{"a worker may know of it, not move it", at("worker", 1, 1), "thing.move", grid21, access.Decision{}, "forbidden"},
		{"of a foreign one nothing is known", at("lead", 1, 1), "thing.move", foreign, access.Decision{}, "not_found"},
		{"not even that it is there", at("lead", 1, 1), "thing.see", foreign, access.Decision{}, "not_found"},
		{"community 2 is not in community 20", at("lead", 1, 8), "thing.see", access.Thing{Path: "/1/2/21/"}, access.Decision{}, "not_found"},
		{"whoever must answer closes it", at("worker", 2, 1), "thing.close", grid21, access.Decision{Seat: 2, Rule: "handler"}, ""},
		{"another worker does not", at("worker", 3, 1), "thing.close", grid21, access.Decision{}, "forbidden"},
		{"the kind of seat counts", at("company", 2, 1), "thing.close", grid21, access.Decision{}, "forbidden"},
		{"a denial wins", at("worker", 2, 1), "thing.judge", grid21, access.Decision{}, "forbidden"},
		{"its author judges it", access.Actor{Person: 9}, "thing.judge", grid21, access.Decision{Rule: "author"}, ""},
		{"so does who acts for the author", access.Actor{Person: 3, For: 9}, "thing.judge", grid21, access.Decision{Rule: "author"}, ""},
		{"nobody is nobody's author", access.Actor{For: 9}, "thing.judge", grid21, access.Decision{}, "not_found"},
		{"a job does what it must", access.Actor{System: "night"}, "thing.unknown", grid21, access.Decision{Rule: "system"}, ""},
		{"what nobody is granted", at("lead", 1, 1), "thing.burn", grid21, access.Decision{}, "forbidden"},
	} {
		got, err := p.Decide(c.actor, c.can, c.thing)
		code := ""
		if e := errs.As(err); e != nil {
			code = e.Code
		}
		if got != c.want || code != c.fails {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
}

// A denial is asked of the actor, not of a seat: one that needs a seat would
// never hold, and is refused when the table is made.
func TestDenialsWithSeatsAreRefused(t *testing.T) {
	t.Parallel()
	for _, r := range []access.Relation{access.Handler, access.Within} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a denial by %s was taken", access.RelationName(r))
				}
			}()
			access.NewPolicy(nil, []access.Denial{{Cannot: "thing.see", Relation: r}})
		}()
	}
}
