package place_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

func importing(t *testing.T, s *act.Stage, rows []place.Division) (done place.Import) {
	t.Helper()
	placetest.Do(t, s, func(a *act.Act) (err error) {
		done, err = place.ImportDivisions(a, rows)
		return err
	})
	return done
}

func counts(m place.Import) string {
	return fmt.Sprintf("new %d renamed %d coded %d moved %d same %d bad %d", m.New, m.Renamed, m.Coded, m.Moved, m.Same, len(m.Bad))
}

func TestImportOfEveryDivisionIsIdempotent(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		rows, err := place.Divisions()
		if err != nil {
			t.Fatal(err)
		}
		if got := counts(importing(t, s, rows)); got != "new 1297 renamed 0 coded 0 moved 0 same 0 bad 0" {
			t.Errorf("first: %s", got)
		}
		if got := counts(importing(t, s, rows)); got != "new 0 renamed 0 coded 0 moved 0 same 1297 bad 0" {
			t.Errorf("again: %s", got)
		}
		placetest.See(t, s, whole)
	})
}

func TestImportOfOneDistrictFollowsChanges(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s) // 思明区, 鹭江街道, 深田社区 without codes
		rows := []place.Division{
			{2, "350203000000", "思明区", place.District, ""},
			{3, "350203003000", "鹭江街道", place.Subdistrict, "350203000000"},
			{4, "350203007000", "梧村街道", place.Subdistrict, "350203000000"},
			{5, "350203003010", "深田社区", place.Community, "350203003000"},
		}
		if got := counts(importing(t, s, rows)); got != "new 1 renamed 0 coded 3 moved 0 same 0 bad 0" {
			t.Errorf("coded: %s", got)
		}
		rows[3].Parent, rows[1].Name = "350203007000", "鹭江新街道"
		if got := counts(importing(t, s, rows)); got != "new 0 renamed 1 coded 0 moved 1 same 2 bad 0" {
			t.Errorf("changed: %s", got)
		}
		placetest.See(t, s, whole)
		placetest.See(t, s, func(v *act.View) error {
			home, err := place.Get(v, town.Homes[0].ID)
			under, err2 := place.Find(v, "350203007000")
			if home.Subdistrict != under.ID {
				t.Errorf("the home did not follow its community")
			}
			if err == nil {
				err = err2
			}
			return err
		})
	})
}

func TestBadImportChangesNothingAndListsEveryRow(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		table := strings.Join([]string{
			"区划代码,名称,级别,上级代码",
			"350203000000,思明区,区,",
			"350203003000,鹭江街道,街道,350203000000",
			"350203003000,鹭江街道,街道,350203000000", // twice
			"350203004000,中华街道,街道,350209000000", // no such parent
			"350203005001,滨海社区,社区,350203004000", // parent is bad
			"350203006000,开元街道,社区,350203003000", // level
			"350203007001,莲花社区,社区,350203000000", // may stand under a district
			"350203008000,筼筜街道,街道,",             // needs a parent
			"350203203000,嘉莲街道,街道,350203000000", // a doubt
			"350203003002,镇海社区,社区,350203003000",
			"350203003003,镇海社区,社区,350203003000", // namesake
		}, "\n")
		rows, faults, err := place.ReadDivisions(strings.NewReader(table), int64(len(table)))
		if err != nil || len(faults) != 0 {
			t.Fatal(err, faults)
		}
		var plan place.Import
		placetest.See(t, s, func(v *act.View) (err error) {
			plan, err = place.PreviewDivisions(v, rows)
			return err
		})
		var lines []int
		for _, f := range plan.Bad {
			lines = append(lines, f.Row)
		}
		if got := fmt.Sprint(lines); got != "[4 5 6 7 9 12]" {
			t.Errorf("bad rows %s: %v", got, plan.Bad)
		}
		if len(plan.Doubts) != 1 || plan.Doubts[0].Row != 10 {
			t.Errorf("doubts %v", plan.Doubts)
		}
		err = s.Do(context.Background(), placetest.System, func(a *act.Act) error {
			_, err := place.ImportDivisions(a, rows)
			return err
		})
		if !errs.Is(err, "place.import") {
			t.Errorf("imported: %v", err)
		}
		placetest.See(t, s, func(v *act.View) error {
			roots, err := place.Roots(v)
			if len(roots) != 0 {
				t.Errorf("%d places of a refused import", len(roots))
			}
			return err
		})
	})
}

func TestImportKeepsToWhatOneMayChange(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		secretary := []access.SeatKind{"community_secretary"}
		s := placetest.Stage(d, nil,
			access.Grant{Can: place.CanImport, Relation: access.Seated, Seats: secretary},
			access.Grant{Can: place.CanAdd, Relation: access.Within, Seats: secretary},
			access.Grant{Can: place.CanRename, Relation: access.Within, Seats: secretary},
		)
		town := placetest.Plant(t, s)
		rows := []place.Division{
			{2, "350203000000", "思明区", place.District, ""},
			{3, "350203003000", "鹭江街道", place.Subdistrict, "350203000000"},
			{4, "350203003001", "深田社区", place.Community, "350203003000"},
			{5, "350203003002", "海滨社区", place.Community, "350203003000"},
		}
		importing(t, s, rows)
		by := access.Actor{Realm: placetest.Realm, Person: 5, Seats: []access.Held{
			{Seat: 1, Kind: "community_secretary", Place: int64(town.Community.ID), Path: town.Community.Path, Level: "community"},
		}}
		rows[3].Name = "海滨新社区"
		rows = append(rows, place.Division{6, "350203003003", "新社区", place.Community, "350203003000"},
			place.Division{7, "350205000000", "海沧区", place.District, ""})
		err := s.See(context.Background(), by, func(v *act.View) error {
			plan, err := place.PreviewDivisions(v, rows)
			var lines []int
			for _, f := range plan.Bad {
				lines = append(lines, f.Row)
			}
			if got := fmt.Sprint(lines); got != "[5 6]" {
				t.Errorf("rows that are not theirs: %s", got)
			}
			if plan.Beyond != 1 {
				t.Errorf("%d rows beyond", plan.Beyond)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// The table of three cities serves one subdistrict: its own rows are taken and
// the others left alone, whether its code is known or only its name.
func TestWholeTableServesOneSubdistrict(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"350203007000", ""} {
		t.Run("code "+code, func(t *testing.T) {
			t.Parallel()
			dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
				lead := []access.SeatKind{"subdistrict_lead"}
				s := placetest.Stage(d, nil,
					access.Grant{Can: place.CanImport, Relation: access.Seated, Seats: lead},
					access.Grant{Can: place.CanAdd, Relation: access.Within, Seats: lead},
					access.Grant{Can: place.CanRename, Relation: access.Within, Seats: lead},
				)
				var root place.Place
				placetest.Do(t, s, func(a *act.Act) (err error) {
					root, err = place.Add(a, place.New{Kind: place.Subdistrict, Name: "开元街道", Code: code})
					return err
				})
				rows, err := place.Divisions()
				if err != nil {
					t.Fatal(err)
				}
				under := len(place.OnlyUnder(rows, "350203007000"))
				by := access.Actor{Realm: placetest.Realm, Person: 5, Seats: []access.Held{
					{Seat: 1, Kind: "subdistrict_lead", Place: int64(root.ID), Path: root.Path, Level: "subdistrict"},
				}}
				var done [2]place.Import
				for i := range done {
					if err := s.Do(context.Background(), by, func(a *act.Act) (err error) {
						done[i], err = place.ImportDivisions(a, rows)
						return err
					}); err != nil {
						t.Fatal(err)
					}
				}
				if n := len(rows) - under; under < 10 || done[0].New != under-1 || done[0].Beyond != n || done[1].Beyond != n {
					t.Errorf("of %d rows: %s, %d beyond", under, counts(done[0]), done[0].Beyond)
				}
				if got := counts(done[1]); got != fmt.Sprintf("new 0 renamed 0 coded 0 moved 0 same %d bad 0", under) {
					t.Errorf("again: %s", got)
				}
				placetest.See(t, s, whole)
			})
		})
	}
}

func TestReadDivisionsListsUnreadableRows(t *testing.T) {
	t.Parallel()
	table := "code,name,kind,parent\n3502x,厦门市,city,\n350200000000,,city,\n,某区,district,350200000000\n350203000000,思明区,省,350200000000\n\n350205000000,海沧区,district,350200000000\n"
	rows, faults, err := place.ReadDivisions(strings.NewReader(table), int64(len(table)))
	if err != nil || len(rows) != 1 || len(faults) != 4 {
		t.Errorf("%d rows, faults %v, err %v", len(rows), faults, err)
	}
	if _, _, err := place.ReadDivisions(strings.NewReader("a,b\n1,2\n"), 8); errs.KindOf(err) != errs.Invalid {
		t.Errorf("read a table of something else: %v", err)
	}
}

func TestOnlyUnder(t *testing.T) {
	t.Parallel()
	rows, err := place.Divisions()
	if err != nil {
		t.Fatal(err)
	}
	some := place.OnlyUnder(rows, "350203000000")
	if len(some) < 90 || some[0].Code != "350203000000" || some[0].Parent != "" {
		t.Errorf("%d rows, first %+v", len(some), some[0])
	}
	for _, d := range some[1:] {
		if !strings.HasPrefix(d.Code, "350203") {
			t.Errorf("%+v is not in 思明区", d)
		}
	}
}

func FuzzReadDivisions(f *testing.F) {
	f.Add([]byte("code,name,kind,parent\n350200000000,厦门市,city,\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, _, err := place.ReadDivisions(bytes.NewReader(b), int64(len(b)))
		if err != nil && errs.KindOf(err) == errs.Internal {
			t.Fatal(err)
		}
		for _, d := range rows {
			if len(d.Code) != 12 || d.Name == "" || d.Kind == "" {
				t.Fatalf("%+v", d)
			}
		}
	})
}
