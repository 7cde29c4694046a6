package matter_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

func wantCounted(t *testing.T, w *mattertest.World) {
	t.Helper()
	w.View(t, mattertest.System, func(v *act.View) error {
		wrong, err := mattertest.Miscounts(v)
		for _, line := range wrong {
			t.Error(line)
		}
		return err
	})
}

// What can happen to counters: each counts more than there is, or there are none.
const (
	sqlDouble  db.SQL = `UPDATE matter_count SET n = 2 * n + 1, spent = spent + 7 WHERE realm_id = :realm`
	sqlNoCells db.SQL = `DELETE FROM matter_count WHERE realm_id = :realm`
)

// mend spoils the counters and sets them right.
func mend(t *testing.T, w *mattertest.World, spoil db.SQL) {
	t.Helper()
	w.Act(t, mattertest.System, func(a *act.Act) error { _, err := a.Tx.Exec(spoil); return err })
	var d matter.Drift
	w.View(t, mattertest.System, func(v *act.View) (err error) {
		if d, err = matter.DriftOf(v); d.Counters() == 0 || len(d.Lines) == 0 {
			t.Error("nobody notices that the counters are spoilt")
		}
		return err
	})
	wantCode(t, w.Try(w.OfficeLead, func(a *act.Act) error { return matter.Mend(a, d) }), "not_found")
	w.Act(t, mattertest.System, func(a *act.Act) error { return matter.Mend(a, d) })
	w.Act(t, mattertest.System, func(a *act.Act) error { return matter.Forget(a, matter.Mended{}) })
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
		mend(t, w, sqlDouble)
		wantCounted(t, w)
		mend(t, w, sqlNoCells)
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
