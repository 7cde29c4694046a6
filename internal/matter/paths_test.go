package matter_test

import (
	"slices"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
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
			speakers, err3 := matter.Speakers(v, w.Matter(t, main))
			if !slices.Contains(speakers, people.ID(w.Neighbour.Person)) {
				t.Errorf("speakers %v", speakers)
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
		wantCode(t, w.Try(w.Stranger, func(a *act.Act) error { return matter.Follow(a, open) }), "not_found")
		w.View(t, w.Foreign, func(v *act.View) error {
			_, _, _, err := matter.CardOf(v, open)
			wantCode(t, err, "not_found") // another community's grid worker
			near, err := matter.Nearby(v, w.Town.Homes[0], w.Matter(t, open).Words)
			if len(near) > 0 {
				t.Errorf("a stranger is shown %v", near)
			}
			return err
		})
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
