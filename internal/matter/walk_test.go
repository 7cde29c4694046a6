package matter_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// walker tries every step on one matter.
type walker struct {
	*mattertest.World
	m     matter.Matter
	other matter.ID // open, to merge into
	n     int       // varies what is asked
}

// holder is who holds the seat that answers for the matter.
func (w *walker) holder() access.Actor {
	for _, by := range []access.Actor{w.GridWorker, w.GridLead, w.Worker, w.Secretary, w.Office, w.OfficeLead, w.Property} {
		if mattertest.SeatOf(by) == w.m.Seat {
			return by
		}
	}
	return w.GridWorker
}

// seat is one that can be dispatched to.
func (w *walker) seat() org.SeatID {
	all := []access.Actor{w.GridWorker, w.Property, w.Secretary, w.GridLead}
	return mattertest.SeatOf(all[w.n%len(all)])
}

// try takes a step as somebody who may, with everything it asks for.
func (w *walker) try(verb matter.Verb) error {
	r := w.m.Ref()
	do := func(by access.Actor, f func(*act.Act) error) error { return w.Try(by, f) }
	today := calendar.DayOf(w.Time())
	switch verb {
	case matter.VerbDivert:
		return do(w.Worker, func(a *act.Act) error { return matter.Divert(a, r, matter.DivertLegal, "请走司法途径") })
	case matter.VerbAnswer:
		return do(w.Worker, func(a *act.Act) error { return matter.Answer(a, r, "是这样规定的") })
	case matter.VerbCorrect:
		code := []string{"clean", "noise", "repair"}[w.n%3]
		return do(w.Worker, func(a *act.Act) error { return matter.Correct(a, r, matter.Correction{Category: w.Category[code]}) })
	case matter.VerbAnnounce:
		return do(w.Worker, func(a *act.Act) error { return matter.Announce(a, r, "楼道灯本周内换好") })
	case matter.VerbDispatch:
		return do(w.Worker, func(a *act.Act) error { return matter.Dispatch(a, r, matter.Handover{Seat: w.seat()}) })
	case matter.VerbRecall:
		return do(w.Worker, func(a *act.Act) error { return matter.Recall(a, r) })
	case matter.VerbAccept:
		return do(w.holder(), func(a *act.Act) error { return matter.Accept(a, r) })
	case matter.VerbReturn:
		return do(w.holder(), func(a *act.Act) error { return matter.Return(a, r, "不是本岗位的职责") })
	case matter.VerbUphold:
		return do(w.Office, func(a *act.Act) error { return matter.Rule(a, r, matter.Ruling{Uphold: true, Reason: "是"}) })
	case matter.VerbReassign:
		return do(w.Office, func(a *act.Act) error {
			return matter.Rule(a, r, matter.Ruling{To: matter.Handover{Seat: w.seat()}, Reason: "改派", NewClock: w.n%2 == 0})
		})
	case matter.VerbContact:
		return do(w.holder(), func(a *act.Act) error { return matter.Contact(a, r, "电话") })
	case matter.VerbHandle:
		return do(w.holder(), func(a *act.Act) error { return matter.Handle(a, r, matter.Note{Words: "看过了"}) })
	case matter.VerbInvite:
		return do(w.holder(), func(a *act.Act) error { return matter.Invite(a, r, matter.Invitation{Seat: w.seat(), For: "帮忙"}) })
	case matter.VerbContribute:
		return do(w.Property, func(a *act.Act) error { return matter.Contribute(a, r, matter.Note{Words: "做了"}, w.n%2 == 0) })
	case matter.VerbAsk:
		return do(w.holder(), func(a *act.Act) error { return matter.Ask(a, r, "几单元？") })
	case matter.VerbSupply:
		return do(w.Resident, func(a *act.Act) error { return matter.Supply(a, r, matter.Supplement{Words: "二单元"}) })
	case matter.VerbExtend:
		by := calendar.Limit{Amount: 1 + w.n%3, Unit: calendar.Days}
		return do(w.holder(), func(a *act.Act) error { return matter.Extend(a, r, matter.Extension{By: by, Reason: "等配件"}) })
	case matter.VerbAskPark:
		p := matter.ParkRequest{Reason: matter.ParkMoney, Measures: "先围挡", Until: today.Add(20)}
		return do(w.holder(), func(a *act.Act) error { return matter.AskPark(a, r, p) })
	case matter.VerbPark:
		return do(w.OfficeLead, func(a *act.Act) error { return matter.Park(a, r, "同意") })
	case matter.VerbRefusePark:
		return do(w.OfficeLead, func(a *act.Act) error { return matter.RefusePark(a, r, "能办") })
	case matter.VerbUnpark:
		return do(w.OfficeLead, func(a *act.Act) error { return matter.Unpark(a, r, "") })
	case matter.VerbDeliberate:
		return do(w.holder(), func(a *act.Act) error { return matter.Deliberate(a, r, "装不装") })
	case matter.VerbConclude:
		return do(w.holder(), func(a *act.Act) error { return matter.Conclude(a, r, "装") })
	case matter.VerbEscalate:
		return do(w.holder(), func(a *act.Act) error { return matter.Escalate(a, r, matter.Escalation{Reason: "办不了"}) })
	}
	return w.tryLater(verb)
}

// tryLater is try for the steps of the upper levels and of the end.
func (w *walker) tryLater(verb matter.Verb) error {
	r := w.m.Ref()
	do := func(by access.Actor, f func(*act.Act) error) error { return w.Try(by, f) }
	switch verb {
	case matter.VerbSupervise:
		return do(w.OfficeLead, func(a *act.Act) error { return matter.Supervise(a, r, "快一点") })
	case matter.VerbLapse:
		if w.m.DueAt.After(w.Time()) {
			w.Set(w.m.DueAt)
		}
		w.Pass(2 * time.Minute)
		return nil // the clock does it
	case matter.VerbReport:
		outcome := matter.Outcomes()[w.n%len(matter.Outcomes())]
		return do(w.holder(), func(a *act.Act) error { return matter.Report(a, r, matter.Result{Outcome: outcome, Words: "好了"}) })
	case matter.VerbRedo:
		return do(w.ForeignOffice(), func(a *act.Act) error { return matter.Redo(a, r, "没办好") })
	case matter.VerbReview:
		return do(w.ForeignOffice(), func(a *act.Act) error { return matter.Review(a, r, "") })
	case matter.VerbJudge:
		o := matter.Opinion{Satisfaction: matter.Satisfactions()[w.n%3], Solved: w.n%2 == 0}
		return do(w.Resident, func(a *act.Act) error { return matter.Judge(a, r, o) })
	case matter.VerbClose:
		return do(w.ForeignOffice(), func(a *act.Act) error { return matter.Close(a, r, matter.Closing{Words: "说明过了"}) })
	case matter.VerbReopen, matter.VerbRehear:
		return do(w.Resident, func(a *act.Act) error { return matter.Reopen(a, r, matter.Plea{Reason: "没好"}) })
	case matter.VerbMerge:
		return do(w.Worker, func(a *act.Act) error { return matter.Merge(a, r, w.other, "") })
	case matter.VerbWithdraw:
		return do(w.Resident, func(a *act.Act) error { return matter.Withdraw(a, r, matter.Plea{}) })
	case matter.VerbExclude:
		return do(w.OfficeLead, func(a *act.Act) error { return matter.Exclude(a, r, "不可抗力") })
	}
	return errs.New(errs.Conflict, "test.none", "nobody takes this step by itself")
}

// ForeignOffice is a reviewer who holds another seat than the one that reported.
func (w *walker) ForeignOffice() access.Actor {
	if mattertest.SeatOf(w.Office) == w.m.Seat {
		return w.OfficeLead
	}
	return w.Office
}

// Whatever is tried in whatever order: what the table forbids is refused and
// leaves nothing, the steps always replay to the stage, the clock is the sum of
// its pauses, and the counters are the sum of the matters.
func TestStepsReplayToTheStage(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		other := w.Raise(t, w.Neighbour, matter.New{})
		all := slices.Clone(verbs())
		n := 0
		rapid.Check(t, func(r *rapid.T) {
			n++
			id := w.Raise(t, w.Resident, matter.New{Key: "walk-" + strconv.Itoa(n)})
			walk := &walker{World: w, m: w.Matter(t, id), other: other}
			for range rapid.IntRange(5, 18).Draw(r, "steps") {
				walk.n = rapid.IntRange(0, 59).Draw(r, "variant")
				verb := rapid.SampledFrom(all).Draw(r, "any verb")
				if follow := walk.m.Stage.Verbs(); len(follow) > 0 && rapid.IntRange(0, 9).Draw(r, "allowed") > 1 {
					verb = rapid.SampledFrom(follow).Draw(r, "verb")
				}
				w.Pass(time.Duration(rapid.IntRange(0, 30).Draw(r, "hours")) * time.Hour)
				before := walk.m
				err := walk.try(verb)
				if rapid.IntRange(0, 5).Draw(r, "tick") == 0 {
					w.Pass(time.Minute)
					w.Tick(t)
				}
				walk.m = w.Matter(t, id)
				check(r, w, before, walk.m, verb, err)
			}
		})
		w.View(t, mattertest.System, func(v *act.View) error {
			wrong, err := mattertest.Miscounts(v)
			for _, line := range wrong {
				t.Error(line)
			}
			return err
		})
	})
}

func verbs() (out []matter.Verb) {
	for _, c := range matter.Changes() {
		if len(c.From) > 0 && !slices.Contains(out, c.Verb) {
			out = append(out, c.Verb)
		}
	}
	return out
}

// check compares a matter with its steps after something was tried.
func check(r *rapid.T, w *mattertest.World, before, m matter.Matter, verb matter.Verb, err error) {
	if err != nil && errs.KindOf(err) == errs.Internal {
		r.Fatalf("%s at %s: %v", verb, before.Stage, err)
	}
	if err == nil && !before.Stage.Allows(verb) && verb != matter.VerbLapse && !reopening(before, verb) {
		r.Fatalf("%s was taken at %s, where the table forbids it", verb, before.Stage)
	}
	var taken []matter.Verb
	var steps []matter.Step
	if e := w.See(r.Context(), mattertest.System, func(v *act.View) error {
		whole, err := matter.Get(v, m.ID)
		steps = whole.Steps
		return err
	}); e != nil {
		r.Fatal(e)
	}
	for i, s := range steps {
		taken = append(taken, s.Verb)
		if s.Seq != i+1 {
			r.Fatalf("step %d has number %d", i+1, s.Seq)
		}
	}
	stage, e := matter.Replay(taken...)
	if e != nil || stage != m.Stage || len(taken) != m.Version {
		r.Fatalf("%v replays to %q (%v), the column says %q; version %d", taken, stage, e, m.Stage, m.Version)
	}
	if m.Open() != m.Stage.Open() {
		r.Fatalf("%s: closed_at %v", m.Stage, m.ClosedAt)
	}
	if want := calendar.DueAfter(m.BaseDueAt, pauses(steps, m.StartedAt), w.Time()); !m.Due(w.Time()).Equal(want) {
		r.Fatalf("due %v, want %v", m.Due(w.Time()), want)
	}
}

// reopening says that Reopen chose between its two steps.
func reopening(m matter.Matter, verb matter.Verb) bool {
	return (verb == matter.VerbReopen || verb == matter.VerbRehear) &&
		(m.Stage.Allows(matter.VerbReopen) || m.Stage.Allows(matter.VerbRehear))
}

// pauses are the stretches in which the steps say that the clock stood still,
// since the clock began.
func pauses(steps []matter.Step, since time.Time) (out []calendar.Pause) {
	for i, s := range steps {
		if !s.Stage.Paused() || s.At.Before(since) || i > 0 && steps[i-1].Stage.Paused() {
			continue
		}
		p := calendar.Pause{From: s.At}
		for _, after := range steps[i:] {
			if !after.Stage.Paused() {
				p.Until = after.At
				break
			}
		}
		out = append(out, p)
	}
	return out
}
