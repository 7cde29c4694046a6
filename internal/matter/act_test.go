package matter_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// both runs f in a town of its own on each engine.
func both(t *testing.T, f func(t *testing.T, w *mattertest.World)) {
	t.Helper()
	t.Parallel()
	dbtest.Both(t, mattertest.Schema, func(t *testing.T, d *db.DB) { f(t, mattertest.New(t, d)) })
}

func ref(m matter.ID) matter.Ref { return matter.Ref{ID: m} }

// wantCode fails unless the error carries the code.
func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if !errs.Is(err, code) {
		e := errs.As(err)
		if e != nil && slices.ContainsFunc(e.Fields, func(f errs.Field) bool { return f.Code == code }) {
			return
		}
		t.Errorf("got %v, want %s", err, code)
	}
}

func wantStage(t *testing.T, w *mattertest.World, m matter.ID, want matter.Stage) matter.Matter {
	t.Helper()
	got := w.Matter(t, m)
	if got.Stage != want {
		t.Fatalf("stage %s, want %s", got.Stage, want)
	}
	return got
}

// dispatched raises a matter and hands it to the grid worker.
func dispatched(t *testing.T, w *mattertest.World) matter.ID {
	t.Helper()
	m := w.Raise(t, w.Resident, matter.New{})
	w.Act(t, w.Worker, func(a *act.Act) error {
		return matter.Dispatch(a, ref(m), matter.Handover{Seat: mattertest.SeatOf(w.GridWorker)})
	})
	return m
}

// accepted is a matter that the grid worker has.
func accepted(t *testing.T, w *mattertest.World) matter.ID {
	t.Helper()
	m := dispatched(t, w)
	w.Act(t, w.GridWorker, func(a *act.Act) error { return matter.Accept(a, ref(m)) })
	return m
}

// reported is a matter that the grid worker says is solved.
func reported(t *testing.T, w *mattertest.World) matter.ID {
	t.Helper()
	m := accepted(t, w)
	w.Act(t, w.GridWorker, func(a *act.Act) error {
		return matter.Report(a, ref(m), matter.Result{Outcome: matter.OutcomeSolved, Words: "灯已经换好"})
	})
	return m
}

// reviewed is a matter that its requester may judge.
func reviewed(t *testing.T, w *mattertest.World) matter.ID {
	t.Helper()
	m := reported(t, w)
	w.Act(t, w.Worker, func(a *act.Act) error { return matter.Review(a, ref(m), "") })
	return m
}

func TestFromRaisedToClosed(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := reviewed(t, w)
		w.Act(t, w.Resident, func(a *act.Act) error {
			return matter.Judge(a, ref(m), matter.Opinion{Satisfaction: matter.Satisfied, Solved: true})
		})
		got := wantStage(t, w, m, matter.StageClosed)
		if got.Outcome != matter.OutcomeSolved || got.Number.String() != "2026-00001" || got.Version != 7 {
			t.Errorf("%+v", got)
		}
		want := []string{"Raised", "Unrouted", "Dispatched", "Accepted", "Reported", "Reviewed", "Judged", "Closed"}
		if heard := names(w.Heard()); !slices.Equal(heard, want) {
			t.Errorf("heard %v, want %v", heard, want)
		}
	})
}

// names are the names of the matter events among those heard.
func names(events []any) (out []string) {
	for _, e := range events {
		if _, ok := e.(matter.News); ok {
			out = append(out, strings.TrimPrefix(fmt.Sprintf("%T", e), "matter."))
		}
	}
	return out
}

func TestRaiseOnceForAKey(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		first := w.Raise(t, w.Resident, matter.New{Key: "form-1"})
		if again := w.Raise(t, w.Resident, matter.New{Key: "form-1"}); again != first {
			t.Errorf("a double click raised %s and %s", first, again)
		}
		var wg sync.WaitGroup
		ids := make([]matter.ID, 8)
		for i := range ids {
			wg.Go(func() {
				_ = w.Try(w.Resident, func(a *act.Act) (err error) {
					ids[i], err = matter.Raise(a, matter.New{
						Key: "form-2", Place: w.Town.Homes[0].ID, Channel: matter.ChannelPage, Words: "漏水",
						Category: w.Category["repair"],
					})
					return err
				})
			})
		}
		wg.Wait()
		if len(slices.Compact(ids)) != 1 || ids[0].IsZero() {
			t.Errorf("eight clicks at once raised %v", ids)
		}
	})
}

func TestRaiseNeeds(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		emoji := strings.Repeat("灯🔦", 2000)
		good := matter.New{Place: w.Town.Homes[0].ID, Channel: matter.ChannelPage, Words: emoji, Category: w.Category["repair"]}
		tests := []struct {
			name string
			n    func(*matter.New)
			code string
		}{
			{"4000 characters with emoji", func(*matter.New) {}, ""},
			{"one more", func(n *matter.New) { n.Words += "。" }, "text.long"},
			{"no words", func(n *matter.New) { n.Words = " \n" }, "matter.words"},
			{"one tap needs no words", func(n *matter.New) { n.Words, n.Channel = "", matter.ChannelOneTap }, ""},
			{"a voice note needs no words", func(n *matter.New) { n.Words, n.Files = "", []matter.Attachment{{File: 1, What: matter.Voice}} }, ""},
			{"no channel", func(n *matter.New) { n.Channel = "" }, "matter.channel"},
			{"no such place", func(n *matter.New) { n.Place = 99 }, "matter.place"},
			{"no such category", func(n *matter.New) { n.Category = 99 }, "matter.category"},
			{"nobody chose a category", func(n *matter.New) { n.Category = 0 }, ""},
			{"no such kind", func(n *matter.New) { n.Kind = "x" }, "matter.kind"},
			{"too many files", func(n *matter.New) { n.Files = make([]matter.Attachment, 10) }, "matter.files"},
		}
		for _, tt := range tests {
			n := good
			tt.n(&n)
			err := w.Try(w.Resident, func(a *act.Act) error {
				_, err := matter.Raise(a, n)
				return err
			})
			if tt.code == "" && err != nil || tt.code != "" && err == nil {
				t.Errorf("%s: %v", tt.name, err)
			} else if tt.code != "" {
				wantCode(t, err, tt.code)
			}
		}
	})
}

func TestRaiseAtADoor(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		door := access.Actor{Realm: mattertest.Realm, Light: true}
		m := w.Matter(t, w.Raise(t, door, matter.New{Channel: matter.ChannelDoor}))
		if !m.Anonymous || !m.Reporter.IsZero() {
			t.Errorf("a door knows who it is: %+v", m)
		}
		err := w.Try(access.Actor{Realm: mattertest.Realm}, func(a *act.Act) error {
			_, err := matter.Raise(a, matter.New{Place: w.Town.Homes[0].ID, Channel: matter.ChannelPage, Words: "灯坏了"})
			return err
		})
		wantCode(t, err, "signin")
	})
}

func TestRaiseForSomebody(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		n := matter.New{Place: w.Town.Homes[0].ID, Channel: matter.ChannelCall, Words: "阿婆说水管漏", Category: w.Category["care"]}
		b := matter.Behalf{Reporter: people.ID(w.Resident.Person), How: "电话里说的"}
		var m matter.ID
		w.Act(t, w.GridWorker, func(a *act.Act) (err error) {
			m, err = matter.RaiseFor(a, n, b)
			return err
		})
		got := w.Matter(t, m)
		if got.Reporter != b.Reporter || got.Operator != people.ID(w.GridWorker.Person) || got.Agreed != b.How {
			t.Errorf("%+v", got)
		}
		raiseFor := func(by access.Actor, n matter.New, b matter.Behalf) error {
			return w.Try(by, func(a *act.Act) error {
				_, err := matter.RaiseFor(a, n, b)
				return err
			})
		}
		wantCode(t, raiseFor(w.GridWorker, n, matter.Behalf{Reporter: b.Reporter}), "raise.how")
		wantCode(t, raiseFor(w.GridWorker, n, matter.Behalf{How: "当面"}), "raise.reporter")
		wantCode(t, raiseFor(w.Foreign, n, b), "not_found")
		wantCode(t, raiseFor(w.Neighbour, n, b), "not_found")
		n.Anonymous = true
		if err := raiseFor(w.GridWorker, n, matter.Behalf{How: "当面"}); err != nil {
			t.Error(err)
		}
	})
}

func TestTwoAcceptAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := dispatched(t, w)
		second := w.Neighbour // holds the same seat from now on
		second.Seats = w.GridWorker.Seats
		var wg sync.WaitGroup
		results := make([]error, 2)
		for i, by := range []access.Actor{w.GridWorker, second} {
			wg.Go(func() { results[i] = w.Try(by, func(a *act.Act) error { return matter.Accept(a, ref(m)) }) })
		}
		wg.Wait()
		lost := errors.Join(results...)
		if (results[0] == nil) == (results[1] == nil) {
			t.Fatalf("not exactly one won: %v", results)
		}
		wantCode(t, lost, "matter.accepted")
		if e := errs.As(lost); e == nil || !strings.Contains(e.Message(), "刚才") || !strings.Contains(e.Message(), "*") {
			t.Errorf("the other is not told who was first: %v", lost)
		}
		wantStage(t, w, m, matter.StageAccepted)
	})
}

func TestStalePagesAreRefused(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := accepted(t, w)
		seen := w.Matter(t, m).Ref()
		w.Act(t, w.GridWorker, func(a *act.Act) error { return matter.Handle(a, seen, matter.Note{Words: "去看过了"}) })
		err := w.Try(w.GridWorker, func(a *act.Act) error { return matter.Handle(a, seen, matter.Note{Words: "又去看了"}) })
		wantCode(t, err, "matter.moved")
	})
}

func TestReturnAndRuling(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := dispatched(t, w)
		due := w.Matter(t, m).DueAt
		giveBack := func() error {
			return w.Try(w.GridWorker, func(a *act.Act) error { return matter.Return(a, ref(m), "这是物业的职责") })
		}
		rule := func(by access.Actor, r matter.Ruling) error {
			return w.Try(by, func(a *act.Act) error { return matter.Rule(a, ref(m), r) })
		}
		wantCode(t, w.Try(w.GridWorker, func(a *act.Act) error { return matter.Return(a, ref(m), "") }), "words.empty")
		if err := giveBack(); err != nil {
			t.Fatal(err)
		}
		if got := wantStage(t, w, m, matter.StageReturned); !got.DueAt.Equal(due) || !got.PausedAt.IsZero() {
			t.Error("a return stops the clock")
		}
		wantCode(t, rule(w.GridWorker, matter.Ruling{Uphold: true, Reason: "x"}), "forbidden")
		wantCode(t, rule(w.Secretary, matter.Ruling{Uphold: true}), "words.empty")
		if err := rule(w.Secretary, matter.Ruling{Uphold: true, Reason: "楼道公共部分由网格先处理"}); err != nil {
			t.Fatal(err)
		}
		wantStage(t, w, m, matter.StageAccepted)
		wantCode(t, giveBack(), "matter.ruled")

		m = dispatched(t, w)
		if err := giveBack(); err != nil {
			t.Fatal(err)
		}
		to := matter.Handover{Seat: mattertest.SeatOf(w.Property)}
		if err := rule(w.Secretary, matter.Ruling{To: to, Reason: "属于物业服务合同范围", NewClock: true}); err != nil {
			t.Fatal(err)
		}
		if got := wantStage(t, w, m, matter.StageDispatched); got.Seat != to.Seat || !got.Ruled {
			t.Errorf("%+v", got)
		}
		err := w.Try(w.Property, func(a *act.Act) error { return matter.Return(a, ref(m), "也不是我们的") })
		wantCode(t, err, "matter.ruled")
	})
}

func TestOnlyTheRequesterJudges(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := reviewed(t, w)
		good := matter.Opinion{Satisfaction: matter.Satisfied, Solved: true}
		judge := func(by access.Actor, o matter.Opinion) error {
			return w.Try(by, func(a *act.Act) error { return matter.Judge(a, ref(m), o) })
		}
		wantCode(t, judge(w.Neighbour, good), "not_found")
		wantCode(t, judge(w.GridWorker, good), "forbidden")
		wantCode(t, judge(w.Worker, good), "words.empty") // how they told it
		wantCode(t, judge(w.Resident, matter.Opinion{}), "judge.satisfaction")
		bad := matter.Opinion{Satisfaction: matter.Dissatisfied, Words: "灯又坏了"}
		if err := judge(w.Resident, bad); err != nil {
			t.Fatal(err)
		}
		wantStage(t, w, m, matter.StageJudged)
		if judge(w.Resident, good) == nil {
			t.Error("judged twice")
		}
		w.Act(t, w.Resident, func(a *act.Act) error { return matter.Reopen(a, ref(m), matter.Plea{Reason: "还是不亮"}) })
		got := wantStage(t, w, m, matter.StageHandling)
		if got.Rounds != 2 || !got.JudgedAt.IsZero() || !got.ReportedAt.IsZero() || got.Seat != mattertest.SeatOf(w.GridWorker) {
			t.Errorf("%+v", got)
		}
	})
}

func TestJudgingNotBeforeLimitOrReport(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := accepted(t, w)
		judge := func() error {
			return w.Try(w.Resident, func(a *act.Act) error {
				return matter.Judge(a, ref(m), matter.Opinion{Satisfaction: matter.Dissatisfied})
			})
		}
		wantCode(t, judge(), "judge.early")
		w.Set(w.Matter(t, m).DueAt.Add(time.Second))
		if err := judge(); err != nil {
			t.Fatal(err)
		}
		wantStage(t, w, m, matter.StageAccepted)
	})
}

func TestFollowUpCall(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := reviewed(t, w)
		w.Act(t, w.Worker, func(a *act.Act) error {
			return matter.Judge(a, ref(m), matter.Opinion{Satisfaction: matter.Basically, Solved: true, How: "电话回访"})
		})
		wantStage(t, w, m, matter.StageClosed)
		w.View(t, w.Secretary, func(v *act.View) error {
			got, err := matter.Get(v, m)
			i := slices.IndexFunc(got.Steps, func(s matter.Step) bool { return s.Verb == matter.VerbJudge })
			if s := got.Steps[i]; s.Person != people.ID(w.Worker.Person) || s.For != people.ID(w.Resident.Person) || s.Detail.How == "" {
				t.Errorf("whose word it was is lost: %+v", s)
			}
			return err
		})
	})
}

func TestNobodyReviewsTheirOwnReport(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := w.Raise(t, w.Resident, matter.New{})
		seat := mattertest.SeatOf(w.Worker)
		w.Act(t, w.Worker, func(a *act.Act) error { return matter.Dispatch(a, ref(m), matter.Handover{Seat: seat}) })
		w.Act(t, w.Worker, func(a *act.Act) error { return matter.Accept(a, ref(m)) })
		w.Act(t, w.Worker, func(a *act.Act) error {
			return matter.Report(a, ref(m), matter.Result{Outcome: matter.OutcomeExplained, Words: "说明过了"})
		})
		wantCode(t, w.Try(w.Worker, func(a *act.Act) error { return matter.Review(a, ref(m), "") }), "matter.own_report")
		w.Act(t, w.Secretary, func(a *act.Act) error { return matter.Redo(a, ref(m), "没有写清楚") })
		wantStage(t, w, m, matter.StageHandling)
	})
}

func TestClosedHonestly(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := reviewed(t, w)
		closing := func() error {
			return w.Try(w.Secretary, func(a *act.Act) error { return matter.Close(a, ref(m), matter.Closing{}) })
		}
		wantCode(t, closing(), "close.early")
		w.Pass(8 * 24 * time.Hour)
		w.Tick(t)
		got := wantStage(t, w, m, matter.StageClosed)
		if !got.JudgedAt.IsZero() || got.Satisfaction != matter.NotJudged || got.Solved {
			t.Errorf("silence was taken for consent: %+v", got)
		}
		w.Act(t, w.Resident, func(a *act.Act) error {
			return matter.Judge(a, ref(m), matter.Opinion{Satisfaction: matter.Dissatisfied, Words: "没修好"})
		})
		w.Pass(30 * 24 * time.Hour)
		err := w.Try(w.Resident, func(a *act.Act) error { return matter.Reopen(a, ref(m), matter.Plea{Reason: "没修好"}) })
		wantCode(t, err, "reopen.window")
	})
}
