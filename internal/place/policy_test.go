package place_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// set sets a policy as the system and gives the code of the refusal.
func set(s *act.Stage, p place.Place, n place.NewSetting) (made place.SettingID, refused string) {
	refused = refusal(s, func(a *act.Act) (err error) {
		made, err = place.SetPolicy(a, p.ID, n)
		return err
	})
	return made, refused
}

func policyAt(t *testing.T, s *act.Stage, key string, path access.Path, at time.Time) (value place.Value) {
	t.Helper()
	placetest.See(t, s, func(v *act.View) (err error) {
		value, err = place.Policy(v, key, path, at)
		return err
	})
	return value
}

func TestNearestPolicyHolds(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		const key = "matter.limit.ordinary"
		later := placetest.Now.AddDate(0, 1, 0)
		for _, n := range []struct {
			p    place.Place
			text string
			from time.Time
			to   time.Time
		}{
			{town.District, "5个工作日", time.Time{}, time.Time{}},
			{town.Community, "3wd", time.Time{}, later},
			{town.Community, "4wd", later, time.Time{}},
		} {
			if _, refused := set(s, n.p, place.NewSetting{Key: key, Text: n.text, From: n.from, To: n.to, Citation: "区政府〔2026〕3号"}); refused != "" {
				t.Fatal(refused)
			}
		}
		for _, c := range []struct {
			path access.Path
			at   time.Time
			want string
			by   place.ID
		}{
			{"", placetest.Now, "7d", 0},
			{town.District.Path, placetest.Now, "5wd", town.District.ID},
			{town.Other.Path, placetest.Now, "5wd", town.District.ID},
			{town.Homes[0].Path, placetest.Now, "3wd", town.Community.ID},
			{town.Homes[0].Path, later, "4wd", town.Community.ID},
			{town.Homes[0].Path, placetest.Now.AddDate(0, 0, -1), "7d", 0},
		} {
			if got := policyAt(t, s, key, c.path, c.at); got.Text != c.want || got.Place != c.by || got.Citation == "" {
				t.Errorf("%s on %s: %+v, want %s", c.path, c.at.Format(time.DateOnly), got, c.want)
			}
		}
	})
}

func TestLawIsTightenedNeverLoosened(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		try := func(p place.Place, key, text string) string {
			_, refused := set(s, p, place.NewSetting{Key: key, Text: text, Citation: "议事规则"})
			return refused
		}
		for _, c := range []struct{ key, text, want string }{
			{"vote.notice_days", "10", "policy.law"},
			{"vote.notice_days", "20", ""},
			{"vote.quorum", ">=1/2", "policy.law"},
			{"vote.quorum", ">2/3", ""},
			{"vote.quorum", "2/3", "policy.value"},
			{"vote.ordinary", ">=1/2", "policy.law"},
			{"matter.return.max_after_ruling", "1", "policy.law"},
			{"matter.extension.needs_reason", "no", "policy.law"},
			{"fund.publish_every", "quarter", ""},
			{"fund.publish_every", "year", ""}, // the law asks for no more than a year
			{"fund.publish_every", "never", "policy.value"},
			{"rc.meeting_every", "year", "policy.law"},
			{"mediation.confirm_days", "20", "policy.law"},
			{"mediation.confirm_days", "30", ""},
			{"grid.max_people", "99", "policy.value"},
			{"vote.silence_counts", "maybe", "policy.value"},
			{"meal.cutoff", "25:00", "policy.value"},
			{"meal.cutoff", "16:30", ""},
			{"meal.subsidy_table", "{}", "policy.value"},
			{"meal.subsidy_table", `[{"from":65,"fen":300}]`, ""},
			{"no.such.key", "1", "policy.key"},
		} {
			if got := try(town.District, c.key, c.text); got != c.want {
				t.Errorf("%s = %s: %q, want %q", c.key, c.text, got, c.want)
			}
		}
		// Below a place that tightened, its value is the floor.
		if got := try(town.Community, "vote.notice_days", "18"); got != "policy.law" {
			t.Errorf("a community loosened its district: %q", got)
		}
		// A value set below before the place above tightened gives way to it.
		if got := try(town.Community, "rc.list_days", "25"); got != "" {
			t.Fatal(got)
		}
		if got := try(town.District, "rc.list_days", "30"); got != "" {
			t.Fatal(got)
		}
		if got := policyAt(t, s, "rc.list_days", town.Grid.Path, placetest.Now); got.Int() != 30 || got.Place != town.District.ID {
			t.Errorf("the strictest does not hold: %+v", got)
		}
		if _, got := set(s, town.District, place.NewSetting{Key: "grid.max_people", Text: "900"}); got != "policy.citation" {
			t.Errorf("set without a source: %q", got)
		}
	})
}

// A place may go back on what it tightened itself, as far as the law and the
// places above allow, without ending the older row first.
func TestPlaceMayLoosenWhatItTightened(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		for _, n := range []struct {
			p    place.Place
			text string
			from time.Time
		}{
			{town.District, "16", placetest.Now},
			{town.Community, "30", placetest.Now},
			{town.Community, "20", placetest.Now.AddDate(0, 1, 0)},
		} {
			if _, refused := set(s, n.p, place.NewSetting{Key: "vote.notice_days", Text: n.text, From: n.from, Citation: "议事规则"}); refused != "" {
				t.Fatal(refused)
			}
		}
		if _, refused := set(s, town.District, place.NewSetting{Key: "vote.notice_days", Text: "25", From: placetest.Now.AddDate(0, 2, 0), Citation: "区里的规定"}); refused != "" {
			t.Fatal(refused)
		}
		for months, want := range map[int]int{0: 30, 1: 20, 2: 30} {
			if got := policyAt(t, s, "vote.notice_days", town.Grid.Path, placetest.Now.AddDate(0, months, 0)); got.Int() != want {
				t.Errorf("after %d months: %+v, want %d", months, got, want)
			}
		}
	})
}

func TestEndedPolicyGivesWay(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		made, _ := set(s, town.District, place.NewSetting{Key: "grid.max_households", Text: "400", Citation: "区网格办通知"})
		if got := refusal(s, func(a *act.Act) error { return place.EndPolicy(a, made, time.Time{}) }); got != "" {
			t.Fatal(got)
		}
		if got := policyAt(t, s, "grid.max_households", town.Grid.Path, placetest.Now); got.Int() != 500 {
			t.Errorf("an ended policy holds: %+v", got)
		}
		// One that has not begun never begins.
		later := placetest.Now.AddDate(0, 1, 0)
		ahead, _ := set(s, town.Community, place.NewSetting{Key: "grid.max_households", Text: "450", From: later, Citation: "区网格办通知"})
		if got := refusal(s, func(a *act.Act) error { return place.EndPolicy(a, ahead, time.Time{}) }); got != "" {
			t.Fatal(got)
		}
		placetest.See(t, s, func(v *act.View) error {
			rows, err := place.Settings(v, town.Community.ID)
			if len(rows) != 1 || !rows[0].To.Equal(later) {
				t.Errorf("ended before its beginning: %+v", rows)
			}
			return err
		})
		placetest.See(t, s, func(v *act.View) error {
			rows, err := place.Settings(v, town.District.ID)
			if len(rows) != 1 || rows[0].To.IsZero() {
				t.Errorf("history %+v", rows)
			}
			return err
		})
	})
}

func TestVocabularyNearestWins(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		s := placetest.Stage(d, nil)
		town := placetest.Plant(t, s)
		say := func(p place.Place, key, zh string) string {
			return refusal(s, func(a *act.Act) error { return place.SetWord(a, p.ID, key, zh, "") })
		}
		for _, refused := range []string{say(town.District, "grid", "单元格"), say(town.Community, "grid", "微网格"), say(town.Community, "step_none", "")} {
			if refused != "" && refused != "word.key" {
				t.Fatal(refused)
			}
		}
		word := func(path access.Path) (w place.Word) {
			placetest.See(t, s, func(v *act.View) error {
				all, err := place.Vocabulary(v, path)
				w = all["grid"]
				return err
			})
			return w
		}
		if got := word(town.Homes[0].Path); got.Zh != "微网格" || got.Group != "level" {
			t.Errorf("at home: %+v", got)
		}
		if got := word(town.Other.Path); got.Zh != "单元格" {
			t.Errorf("next door: %+v", got)
		}
		if got := word(""); got.Zh != "网格" || got.En != "grid" {
			t.Errorf("nowhere: %+v", got)
		}
		if refused := say(town.Community, "grid", ""); refused != "" {
			t.Fatal(refused)
		}
		if got := word(town.Homes[0].Path); got.Zh != "单元格" {
			t.Errorf("taken back: %+v", got)
		}
	})
}

func TestRatioIsReached(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		ratio       string
		part, whole int64
		want        bool
	}{
		{">=2/3", 66, 100, false}, {">=2/3", 67, 100, true}, {">=2/3", 2, 3, true}, {">=2/3", 0, 0, false},
		{">1/2", 34, 68, false}, {">1/2", 35, 68, true}, {">=3/4", 50, 67, false}, {">=3/4", 51, 68, true},
	} {
		if got := (place.Value{Text: c.ratio}).Reached(c.part, c.whole); got != c.want {
			t.Errorf("%d of %d %s: %v", c.part, c.whole, c.ratio, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.Int64Range(0, 1000).Draw(t, "part")
		whole := rapid.Int64Range(1, 1000).Draw(t, "whole")
		if (place.Value{Text: ">=2/3"}).Reached(part, whole) != (3*part >= 2*whole) {
			t.Fatalf("%d of %d", part, whole)
		}
	})
}

func TestEveryWordStandsOnce(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, w := range place.DefaultWords() {
		if seen[w.Key] || w.Zh == "" || w.En == "" || w.Group == "" {
			t.Errorf("%+v", w)
		}
		seen[w.Key] = true
	}
}
