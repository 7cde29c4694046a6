package matter_test

import (
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

func day(t *testing.T, s string) calendar.Day {
	t.Helper()
	d, err := calendar.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// DOMAIN.md 2.05, through the act: raised on a day with a limit of so many
// working days.
func TestDeadlineVectors(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		tests := []struct {
			raised string
			days   int
			due    string
		}{
			{"2024-02-08", 5, "2024-02-21"}, {"2025-01-24", 5, "2025-02-07"}, {"2025-04-30", 1, "2025-05-06"},
			{"2025-09-26", 3, "2025-09-30"}, {"2025-09-30", 5, "2025-10-14"}, {"2025-12-31", 1, "2026-01-04"},
			{"2026-02-12", 1, "2026-02-13"}, {"2026-02-13", 5, "2026-02-27"}, {"2026-04-30", 2, "2026-05-07"},
			{"2026-09-18", 1, "2026-09-20"}, {"2026-09-24", 1, "2026-09-28"}, {"2026-09-30", 3, "2026-10-10"},
			{"2026-09-30", 5, "2026-10-13"},
		}
		category := matter.Category{Code: "vectors", Name: "时限", Class: matter.ClassOrdinary}
		w.Act(t, mattertest.System, func(a *act.Act) (err error) {
			category.Limit = matter.Limit{Limit: calendar.Limit{Amount: 1, Unit: calendar.WorkingDays}}
			category.ID, err = matter.AddCategory(a, category)
			return err
		})
		for _, tt := range tests {
			w.Set(day(t, tt.raised).Start().Add(10 * time.Hour))
			category.Limit.Amount = tt.days
			w.Act(t, mattertest.System, func(a *act.Act) error { return matter.ChangeCategory(a, category) })
			m := w.Matter(t, w.Raise(t, w.Resident, matter.New{Category: category.ID}))
			if want := day(t, tt.due).Last(); !m.DueAt.Equal(want) {
				t.Errorf("%s + %d working days: due %v, want %v", tt.raised, tt.days, m.DueAt, want)
			}
		}
	})
}

func TestLimitsOfTheClasses(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		for code, want := range map[string]calendar.Limit{
			"danger": {Amount: 2, Unit: calendar.Hours}, "utility": {Amount: 24, Unit: calendar.Hours},
			"repair": {Amount: 7, Unit: calendar.Days}, "money": {Amount: 15, Unit: calendar.Days},
			"policy": {Amount: 2, Unit: calendar.WorkingDays},
		} {
			m := w.Matter(t, w.Raise(t, w.Resident, matter.New{Category: w.Category[code]}))
			due, _ := calendar.Official().Due(w.Time(), want)
			if m.Limit.Limit != want || !m.DueAt.Equal(due) || !m.BaseDueAt.Equal(due) {
				t.Errorf("%s: limit %s, due %v; want %s, %v", code, m.Limit, m.DueAt, want, due)
			}
		}
	})
}

// The clock of the seat begins with the first dispatch, runs on through a
// dispatch put right and a return, and stands still while the matter waits.
func TestTheClock(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := w.Raise(t, w.Resident, matter.New{Category: w.Category["utility"]})
		w.Pass(5 * time.Hour)
		handTo := func(seat matter.Handover) {
			w.Act(t, w.Worker, func(a *act.Act) error { return matter.Dispatch(a, ref(m), seat) })
		}
		handTo(matter.Handover{Seat: mattertest.SeatOf(w.Property)})
		due := w.Time().Add(24 * time.Hour)
		w.Pass(time.Hour)
		handTo(matter.Handover{Seat: mattertest.SeatOf(w.GridWorker)})
		if got := w.Matter(t, m); !got.DueAt.Equal(due) {
			t.Errorf("due %v, want %v", got.DueAt, due)
		}
		w.Act(t, w.GridWorker, func(a *act.Act) error { return matter.Accept(a, ref(m)) })
		w.Act(t, w.GridWorker, func(a *act.Act) error { return matter.Ask(a, ref(m), "哪一户？") })
		w.Pass(48 * time.Hour) // less than a resident is waited for
		w.Tick(t)
		got := wantStage(t, w, m, matter.StageWaiting)
		if got.Overdue(w.Time()) || !got.LapsedAt.IsZero() || got.Paused(w.Time()) != 48*time.Hour {
			t.Errorf("late while it waits: %+v", got.Clock)
		}
		w.Act(t, w.Resident, func(a *act.Act) error { return matter.Supply(a, ref(m), matter.Supplement{Words: "301"}) })
		got = wantStage(t, w, m, matter.StageHandling)
		if !got.DueAt.Equal(due.Add(48*time.Hour)) || !got.BaseDueAt.Equal(due) {
			t.Errorf("both clocks: %v and %v", got.DueAt, got.BaseDueAt)
		}
	})
}

// Nobody stops the clock for good by asking a question.
func TestWaitingEnds(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := accepted(t, w)
		w.Act(t, w.GridWorker, func(a *act.Act) error { return matter.Ask(a, ref(m), "几单元？") })
		w.Heard()
		w.Set(w.Matter(t, m).AlarmAt.Add(time.Minute))
		w.Tick(t)
		got := wantStage(t, w, m, matter.StageHandling)
		if !got.PausedAt.IsZero() || got.Overdue(w.Time()) {
			t.Errorf("%+v", got.Clock)
		}
		if heard := names(w.Heard()); len(heard) != 1 || heard[0] != "Resumed" {
			t.Errorf("heard %v", heard)
		}
		m = accepted(t, w)
		w.Act(t, w.GridWorker, func(a *act.Act) error { return matter.Ask(a, ref(m), "几单元？") })
		w.Act(t, w.GridWorker, func(a *act.Act) error { return matter.Unpark(a, ref(m), "打不通，先去看") })
		wantStage(t, w, m, matter.StageHandling)
	})
}

func TestSoonThenLapsed(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := accepted(t, w)
		got := w.Matter(t, m)
		if got.Alarm != matter.AlarmSoon {
			t.Fatalf("alarm %q", got.Alarm)
		}
		w.Heard()
		w.Set(got.AlarmAt.Add(time.Minute))
		w.Tick(t)
		w.Pass(time.Minute)
		w.Tick(t)
		if heard := names(w.Heard()); len(heard) != 1 || heard[0] != "DueSoon" {
			t.Errorf("heard %v", heard)
		}
		w.Set(got.DueAt.Add(time.Minute))
		w.Tick(t)
		w.Pass(time.Minute)
		w.Tick(t)
		if heard := names(w.Heard()); len(heard) != 1 || heard[0] != "Lapsed" {
			t.Errorf("heard %v", heard)
		}
		got = wantStage(t, w, m, matter.StageAccepted)
		if got.LapsedAt.IsZero() || !got.AlarmAt.IsZero() {
			t.Errorf("%+v", got.Clock)
		}
		w.View(t, w.Secretary, func(v *act.View) error {
			late, _, err := matter.List(v, matter.Filter{Overdue: true}, matter.Page{Sort: matter.ByDue})
			if len(late) != 1 || late[0].ID != m {
				t.Errorf("the list of the overdue: %v", late)
			}
			return err
		})
		err := w.Try(w.GridWorker, func(a *act.Act) error {
			return matter.Extend(a, ref(m), matter.Extension{By: calendar.Limit{Amount: 1, Unit: calendar.Days}, Reason: "等配件"})
		})
		wantCode(t, err, "matter.overdue")
	})
}

func TestExtend(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := accepted(t, w)
		extend := func(e matter.Extension) error {
			return w.Try(w.GridWorker, func(a *act.Act) error { return matter.Extend(a, ref(m), e) })
		}
		three := calendar.Limit{Amount: 3, Unit: calendar.Days}
		wantCode(t, extend(matter.Extension{By: three}), "words.empty")
		wantCode(t, extend(matter.Extension{By: calendar.Limit{Amount: 30, Unit: calendar.Days}, Reason: "x"}), "matter.extension")
		wantCode(t, extend(matter.Extension{Reason: "x"}), "matter.extension")
		before := w.Matter(t, m)
		if err := extend(matter.Extension{By: three, Reason: "等配件"}); err != nil {
			t.Fatal(err)
		}
		after := w.Matter(t, m)
		want, _ := calendar.Official().Due(before.BaseDueAt, three)
		if !after.DueAt.Equal(want) || after.Extensions != 1 {
			t.Errorf("%+v", after.Clock)
		}
	})
}

func TestParkNeedsApprovalFromAbove(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := accepted(t, w)
		today := calendar.DayOf(w.Time())
		ask := func(until calendar.Day) error {
			return w.Try(w.GridWorker, func(a *act.Act) error {
				return matter.AskPark(a, ref(m), matter.ParkRequest{Reason: matter.ParkMoney, Measures: "先围挡", Until: until})
			})
		}
		wantCode(t, w.Try(w.Secretary, func(a *act.Act) error { return matter.Park(a, ref(m), "") }), "park.unasked")
		wantCode(t, ask(today.Add(91)), "park.until")
		wantCode(t, ask(today), "park.until")
		if err := ask(today.Add(30)); err != nil {
			t.Fatal(err)
		}
		w.View(t, w.Secretary, func(v *act.View) error {
			asked, _, err := matter.List(v, matter.Filter{ParkAsked: true}, matter.Page{})
			if len(asked) != 1 {
				t.Errorf("what waits for approval: %v", asked)
			}
			return err
		})
		wantStage(t, w, m, matter.StageAccepted)
		wantCode(t, w.Try(w.GridWorker, func(a *act.Act) error { return matter.Park(a, ref(m), "") }), "forbidden")
		w.Act(t, w.Secretary, func(a *act.Act) error { return matter.Park(a, ref(m), "同意") })
		wantStage(t, w, m, matter.StageParked)
		w.Set(today.Add(30).Start().Add(time.Minute))
		w.Tick(t)
		got := wantStage(t, w, m, matter.StageHandling)
		if got.Overdue(w.Time()) || !got.Until.IsZero() {
			t.Errorf("after the review: %+v %+v", got.Clock, got.Parking)
		}
		if err := ask(calendar.DayOf(w.Time()).Add(5)); err != nil {
			t.Fatal(err)
		}
		w.Act(t, w.Secretary, func(a *act.Act) error { return matter.RefusePark(a, ref(m), "已经有钱了") })
		if got := wantStage(t, w, m, matter.StageHandling); !got.AskedAt.IsZero() {
			t.Error("still waits for approval")
		}
	})
}

func TestGoesUpLevelByLevel(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := accepted(t, w)
		due := w.Matter(t, m).DueAt
		escalate := func(e matter.Escalation) error {
			return w.Try(w.GridWorker, func(a *act.Act) error { return matter.Escalate(a, ref(m), e) })
		}
		wantCode(t, escalate(matter.Escalation{}), "words.empty")
		skip := matter.Escalation{Seat: mattertest.SeatOf(w.OfficeLead), Reason: "要街道协调"}
		wantCode(t, escalate(skip), "matter.skips")
		down := matter.Escalation{Seat: mattertest.SeatOf(w.Property), Reason: "x"}
		wantCode(t, escalate(down), "matter.not_upper")
		w.View(t, w.GridWorker, func(v *act.View) error {
			seats, err := matter.Uppers(v, w.Matter(t, m))
			for _, s := range seats {
				if s.Place != w.Town.Community.ID {
					t.Errorf("the level above the grid: %+v", s)
				}
			}
			if len(seats) != 2 {
				t.Errorf("%d seats above", len(seats))
			}
			return err
		})
		if err := escalate(matter.Escalation{Reason: "网格办不了"}); err != nil {
			t.Fatal(err)
		}
		got := wantStage(t, w, m, matter.StageDispatched)
		if got.Level != "community" || got.Reach != "community" || !got.DueAt.Equal(due) {
			t.Errorf("%+v", got)
		}
		m = accepted(t, w)
		skip.Emergency = true
		if err := escalate(skip); err != nil {
			t.Fatal(err)
		}
		if got := w.Matter(t, m); got.Reach != "subdistrict" {
			t.Errorf("%+v", got.Holding)
		}
		w.Act(t, w.OfficeLead, func(a *act.Act) error { return matter.Accept(a, ref(m)) })
		err := w.Try(w.OfficeLead, func(a *act.Act) error { return matter.Escalate(a, ref(m), matter.Escalation{Reason: "再往上"}) })
		wantCode(t, err, "matter.top")
	})
}
