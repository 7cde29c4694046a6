package matter_test

import (
	"slices"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

func TestDutyListProtectsTheCommunity(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := w.Raise(t, w.Resident, matter.New{Category: w.Category["building_law"]})
		to := matter.Handover{Seat: mattertest.SeatOf(w.Secretary)}
		dispatch := func(by access.Actor) error {
			return w.Try(by, func(a *act.Act) error { return matter.Dispatch(a, ref(m), to) })
		}
		wantCode(t, dispatch(w.Office), "matter.duty")
		to.Override = "区里要求社区先稳控"
		wantCode(t, dispatch(w.Office), "matter.duty")
		if err := dispatch(w.OfficeLead); err != nil {
			t.Fatal(err)
		}
		w.View(t, w.OfficeLead, func(v *act.View) error {
			got, err := matter.Get(v, m)
			if last := got.Steps[len(got.Steps)-1]; last.Detail.Override != to.Override {
				t.Errorf("the override is not in the step: %+v", last)
			}
			return err
		})
	})
}

func TestSeatsMustSuit(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := w.Raise(t, w.Resident, matter.New{})
		dispatch := func(seat org.SeatID) error {
			return w.Try(w.Worker, func(a *act.Act) error { return matter.Dispatch(a, ref(m), matter.Handover{Seat: seat}) })
		}
		wantCode(t, dispatch(mattertest.SeatOf(w.Foreign)), "matter.elsewhere")
		wantCode(t, dispatch(12345), "matter.seat")
		var vacant org.Seat
		w.Act(t, mattertest.System, func(a *act.Act) (err error) {
			vacant, err = org.AddSeat(a, org.NewSeat{Organization: w.PropertyCompany, Kind: org.PropertyWorker, Place: w.Town.Compound.ID})
			return err
		})
		wantCode(t, dispatch(vacant.ID), "matter.vacant")
		wantCode(t, w.Try(w.ForeignWorker, func(a *act.Act) error {
			return matter.Dispatch(a, ref(m), matter.Handover{Seat: mattertest.SeatOf(w.GridWorker)})
		}), "not_found")
	})
}

// DOMAIN 1.19: whom a matter is about never sees it, not even masked.
func TestTheReportedNeverKnow(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		for _, kind := range []matter.Kind{matter.KindTip, matter.KindComplaint} {
			m := w.Raise(t, w.Resident, matter.New{Kind: kind, Against: w.PropertyCompany, Category: w.Category["property"]})
			err := w.Try(w.Worker, func(a *act.Act) error {
				return matter.Dispatch(a, ref(m), matter.Handover{Seat: mattertest.SeatOf(w.Property)})
			})
			wantCode(t, err, "matter.against")
			property := w.Property
			property.Seats = slices.Clone(property.Seats)
			property.Seats = append(property.Seats, w.Worker.Seats...) // also works for the community
			for _, by := range []access.Actor{w.Property, property} {
				w.View(t, by, func(v *act.View) error {
					_, err := matter.Get(v, m)
					wantCode(t, err, "not_found")
					list, _, err := matter.List(v, matter.Filter{State: matter.All}, matter.Page{})
					if len(list) != 0 {
						t.Errorf("the reported sees %v", list)
					}
					return err
				})
				wantCode(t, w.Try(by, func(a *act.Act) error { return matter.Accept(a, ref(m)) }), "not_found")
			}
			w.View(t, w.Resident, func(v *act.View) error {
				cards, _, err := matter.PublicList(v, matter.Scope{}, matter.Promised, matter.Page{})
				if len(cards) != 0 {
					t.Errorf("in the public list: %v", cards)
				}
				return err
			})
		}
	})
}

func TestWhoSeesTheRequester(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := w.Raise(t, w.Resident, matter.New{Secret: true})
		w.Act(t, w.Worker, func(a *act.Act) error {
			return matter.Dispatch(a, ref(m), matter.Handover{Seat: mattertest.SeatOf(w.GridWorker), Note: "尽快"})
		})
		tests := []struct {
			name          string
			by            access.Actor
			knows, inside bool
		}{
			{"the requester", w.Resident, true, false},
			{"the seat", w.GridWorker, false, true},
			{"the desk", w.Worker, false, true},
			{"the secretary", w.Secretary, true, true},
		}
		for _, tt := range tests {
			w.View(t, tt.by, func(v *act.View) error {
				got, err := matter.Get(v, m)
				if err != nil {
					return err
				}
				if knows := !got.Reporter.IsZero() && !got.Steps[0].Person.IsZero(); knows != tt.knows || got.Hidden == tt.knows {
					t.Errorf("%s knows the requester: %v", tt.name, knows)
				}
				if inside := slices.ContainsFunc(got.Steps, func(s matter.Step) bool { return s.Inner }); inside != tt.inside {
					t.Errorf("%s reads inner words: %v", tt.name, inside)
				}
				return nil
			})
		}
		for _, by := range []access.Actor{w.Neighbour, w.Foreign, w.ForeignWorker, w.Property, {Realm: mattertest.Realm}} {
			w.View(t, by, func(v *act.View) error {
				_, err := matter.Get(v, m)
				wantCode(t, err, "not_found")
				return nil
			})
		}
	})
}

func TestCohandlersHelpAndNeverClose(t *testing.T) {
	both(t, func(t *testing.T, w *mattertest.World) {
		m := accepted(t, w)
		w.Act(t, w.GridWorker, func(a *act.Act) error {
			return matter.Invite(a, ref(m), matter.Invitation{
				Seat: mattertest.SeatOf(w.Property), For: "请换灯泡", By: calendar.Limit{Amount: 1, Unit: calendar.WorkingDays},
			})
		})
		w.View(t, w.Property, func(v *act.View) error {
			own, helping, err := matter.Inbox(v, mattertest.SeatOf(w.Property))
			if len(own) != 0 || len(helping) != 1 {
				t.Errorf("inbox of the co-handler: %v, %v", own, helping)
			}
			if _, err := matter.Get(v, m); err != nil {
				t.Error("a co-handler cannot open what it helps with:", err)
			}
			return err
		})
		report := func() error {
			return w.Try(w.Property, func(a *act.Act) error {
				return matter.Report(a, ref(m), matter.Result{Outcome: matter.OutcomeSolved, Words: "好了"})
			})
		}
		if report() == nil {
			t.Error("a co-handler reported")
		}
		w.Act(t, w.Property, func(a *act.Act) error { return matter.Contribute(a, ref(m), matter.Note{Words: "换好了"}, true) })
		wantStage(t, w, m, matter.StageAccepted)
		w.View(t, w.Property, func(v *act.View) error {
			_, helping, err := matter.Inbox(v, mattertest.SeatOf(w.Property))
			if len(helping) != 0 {
				t.Error("done, and still in the inbox")
			}
			return err
		})
		err := w.Try(w.Foreign, func(a *act.Act) error { return matter.Contribute(a, ref(m), matter.Note{Words: "x"}, true) })
		wantCode(t, err, "not_found")
	})
}
