package matter_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

func TestPublicListTellsNobodysHome(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := w.Raise(t, w.Resident, matter.New{Words: "我是501的陈阿婆，电话13800001234"})
		w.Raise(t, w.Resident, matter.New{Category: w.Category["care"]})
		w.Raise(t, w.Resident, matter.New{Secret: true})
		w.Raise(t, w.Resident, matter.New{Kind: matter.KindTip})
		announce := func(s string) error {
			return w.Try(w.Worker, func(a *act.Act) error { return matter.Announce(a, ref(m), s) })
		}
		for _, s := range []string{"请联系13800001234", "501室的灯", "陈家 3502 号房"} {
			wantCode(t, announce(s), "announce.personal")
		}
		if err := announce("1幢楼道灯，本周五前换好"); err != nil {
			t.Fatal(err)
		}
		for _, scope := range []matter.Scope{{}, matter.ScopeOf(w.Town.Community), matter.ScopeOf(w.Town.Compound), matter.ScopeOf(w.Town.Subdistrict)} {
			w.View(t, w.Stranger, func(v *act.View) error {
				cards, _, err := matter.PublicList(v, scope, matter.Promised, matter.Page{})
				if len(cards) != 1 || cards[0].ID != m || cards[0].Place != w.Town.Buildings[0].ID || cards[0].Summary == "" {
					t.Errorf("%+v: %+v", scope, cards)
				}
				return err
			})
		}
	})
}

func TestNearby(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		old := w.Raise(t, w.Resident, matter.New{Words: "楼道灯不亮，晚上老人下楼看不见台阶"})
		w.Pass(31 * 24 * time.Hour)
		first := w.Raise(t, w.Resident, matter.New{Words: "楼道灯不亮，晚上老人下楼看不见台阶"})
		w.Raise(t, w.Resident, matter.New{Words: "电梯坏了三次，老人上不去"})
		hidden := w.Raise(t, w.Resident, matter.New{Words: "楼道灯不亮了，晚上老人下楼看不见台阶。", Category: w.Category["neighbours"]})
		look := func(v *act.View) []matter.Near {
			near, err := matter.Nearby(v, w.Town.Homes[5], "楼道的灯不亮，晚上老人下楼看不见台阶")
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range near {
				if n.ID == old || n.Alike < 0.6 {
					t.Errorf("%+v", n)
				}
			}
			return near
		}
		w.View(t, w.Neighbour, func(v *act.View) error {
			if near := look(v); len(near) != 1 || near[0].ID != first || near[0].Words != "" {
				t.Errorf("a neighbour is shown %+v", near)
			}
			return nil
		})
		w.View(t, w.Worker, func(v *act.View) error {
			near := look(v)
			if len(near) != 2 || !slices.ContainsFunc(near, func(n matter.Near) bool { return n.ID == hidden && n.Words != "" }) {
				t.Errorf("staff is shown %+v", near)
			}
			return nil
		})
	})
}

func TestSearch(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := w.Raise(t, w.Resident, matter.New{Words: "地下车库漏水，CO2报警器一直响"})
		w.Raise(t, w.Resident, matter.New{Words: "楼道灯不亮"})
		foreign := w.Raise(t, w.Stranger, matter.New{Words: "车库漏水", Place: w.Town.Other.ID})
		w.Pass(2 * time.Minute)
		w.Tick(t)
		find := func(v *act.View, text string) (out []matter.ID) {
			list, _, err := matter.List(v, matter.Filter{Text: text, State: matter.All}, matter.Page{})
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range list {
				out = append(out, l.ID)
			}
			return out
		}
		w.View(t, w.Worker, func(v *act.View) error {
			for text, want := range map[string]bool{
				"漏水": true, "车库漏水": true, "漏": true, "co2": true, "ＣＯ２": true, "2026-00001": true, "报警 车库": true,
				"漏气": false, "。，": false, `漏水" OR "灯`: false, "2026-00099": false, "'": false,
			} {
				if got := find(v, text); slices.Contains(got, m) != want || slices.Contains(got, foreign) {
					t.Errorf("%q found %v", text, got)
				}
			}
			return nil
		})
	})
}

func TestLists(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		var all []matter.ID
		for i := range 7 {
			home := w.Town.Homes[i]
			all = append(all, w.Raise(t, w.Resident, matter.New{Place: home.ID, Words: "第" + strings.Repeat("一", i+1) + "件"}))
			w.Pass(time.Minute)
		}
		foreign := w.Raise(t, w.Stranger, matter.New{Place: w.Town.Other.ID})
		w.Act(t, w.Resident, func(a *act.Act) error { return matter.Withdraw(a, ref(all[6]), matter.Plea{}) })
		scopes := map[string]matter.Scope{
			"all": {}, "seat": matter.ScopeOfSeat(w.Worker.Seats[0]), "community": matter.ScopeOf(w.Town.Community),
			"compound": matter.ScopeOf(w.Town.Compound), "grid": matter.ScopeOf(w.Town.Grid), "subdistrict": matter.ScopeOf(w.Town.Subdistrict),
		}
		w.View(t, w.Worker, func(v *act.View) error {
			for name, scope := range scopes {
				for _, sort := range []matter.Sort{matter.Newest, matter.Oldest, matter.ByDue} {
					for _, state := range []matter.State{matter.Open, matter.All} {
						want := 6
						if state == matter.All {
							want = 7
						}
						var got []matter.ID
						p := matter.Page{Sort: sort, Size: 2}
						for range 10 {
							lines, next, err := matter.List(v, matter.Filter{Scope: scope, State: state}, p)
							if err != nil {
								return err
							}
							for _, l := range lines {
								got = append(got, l.ID)
							}
							if p.Cursor = next; next == "" {
								break
							}
						}
						if len(got) != want || slices.Contains(got, foreign) || len(slices.Compact(slices.Sorted(slices.Values(got)))) != want {
							t.Errorf("%s %q %q: %v", name, sort, state, got)
						}
						if sort == matter.Newest && !slices.IsSortedFunc(got, func(a, b matter.ID) int { return int(b - a) }) {
							t.Errorf("%s: not the newest first: %v", name, got)
						}
					}
				}
			}
			waiting, err := matter.Waiting(v, scopes["seat"])
			if waiting[matter.StageRegistered] != 6 {
				t.Errorf("%v", waiting)
			}
			return err
		})
		w.View(t, w.Resident, func(v *act.View) error {
			mine, next, err := matter.Mine(v, matter.Page{Size: 5})
			if len(mine) != 5 || next == "" || mine[0].ID != all[6] {
				t.Errorf("mine: %v %q", mine, next)
			}
			return err
		})
		w.View(t, w.Foreign, func(v *act.View) error {
			lines, _, err := matter.List(v, matter.Filter{Scope: scopes["community"], State: matter.All}, matter.Page{})
			if len(lines) != 0 {
				t.Errorf("a grid worker of another community sees %v", lines)
			}
			return err
		})
	})
}

// A page reads a matter in four queries.
func TestGetIsFourQueries(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := reviewed(t, w)
		w.View(t, w.Worker, func(v *act.View) error {
			before := v.Tx.Statements()
			_, err := matter.Get(v, m)
			if n := v.Tx.Statements() - before; n > 4 {
				t.Errorf("%d queries", n)
			}
			return err
		})
		w.View(t, w.Worker, func(v *act.View) error {
			before := v.Tx.Statements()
			_, _, err := matter.List(v, matter.Filter{Scope: matter.ScopeOfSeat(w.Worker.Seats[0])}, matter.Page{})
			if n := v.Tx.Statements() - before; n > 1 {
				t.Errorf("a list takes %d queries", n)
			}
			return err
		})
	})
}

// What B1 measures stays as few statements as it is: the key, the ground, the
// terms, the number, the matter, its step, the counters, the key again.
func TestRaiseIsFewStatements(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		count := func(most int) {
			t.Helper()
			n := matter.New{
				Key: strings.Repeat("k", most), Place: w.Town.Homes[0].ID, Channel: matter.ChannelPage, Words: "灯坏了",
				Category: w.Category["repair"],
			}
			w.Act(t, w.Resident, func(a *act.Act) error {
				before := a.Tx.Statements()
				_, err := matter.Raise(a, n)
				if got := a.Tx.Statements() - before; got > most {
					t.Errorf("%d statements, at most %d", got, most)
				}
				return err
			})
		}
		w.Raise(t, w.Resident, matter.New{}) // reads the configuration
		count(8)
		w.Act(t, w.Secretary, func(a *act.Act) error {
			_, err := matter.AddRoute(a, matter.Route{Place: w.Town.Community.ID, SeatKind: org.GridWorker})
			return err
		})
		w.Raise(t, w.Resident, matter.New{})
		count(12)
	})
}

// A list shows what a page opens, and a page opens what a list shows: to each,
// but for who helps, who speaks for somebody and who filed for somebody, whose
// ways there are other lists.
func TestListsShowWhatPagesOpen(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		places := []place.ID{w.Town.Homes[0].ID, w.Town.Compound.ID, w.Town.Second.ID, w.Town.Other.ID, w.Town.OtherGrid.ID, w.Town.Subdistrict.ID}
		kinds := matter.Kinds()
		var all []matter.ID
		for i, at := range places {
			for j, by := range []access.Actor{w.Resident, w.Stranger, w.Property} {
				n := matter.New{Place: at, Kind: kinds[(i+j)%len(kinds)], Secret: j == 1}
				if i%2 == 0 {
					n.Against = w.PropertyCompany
				}
				all = append(all, w.Raise(t, by, n))
			}
		}
		all = append(all, accepted(t, w), reviewed(t, w))
		everyone := []access.Actor{w.Resident, w.Neighbour, w.Stranger, w.GridWorker, w.GridLead, w.Worker, w.Secretary, w.Office,
			w.OfficeLead, w.Property, w.Foreign, w.ForeignWorker, {Realm: mattertest.Realm}}
		for _, by := range everyone {
			w.View(t, by, func(v *act.View) error {
				list, _, err := matter.List(v, matter.Filter{State: matter.All}, matter.Page{Size: 100})
				shown := map[matter.ID]bool{}
				for _, l := range list {
					shown[l.ID] = true
				}
				for _, m := range all {
					_, err := matter.Get(v, m)
					if opens := err == nil; opens != shown[m] {
						t.Errorf("%+v: list %v, page %v", by, shown[m], opens)
					}
				}
				return err
			})
		}
	})
}
