package place_test

import (
	"fmt"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

func TestEnsureHomes(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		roster := []place.Address{
			{"阳光小区", "１幢", "1单元", "101", 89370}, // there already
			{"阳光小区", "1幢", "3单元", "101", 90000}, // a new entrance
			{"新月小区", "", "", "8号", 120000},      // a villa of a new compound
			{"新月小区", "A座", "", "1201", 0},
			{"新月小区", "A座", "", "1201", 66000}, // the same home again
		}
		ensure := func() (g place.Grown) {
			placetest.Do(t, s, func(a *act.Act) (err error) {
				g, err = place.EnsureHomes(a, town.Community.ID, roster)
				return err
			})
			return g
		}
		first := ensure()
		if first.Added != 6 || first.Measured != 4 || first.Homes[0] != town.Homes[0].ID || first.Homes[3] != first.Homes[4] {
			t.Errorf("first %+v", first)
		}
		if again := ensure(); again.Added != 0 || again.Measured != 0 || fmt.Sprint(again.Homes) != fmt.Sprint(first.Homes) {
			t.Errorf("again %+v", again)
		}
		placetest.See(t, s, whole)
		placetest.See(t, s, func(v *act.View) error {
			found, err := place.MatchHomes(v, town.Community.ID, append(roster, place.Address{"新月小区", "B座", "", "1", 0}))
			if len(found) != 6 || found[0] != town.Homes[0].ID || !found[5].IsZero() {
				t.Errorf("matched %v", found)
			}
			home, err2 := place.Get(v, first.Homes[3])
			if home.Area != 66000 || home.Compound.IsZero() {
				t.Errorf("home %+v", home)
			}
			if err == nil {
				err = err2
			}
			return err
		})
		for name, address := range map[string]place.Address{
			"two compounds": {"阳光小区", "1幢", "", "101", 0},
			"huge":          {"新月小区", "", "", "9号", 1e12},
		} {
			in := town.Community.ID
			if name == "two compounds" {
				placetest.Add(t, s, place.Compound, "阳光小区", town.OtherGrid.ID)
				in = town.Subdistrict.ID
			}
			if got := refusal(s, func(a *act.Act) error { _, err := place.EnsureHomes(a, in, []place.Address{address}); return err }); got == "" {
				t.Errorf("%s: not refused", name)
			}
		}
	})
}

func TestRosterReadWithinACompound(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		villas := placetest.Add(t, s, place.Compound, "新月小区", town.Community.ID)
		grid := placetest.Add(t, s, place.Grid, "新月网格", villas.ID)
		ensure := func(in place.ID, address place.Address) (g place.Grown, refused string) {
			refused = refusal(s, func(a *act.Act) (err error) {
				g, err = place.EnsureHomes(a, in, []place.Address{address})
				return err
			})
			return g, refused
		}
		if g, refused := ensure(grid.ID, place.Address{Compound: "新月小区", Building: "1幢", Home: "101"}); refused != "" || g.Added != 2 {
			t.Errorf("its own compound by name: %q, %+v", refused, g)
		}
		if _, refused := ensure(grid.ID, place.Address{Compound: "阳光小区", Building: "1幢", Home: "101"}); refused != "place.parent" {
			t.Errorf("a compound within a compound: %q", refused)
		}
		if g, refused := ensure(town.Entrances[0].ID, place.Address{Compound: "阳光小区", Building: "1幢", Entrance: "1单元", Home: "101"}); refused != "" || g.Added != 0 || g.Homes[0] != town.Homes[0].ID {
			t.Errorf("the whole address of a home below: %q, %+v", refused, g)
		}
		placetest.See(t, s, whole)
	})
}

func TestGridWarnings(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		placetest.Do(t, s, func(a *act.Act) error {
			if err := place.Measure(a, town.Second.ID, place.Size{Households: 501, People: 801}); err != nil {
				return err
			}
			_, err := place.SetPolicy(a, town.Other.ID, place.NewSetting{Key: "grid.max_people", Text: "1000", Citation: "街道通知"})
			if err != nil {
				return err
			}
			return place.Measure(a, town.OtherGrid.ID, place.Size{Households: 500, People: 1000})
		})
		loose := placetest.Add(t, s, place.Compound, "无人管小院", town.Community.ID)
		placetest.Add(t, s, place.Building, "1幢", loose.ID)
		inner := placetest.Add(t, s, place.Compound, "大院", town.Community.ID)
		placetest.Add(t, s, place.Grid, "院内网格", inner.ID)
		bare := placetest.Add(t, s, place.Building, "门卫楼", inner.ID)
		section := placetest.Add(t, s, place.Section, "老街片区", town.Community.ID) // with a limit of its own
		lane := placetest.Add(t, s, place.Grid, "老街网格", section.ID)
		placetest.Do(t, s, func(a *act.Act) error {
			if _, err := place.SetPolicy(a, section.ID, place.NewSetting{Key: "grid.max_households", Text: "300", Citation: "社区议事会决定"}); err != nil {
				return err
			}
			return place.Measure(a, lane.ID, place.Size{Households: 301})
		})
		placetest.See(t, s, func(v *act.View) error {
			all, err := place.GridWarnings(v, town.Subdistrict.ID)
			got := map[string]place.ID{}
			for _, w := range all {
				got[fmt.Sprintf("%s %d", w.Code, w.Found)+w.Place.Name] = w.Place.ID
			}
			for key, want := range map[string]place.ID{
				"grid.households 501第二网格": town.Second.ID, "grid.people 801第二网格": town.Second.ID,
				"grid.none 0无人管小院": loose.ID, "grid.none 0门卫楼": bare.ID, "grid.households 301老街网格": lane.ID,
			} {
				if got[key] != want {
					t.Errorf("no warning %s in %v", key, got)
				}
			}
			if len(all) != 5 {
				t.Errorf("%d warnings: %v", len(all), got)
			}
			return err
		})
	})
}

func TestTenThousandHomes(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		placetest.Do(t, s, func(a *act.Act) error {
			g, err := place.EnsureHomes(a, town.Community.ID, manyHomes(10_000))
			if g.Added < 10_000 {
				t.Errorf("added %d", g.Added)
			}
			return err
		})
	})
}

func manyHomes(n int) []place.Address {
	out := make([]place.Address, n)
	for i := range out {
		out[i] = place.Address{
			Compound: fmt.Sprintf("小区%d", i/2000), Building: fmt.Sprintf("%d幢", i/100%20), Entrance: fmt.Sprintf("%d单元", i/50%2),
			Home: fmt.Sprintf("%d%02d", i/5%10+1, i%5+1), Area: 90_000,
		}
	}
	return out
}
