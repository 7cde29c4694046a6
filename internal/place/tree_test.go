package place_test

import (
	"context"
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

// refusal plays an act as the system and gives the code of the refusal.
func refusal(s *act.Stage, f func(*act.Act) error) string {
	err := s.Do(context.Background(), placetest.System, f)
	if e := errs.As(err); e != nil {
		if len(e.Fields) > 0 {
			return e.Fields[0].Code
		}
		return e.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestAddRefuses(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		for name, c := range map[string]struct {
			n    place.New
			code string
		}{
			"no name":            {place.New{Kind: place.Grid, Name: " 　", Parent: town.Community.ID}, "place.name"},
			"long name":          {place.New{Kind: place.Grid, Name: strings.Repeat("长", 41), Parent: town.Community.ID}, "place.name_long"},
			"no kind":            {place.New{Kind: "province", Name: "福建", Parent: town.Community.ID}, "place.kind"},
			"wrong parent":       {place.New{Kind: place.Home, Name: "101", Parent: town.Subdistrict.ID}, "place.parent"},
			"grid without a top": {place.New{Kind: place.Grid, Name: "第三网格"}, "place.parent"},
			"twice":              {place.New{Kind: place.Grid, Name: "第一网格", Parent: town.Community.ID}, "place.taken"},
			"full-width twice":   {place.New{Kind: place.Building, Name: "１幢", Parent: town.Compound.ID}, "place.taken"},
			"bad division code":  {place.New{Kind: place.Community, Name: "新社区", Code: "3502", Parent: town.Subdistrict.ID}, "place.division"},
			"bad code":           {place.New{Kind: place.Compound, Name: "新小区", Code: "a b", Parent: town.Grid.ID}, "place.code"},
			"off the globe":      {place.New{Kind: place.Grid, Name: "第三网格", Parent: town.Community.ID, Lat: 91 * 1e7}, "place.lat"},
		} {
			got := refusal(s, func(a *act.Act) error { _, err := place.Add(a, c.n); return err })
			if got != c.code {
				t.Errorf("%s: refused with %q, want %q", name, got, c.code)
			}
		}
	})
}

func TestOnlyTheSystemPlantsARoot(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil, access.Grant{Can: place.CanAdd, Relation: access.Within, Seats: []access.SeatKind{"system_admin"}})
		town := placetest.Plant(t, s)
		admin := access.Actor{Realm: placetest.Realm, Person: 5, Seats: []access.Held{
			{Seat: 1, Kind: "system_admin", Place: int64(town.District.ID), Path: town.District.Path, Level: "district"},
		}}
		err := s.Do(context.Background(), admin, func(a *act.Act) error {
			_, err := place.Add(a, place.New{Kind: place.City, Name: "厦门市"})
			return err
		})
		if errs.KindOf(err) != errs.NotFound {
			t.Errorf("a root: %v", err)
		}
		err = s.Do(context.Background(), admin, func(a *act.Act) error {
			_, err := place.Add(a, place.New{Kind: place.Grid, Name: "第三网格", Parent: town.Community.ID})
			return err
		})
		if err != nil {
			t.Errorf("a grid: %v", err)
		}
	})
}

func TestLabelsAndOrder(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		tenth := placetest.Add(t, s, place.Building, "10幢", town.Compound.ID)
		loose := placetest.Add(t, s, place.Building, "巡司顶12号", town.Second.ID)
		loft := placetest.Add(t, s, place.Home, "阁楼", loose.ID)
		placetest.See(t, s, func(v *act.View) error {
			labels, err := place.Labels(v, town.Homes[5].ID, town.Compound.ID, town.Grid.ID, loft.ID, town.Community.ID, 0, 99)
			for i, want := range map[place.ID]string{
				town.Homes[5].ID: "阳光小区 1幢 2单元 102", town.Compound.ID: "阳光小区", town.Grid.ID: "第一网格",
				loft.ID: "巡司顶12号 阁楼", town.Community.ID: "深田社区",
			} {
				if labels[i] != want {
					t.Errorf("label %q, want %q", labels[i], want)
				}
			}
			if len(labels) != 5 {
				t.Errorf("%d labels", len(labels))
			}
			children, err2 := place.Children(v, town.Compound.ID)
			if len(children) != 3 || children[2].ID != tenth.ID {
				t.Errorf("10幢 does not come after 2幢: %v", children)
			}
			if err == nil {
				err = err2
			}
			return err
		})
	})
}

func TestCloseAndReopen(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		close := func(p place.ID) string { return refusal(s, func(a *act.Act) error { return place.Close(a, p) }) }
		if got := close(town.Compound.ID); got != "place.not_empty" {
			t.Errorf("closed a compound with buildings: %q", got)
		}
		if got := close(town.Second.ID); got != "" {
			t.Errorf("closing an empty grid: %q", got)
		}
		if got := close(town.Second.ID); got != "place.closed_already" {
			t.Errorf("closed twice: %q", got)
		}
		got := refusal(s, func(a *act.Act) error {
			_, err := place.Add(a, place.New{Kind: place.Compound, Name: "新小区", Parent: town.Second.ID})
			return err
		})
		if got != "place.closed" {
			t.Errorf("added below a closed grid: %q", got)
		}
		placetest.Add(t, s, place.Grid, "第二网格", town.Community.ID)
		if got := refusal(s, func(a *act.Act) error { return place.Reopen(a, town.Second.ID) }); got != "place.taken" {
			t.Errorf("reopened beside a namesake: %q", got)
		}
	})
}

func TestSearch(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		placetest.Add(t, s, place.Compound, "100%_大院", town.Other.ID)
		for text, want := range map[string]string{
			"阳光":            "阳光小区",
			"光小":            "阳光小区",
			"阳光小区3幢":        "",
			"阳光2幢":          "阳光小区 2幢",
			"阳光小区 1幢 2单元":   "阳光小区 1幢 2单元",
			"阳光小区２幢1单元202室": "阳光小区 2幢 1单元 202",
			"%":             "100%_大院",
			"_":             "100%_大院",
			"100%":          "100%_大院",
			"":              "",
			"社区":            "深田社区,海滨社区",
			"501":           "",
		} {
			placetest.See(t, s, func(v *act.View) error {
				found, err := place.Search(v, town.District.ID, text)
				var ids []place.ID
				for _, p := range found {
					ids = append(ids, p.ID)
				}
				labels, err2 := place.Labels(v, ids...)
				var got []string
				for _, i := range ids {
					got = append(got, labels[i])
				}
				if strings.Join(got, ",") != want {
					t.Errorf("%q found %q, want %q", text, got, want)
				}
				if err == nil {
					err = err2
				}
				return err
			})
		}
	})
}

func TestRealmsStandApart(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		var made place.Realm
		placetest.Do(t, s, func(a *act.Act) (err error) {
			made, err = place.CreateRealm(a, place.Realm{Kind: place.DistrictRealm, Name: "城厢区", Host: "Chengxiang.example.org"})
			return err
		})
		if got := refusal(s, func(a *act.Act) error {
			_, err := place.CreateRealm(a, place.Realm{Kind: "planet", Name: "某", Host: "chengxiang.example.org"})
			return err
		}); got != "realm.kind" {
			t.Errorf("bad realm: %q", got)
		}
		other := access.Actor{Realm: made.ID, System: "test"}
		err := s.See(context.Background(), other, func(v *act.View) error {
			if _, err := place.Get(v, town.Community.ID); errs.KindOf(err) != errs.NotFound {
				t.Errorf("a place of another realm: %v", err)
			}
			roots, err := place.Roots(v)
			if len(roots) != 0 {
				t.Errorf("%d roots of another realm", len(roots))
			}
			all, err2 := place.Realms(v.Tx)
			if len(all) != 1 || all[0].Host != "chengxiang.example.org" {
				t.Errorf("realms %+v", all)
			}
			if err == nil {
				err = err2
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}
