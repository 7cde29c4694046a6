package people

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/event"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

// TestHotStatementsUseIndexes looks at the plans of what every request, page and
// import asks, over two thousand persons.
func TestHotStatementsUseIndexes(t *testing.T) {
	t.Parallel()
	schema := db.Schema{trail.Schema, act.Schema, job.Schema, auth.Schema, place.Schema, Schema}
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		now := func() time.Time { return time.Date(2026, 6, 3, 1, 0, 0, 0, time.UTC) }
		keys, err := seal.Generate()
		if err != nil {
			t.Fatal(err)
		}
		s := act.Stage{DB: d, Policy: access.NewPolicy(nil, nil), IDs: id.NewMaker(1, now), Now: now, Publish: event.NewBus().Publish, Keys: keys}
		if err := s.Do(context.Background(), access.Actor{Realm: 1, System: "test"}, populate); err != nil {
			t.Fatal(err)
		}
		if err := d.Analyze(context.Background()); err != nil {
			t.Fatal(err)
		}
		var ids, owners, phones, tokens, scope db.Cond
		db.In(&ids, "id", []ID{1, 2, 3, 4})
		db.In(&owners, "person_id", []ID{1, 2, 3, 4})
		db.In(&phones, "key", [][]byte{{1}, {2}})
		db.In(&tokens, "person_id", []ID{1, 2})
		scope.And("p.path >= ? AND p.path < ?", "/a/", "/a0")
		homes := db.Cond{}
		db.In(&homes, "home_id", []ID{1, 2})
		homes.And("until IS NULL")
		key := make([]byte, seal.IndexLen)
		for name, c := range map[string]struct {
			q    db.Statement
			args []any
		}{
			"person": {sqlPerson, []any{1}}, "names": {sqlNames.Where(ids), []any{1, 2}}, "persons": {sqlPersons.Where(ids), nil},
			"by number": {sqlByNumber, []any{key}}, "by phone": {sqlByPhone, []any{key}}, "named": {sqlNamed, []any{key, key}},
			"phones": {sqlPhones.Where(owners), nil}, "homes": {sqlHomes, []any{1}}, "paths": {sqlPaths, []any{1}},
			"all paths":    {sqlAllPaths, []any{1}},
			"standings in": {sqlStandings.Where(homes), nil}, "entries": {sqlEntries, []any{"/a/", "/a0", 100}},
			"find name": {sqlFindName.Where(scope), []any{key, 50}}, "find phone": {sqlFindPhone.Where(scope), []any{key, 50}},
			"find number": {sqlFindNumber.Where(scope), []any{key, 50}}, "open reveals": {sqlOpenReveals, []any{1, now()}},
			"seen by": {sqlSeenBy, []any{1, 10}}, "looks since": {sqlLooksSince, []any{1, now()}},
			"consent": {sqlConsent, []any{1, "service", "v"}}, "guardians": {sqlGuardians, []any{1}},
			"guardianships": {sqlGuardianships, []any{1, 1}}, "guardianship": {sqlGuardianship, []any{1, 2}},
			"holds": {sqlHolds, []any{1, now()}}, "hold": {sqlHold, []any{1, 1}},
			"acts for": {sqlActsFor, []any{1, 2, now()}}, "letter": {sqlLetter, []any{key, now()}},
			"by phones": {sqlByPhones.Where(phones), nil}, "named so": {sqlNamedSo.Where(tokens), nil},
			"part rows": {sqlPartRows, []any{1, "a"}}, "remarks": {sqlRemarks, []any{1, 0, 10}},
		} {
			dbtest.UsesIndex(t, d, 1, name, c.q, c.args...)
		}
	})
}

// populate makes two thousand persons with all that hangs on them.
func populate(a *act.Act) error {
	for i := range 2000 {
		path := access.Path(fmt.Sprintf("/%s/%04d/", string(rune('a'+i%20)), i))
		n := New{Name: fmt.Sprintf("王小%c", '一'+i), Phones: []string{fmt.Sprintf("138%08d", i)}, Document: 1, Number: fmt.Sprintf("%018d", i)}
		person, err := add(a, n, place.Place{ID: place.ID(i + 1), Path: path}, OriginRoster)
		if err != nil {
			return err
		}
		other := ID(i + 1)
		s := Standing{ID: act.NewID[Standing](a), Person: person, Home: place.ID(i + 1), Path: path, Kind: Owner, Since: a.At, Proof: ProofRoster, ProvedAt: a.At}
		l := letterRow{ID: act.NewID[Letter](a), Home: s.Home, Path: path, Code: index(a.View, "l", fmt.Sprint(i)), IssuedAt: a.At, IssuedBy: 1, Until: a.At.Add(LetterLife)}
		look := Look{ID: act.NewID[Look](a), Person: person, Reader: other, Seat: 1, Fields: "name", Purpose: "x", At: a.At, Until: a.At.Add(time.Minute)}
		c := Consent{ID: act.NewID[Consent](a), Person: person, Purpose: "service", Version: "v", At: a.At, Channel: OnPage, GivenBy: person}
		g := Guardianship{Child: person, Guardian: other, Since: a.At}
		dl := Delegation{ID: act.NewID[Delegation](a), Person: person, Agent: other, Since: a.At, Until: a.At.Add(time.Hour), RecordedBy: 1}
		hold := Hold{ID: act.NewID[Hold](a), Person: person, Reason: "x", Basis: "x", Since: a.At, Until: a.At.Add(time.Hour), PlacedBy: other}
		row := rosterRow{Roster: id.Of[Roster](i%20 + 1), Line: i, Part: fmt.Sprint(i % 7), Sealed: []byte{1}, Warning: "x"[:i%2]}
		for _, insert := range []func() error{
			func() error { return db.Insert(a.Tx, "people_standing", s) }, func() error { return db.Insert(a.Tx, "people_letter", l) },
			func() error { return db.Insert(a.Tx, "people_reveal", look) }, func() error { return db.Insert(a.Tx, "people_consent", c) },
			func() error { return db.Insert(a.Tx, "people_guardian", g) }, func() error { return db.Insert(a.Tx, "people_delegation", dl) },
			func() error { return db.Insert(a.Tx, "people_hold", hold) }, func() error { return db.Insert(a.Tx, "people_roster_row", row) },
		} {
			if err := insert(); err != nil {
				return err
			}
		}
	}
	return nil
}
