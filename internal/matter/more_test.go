package matter_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

func TestDivertedOnlyWithCodeAndNotice(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := w.Raise(t, w.Resident, matter.New{})
		divert := func(code matter.Diversion, notice string) error {
			return w.Try(w.Worker, func(a *act.Act) error { return matter.Divert(a, ref(m), code, notice) })
		}
		wantCode(t, divert(0, "请找法院"), "matter.diversion")
		wantCode(t, divert(7, "请找法院"), "matter.diversion")
		wantCode(t, divert(matter.DivertLegal, " "), "words.empty")
		if err := divert(matter.DivertLegal, "请到法律援助中心"); err != nil {
			t.Fatal(err)
		}
		got := wantStage(t, w, m, matter.StageDiverted)
		if got.Open() || got.Outcome != matter.OutcomeOutside {
			t.Errorf("%+v", got.Ending)
		}
		w.Act(t, w.Resident, func(a *act.Act) error { return matter.Reopen(a, ref(m), matter.Plea{Reason: "法援说归社区"}) })
		wantStage(t, w, m, matter.StageRegistered)
	})
}

func TestAnsweredAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := w.Raise(t, w.Resident, matter.New{Kind: matter.KindInquiry, Category: w.Category["policy"]})
		w.Act(t, w.Worker, func(a *act.Act) error { return matter.Answer(a, ref(m), "带身份证到二楼窗口") })
		w.Act(t, w.Resident, func(a *act.Act) error {
			return matter.Judge(a, ref(m), matter.Opinion{Satisfaction: matter.Basically, Solved: true})
		})
		wantStage(t, w, m, matter.StageClosed)
	})
}

func TestMergedFollowersHear(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		main := w.Raise(t, w.Resident, matter.New{})
		same := w.Raise(t, w.Neighbour, matter.New{})
		merge := func(from, into matter.ID) error {
			return w.Try(w.Worker, func(a *act.Act) error { return matter.Merge(a, ref(from), into, "同一盏灯") })
		}
		wantCode(t, merge(main, main), "merge.self")
		foreign := w.Raise(t, w.Stranger, matter.New{Place: w.Town.Other.ID})
		wantCode(t, merge(same, foreign), "not_found")
		if err := merge(same, main); err != nil {
			t.Fatal(err)
		}
		if got := wantStage(t, w, same, matter.StageMerged); got.MergedInto != main {
			t.Errorf("%+v", got)
		}
		w.View(t, w.Neighbour, func(v *act.View) error {
			card, traces, following, err := matter.CardOf(v, main)
			if !following || card.Followers != 1 || len(traces) == 0 || card.Place != w.Town.Buildings[0].ID {
				t.Errorf("%+v %v %v", card, traces, following)
			}
			followed, err2 := matter.Followed(v)
			if len(followed) != 1 || followed[0].ID != main {
				t.Errorf("followed: %v", followed)
			}
			audience, err3 := matter.AudienceOf(v, main)
			if !slices.Equal(audience.Followers, []people.ID{people.ID(w.Neighbour.Person)}) {
				t.Errorf("audience %+v", audience)
			}
			for _, e := range []error{err2, err3} {
				if err == nil {
					err = e
				}
			}
			return err
		})
		wantCode(t, merge(main, same), "matter.stage")
	})
}

func TestFollowWhatStandsInThePublicList(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		open := w.Raise(t, w.Resident, matter.New{})
		private := w.Raise(t, w.Resident, matter.New{Category: w.Category["neighbours"]})
		follow := func(m matter.ID) error {
			return w.Try(w.Neighbour, func(a *act.Act) error { return matter.Follow(a, m) })
		}
		wantCode(t, follow(private), "not_found")
		for range 2 {
			if err := follow(open); err != nil {
				t.Fatal(err)
			}
		}
		if got := w.Matter(t, open); got.Followers != 1 {
			t.Errorf("%d followers", got.Followers)
		}
		w.View(t, w.Neighbour, func(v *act.View) error {
			_, err := matter.Get(v, open)
			wantCode(t, err, "not_found") // following opens the card, not the matter
			_, _, _, err = matter.CardOf(v, private)
			wantCode(t, err, "not_found")
			return nil
		})
		w.Act(t, w.Neighbour, func(a *act.Act) error { return matter.Unfollow(a, open) })
		if got := w.Matter(t, open); got.Followers != 0 {
			t.Errorf("%d followers", got.Followers)
		}
	})
}

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

func TestCorrect(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := dispatched(t, w)
		correct := func(c matter.Correction) error {
			return w.Try(w.Worker, func(a *act.Act) error { return matter.Correct(a, ref(m), c) })
		}
		wantCode(t, correct(matter.Correction{}), "matter.unchanged")
		wantCode(t, correct(matter.Correction{Place: w.Town.Other.ID}), "matter.place_foreign")
		before := w.Matter(t, m)
		if err := correct(matter.Correction{Category: w.Category["utility"], Place: w.Town.Homes[9].ID, Note: "是2幢"}); err != nil {
			t.Fatal(err)
		}
		got := w.Matter(t, m)
		if got.Place != w.Town.Homes[9].ID || !got.DueAt.Equal(before.StartedAt.Add(24*time.Hour)) || got.Number != before.Number {
			t.Errorf("%+v", got)
		}
		w.Act(t, w.Office, func(a *act.Act) error {
			return matter.Correct(a, ref(m), matter.Correction{Place: w.Town.Other.ID})
		})
		if got := w.Matter(t, m); got.Unit != w.Town.Other.ID || got.Number.String() != "2026-00001" {
			t.Errorf("%+v", got)
		}
		wantCounted(t, w)
	})
}

func wantCounted(t *testing.T, w *mattertest.World) {
	t.Helper()
	w.View(t, mattertest.System, func(v *act.View) error {
		wrong, err := matter.Miscounts(v)
		for _, line := range wrong {
			t.Error(line)
		}
		return err
	})
}

func TestComplaintFoundOutLater(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := w.Raise(t, w.Resident, matter.New{Kind: matter.KindComplaint, Category: w.Category["property"]})
		w.Act(t, w.Worker, func(a *act.Act) error {
			return matter.Dispatch(a, ref(m), matter.Handover{Seat: mattertest.SeatOf(w.Property)})
		})
		against := matter.Correction{Against: w.PropertyCompany}
		err := w.Try(w.Worker, func(a *act.Act) error { return matter.Correct(a, ref(m), against) })
		wantCode(t, err, "matter.against") // it must not be left with the one complained of
		w.Act(t, w.Worker, func(a *act.Act) error {
			return matter.Dispatch(a, ref(m), matter.Handover{Seat: mattertest.SeatOf(w.GridWorker)})
		})
		w.Act(t, w.Worker, func(a *act.Act) error { return matter.Correct(a, ref(m), against) })
		w.View(t, w.Property, func(v *act.View) error {
			_, err := matter.Get(v, m)
			wantCode(t, err, "not_found")
			return nil
		})
	})
}

func TestWithdraw(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := accepted(t, w)
		withdraw := func(by string) error {
			actor := map[string]func() error{
				"resident": func() error {
					return w.Try(w.Resident, func(a *act.Act) error { return matter.Withdraw(a, ref(m), matter.Plea{}) })
				},
				"worker": func() error {
					return w.Try(w.Worker, func(a *act.Act) error { return matter.Withdraw(a, ref(m), matter.Plea{Reason: "不用了"}) })
				},
			}
			return actor[by]()
		}
		wantCode(t, withdraw("worker"), "words.empty") // how the resident said so
		if err := withdraw("resident"); err != nil {
			t.Fatal(err)
		}
		wantStage(t, w, m, matter.StageWithdrawn)
		if m = reported(t, w); withdraw("resident") == nil {
			t.Error("withdrawn after the report")
		}
	})
}

func TestTheCatalogueDispatches(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		route := func(r matter.Route) (id matter.RouteID) {
			w.Act(t, w.Secretary, func(a *act.Act) (err error) {
				id, err = matter.AddRoute(a, r)
				return err
			})
			return id
		}
		holder := func(n matter.New) org.SeatID { return w.Matter(t, w.Raise(t, w.Resident, n)).Seat }
		if got := holder(matter.New{}); !got.IsZero() {
			t.Errorf("handed to %s without a catalogue", got)
		}
		route(matter.Route{Place: w.Town.Community.ID, SeatKind: org.GridWorker})
		lifts := route(matter.Route{Place: w.Town.Community.ID, Category: w.Category["lift"], Org: w.PropertyCompany})
		route(matter.Route{Place: w.Town.Compound.ID, Category: w.Category["clean"], Seat: mattertest.SeatOf(w.Property)})
		route(matter.Route{Place: w.Town.Compound.ID, Category: w.Category["money"], SeatKind: org.CommunityWorker})

		tests := []struct {
			name string
			n    matter.New
			want org.SeatID
		}{
			{"by kind of seat", matter.New{}, mattertest.SeatOf(w.GridWorker)},
			{"the first row wins", matter.New{Category: w.Category["lift"]}, mattertest.SeatOf(w.GridWorker)},
			{"the nearest place wins", matter.New{Category: w.Category["clean"]}, mattertest.SeatOf(w.Property)},
			{"never to whom it is about", matter.New{Category: w.Category["clean"], Against: w.PropertyCompany}, mattertest.SeatOf(w.GridWorker)},
			{"never to a community outside its duties", matter.New{Category: w.Category["money"]}, mattertest.SeatOf(w.GridWorker)},
			{"nobody stands there", matter.New{Place: w.Town.Second.ID}, 0},
		}
		for _, tt := range tests {
			if got := holder(tt.n); got != tt.want {
				t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
			}
		}
		w.Act(t, w.Secretary, func(a *act.Act) error { return matter.CloseRoute(a, lifts) })
		w.View(t, w.Secretary, func(v *act.View) error {
			routes, err := matter.Routes(v, w.Town.Compound.ID)
			if len(routes) != 3 || routes[0].Place != w.Town.Compound.ID {
				t.Errorf("%+v", routes)
			}
			unrouted, _, err2 := matter.List(v, matter.Filter{Unrouted: true}, matter.Page{})
			if len(unrouted) != 2 {
				t.Errorf("nobody is configured for %v", unrouted)
			}
			if err == nil {
				err = err2
			}
			return err
		})
		bad := func(r matter.Route) error {
			return w.Try(w.Secretary, func(a *act.Act) error {
				_, err := matter.AddRoute(a, r)
				return err
			})
		}
		wantCode(t, bad(matter.Route{Place: w.Town.Community.ID}), "route.one")
		wantCode(t, bad(matter.Route{Place: w.Town.Community.ID, SeatKind: org.AuditAdmin}), "route.kind")
		wantCode(t, bad(matter.Route{Place: w.Town.Other.ID, SeatKind: org.GridWorker}), "not_found")
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

func TestExcludedStaysCountable(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := reviewed(t, w)
		w.Act(t, w.Resident, func(a *act.Act) error {
			return matter.Judge(a, ref(m), matter.Opinion{Satisfaction: matter.Dissatisfied, Words: "台风天断电"})
		})
		exclude := func() error {
			return w.Try(w.OfficeLead, func(a *act.Act) error { return matter.Exclude(a, ref(m), "不可抗力") })
		}
		if err := exclude(); err != nil {
			t.Fatal(err)
		}
		wantCode(t, exclude(), "exclude.twice")
		wantCounted(t, w)
		w.View(t, mattertest.System, func(v *act.View) error {
			b, err := matter.BoardOf(v, matter.ScopeOf(w.Town.Community), span(t, "2026-06-01", "2026-06-30"))
			if b.Rates.Counted.Valid != 0 || b.Rates.Excluded.Valid != 1 || b.Rates.Raw().Counted.Valid != 1 {
				t.Errorf("%+v", b.Rates)
			}
			if got := b.Rates.Satisfaction(); got != "无数据" {
				t.Errorf("of nobody: %s", got)
			}
			return err
		})
	})
}

// The rates open to the records behind them, to whoever may see those.
func TestJudgementsBehindTheRates(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		var judged []matter.ID
		for range 3 {
			m := reviewed(t, w)
			w.Pass(time.Hour)
			w.Act(t, w.Resident, func(a *act.Act) error {
				return matter.Judge(a, ref(m), matter.Opinion{Satisfaction: matter.Satisfied, Solved: true})
			})
			judged = append([]matter.ID{m}, judged...)
		}
		for _, scope := range []matter.Scope{matter.ScopeOf(w.Town.Community), matter.ScopeOf(w.Town.Compound), {}} {
			w.View(t, w.Worker, func(v *act.View) error {
				var got []matter.ID
				p := matter.Page{Size: 2}
				for {
					page, next, err := matter.Judgements(v, scope, span(t, "2026-06-01", "2026-06-30"), p)
					if err != nil {
						return err
					}
					for _, j := range page {
						got = append(got, j.Matter)
					}
					if p.Cursor = next; next == "" {
						break
					}
				}
				if !slices.Equal(got, judged) {
					t.Errorf("%v: %v, want %v", scope, got, judged)
				}
				return nil
			})
		}
		w.View(t, w.ForeignWorker, func(v *act.View) error {
			page, _, err := matter.Judgements(v, matter.ScopeOf(w.Town.Community), span(t, "2026-06-01", "2026-06-30"), matter.Page{})
			if len(page) != 0 {
				t.Errorf("a foreign worker reads %v", page)
			}
			return err
		})
		w.View(t, w.Worker, func(v *act.View) error {
			june := matter.Filter{State: matter.Ended, Closed: [2]calendar.Day{day(t, "2026-06-01"), day(t, "2026-06-30")}, Reach: place.Grid}
			closed, _, err := matter.List(v, june, matter.Page{})
			june.Late = true
			late, _, err2 := matter.List(v, june, matter.Page{})
			if len(closed) != 3 || len(late) != 0 {
				t.Errorf("closed in June at the grid: %v; late: %v", closed, late)
			}
			return cmp.Or(err, err2)
		})
	})
}

func span(t *testing.T, from, to string) matter.Span {
	t.Helper()
	return matter.Span{From: day(t, from), To: day(t, to)}
}

// The same figures, whether they come from days, from months or from the matters.
func TestBoardsAgree(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		for range 3 {
			m := reviewed(t, w)
			w.Act(t, w.Resident, func(a *act.Act) error {
				return matter.Judge(a, ref(m), matter.Opinion{Satisfaction: matter.Satisfied, Solved: true})
			})
		}
		high := accepted(t, w)
		w.Act(t, w.GridWorker, func(a *act.Act) error {
			return matter.Escalate(a, ref(high), matter.Escalation{Seat: mattertest.SeatOf(w.Office), Reason: "急", Emergency: true})
		})
		w.Act(t, w.Office, func(a *act.Act) error { return matter.Accept(a, ref(high)) })
		w.Pass(36 * time.Hour)
		w.Act(t, w.Office, func(a *act.Act) error {
			return matter.Report(a, ref(high), matter.Result{Outcome: matter.OutcomeCannot, Words: "现在修不了"})
		})
		w.Act(t, w.OfficeLead, func(a *act.Act) error { return matter.Review(a, ref(high), "") })
		w.Pass(8 * 24 * time.Hour)
		w.Tick(t)
		dispatched(t, w)
		var texts []string
		for _, p := range []place.Place{w.Town.Community, w.Town.Subdistrict, w.Town.District, w.Town.Compound} {
			for _, s := range []matter.Span{span(t, "2026-06-01", "2026-06-30"), span(t, "2026-05-19", "2026-06-18")} {
				w.View(t, mattertest.System, func(v *act.View) error {
					b, err := matter.BoardOf(v, matter.ScopeOf(p), s)
					if err != nil {
						return err
					}
					if b.Raised != 5 || b.Closed != 4 || b.Outcomes[matter.OutcomeSolved] != 3 || b.Outcomes[matter.OutcomeCannot] != 1 {
						t.Errorf("%s %v: %+v", p.Name, s, b)
					}
					if local := b.Local(place.Community); local != (matter.Share{Part: 3, Whole: 4}) {
						t.Errorf("%s: local %v", p.Name, local)
					}
					if b.Rates.Unjudged != 1 || b.Rates.Counted.Valid != 3 {
						t.Errorf("%s: %+v", p.Name, b.Rates)
					}
					for _, phase := range b.Phases() {
						texts = append(texts, p.Name+phase.Phase.Label()+phase.Mean().String())
					}
					public, err := matter.PublicBoard(v, matter.ScopeOf(p), s)
					if public.Outcomes[matter.OutcomeSolved] != matter.Hidden || public.Rates.Counted.Valid != 0 {
						t.Errorf("small figures are shown: %+v", public)
					}
					return err
				})
			}
		}
		if len(texts) != 8*5 {
			t.Errorf("%v", texts)
		}
		w.View(t, w.Resident, func(v *act.View) error {
			_, err := matter.BoardOf(v, matter.ScopeOf(w.Town.Community), span(t, "2026-06-01", "2026-06-30"))
			if errs.KindOf(err) != errs.NotFound {
				t.Errorf("a resident sees small figures: %v", err)
			}
			return nil
		})
		w.View(t, mattertest.System, func(v *act.View) error {
			times, err := matter.Times(v, matter.ScopeOf(w.Town.Subdistrict), span(t, "2026-06-01", "2026-06-30"))
			if len(times) != 2 || times[0].Level != place.Grid || times[1].Level != place.Subdistrict || times[1].Mean() < 36*time.Hour {
				t.Errorf("%+v", times)
			}
			return err
		})
		wantCounted(t, w)
		w.Act(t, mattertest.System, matter.Recount)
		wantCounted(t, w)
	})
}

func TestMattersFollowTheirPlace(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := reviewed(t, w)
		w.Act(t, w.Resident, func(a *act.Act) error {
			return matter.Judge(a, ref(m), matter.Opinion{Satisfaction: matter.Satisfied, Solved: true})
		})
		open := dispatched(t, w)
		w.Act(t, mattertest.System, func(a *act.Act) error { return place.Move(a, w.Town.Compound.ID, w.Town.OtherGrid.ID) })
		for _, e := range w.Heard() {
			if moved, ok := e.(place.Moved); ok {
				w.Act(t, mattertest.System, func(a *act.Act) error { return matter.FollowMove(a, moved) })
			}
		}
		w.Pass(time.Minute)
		w.Tick(t)
		for _, id := range []matter.ID{m, open} {
			if got := w.Matter(t, id); got.Unit != w.Town.Other.ID || got.Community != w.Town.Other.ID || got.Grid != w.Town.OtherGrid.ID {
				t.Errorf("%+v", got.Where)
			}
		}
		wantCounted(t, w)
		w.View(t, w.ForeignWorker, func(v *act.View) error {
			list, _, err := matter.List(v, matter.Filter{Scope: matter.ScopeOf(w.Town.Other)}, matter.Page{})
			if len(list) != 1 || list[0].ID != open {
				t.Errorf("%v", list)
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
