package people_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopletest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

func TestDelegationIsRecordedAndEndedByEitherSide(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		mother, daughter, stranger := h.register("张秀英"), h.register("王丽"), h.register("陌生人")
		acts := func(agent, person people.ID) (ok bool) {
			h.see(access.Actor{Realm: 7}, func(v *act.View) (err error) {
				ok, err = people.ActsFor(v, agent, person)
				return err
			})
			return ok
		}
		delegate := func(by access.Actor, d people.Delegation) (made id.Of[people.Delegation], err error) {
			err = h.do(by, func(a *act.Act) (err error) { made, err = people.Delegate(a, d); return err })
			return made, err
		}
		d := people.Delegation{Person: mother, Agent: daughter, Agreed: "本人在家当面同意"}
		_, err := delegate(peopletest.Resident(daughter), d) // nobody makes themselves an agent
		refused(t, err, "not_found")
		_, err = delegate(h.worker(), people.Delegation{Person: mother, Agent: daughter})
		refused(t, err, "delegation.agreed")
		_, err = delegate(h.worker(), people.Delegation{Person: mother, Agent: mother, Agreed: "x"})
		refused(t, err, "delegation.self")
		_, err = delegate(h.worker(), people.Delegation{Person: mother, Agent: daughter, Agreed: "同意", Until: h.Now().Add(4 * 365 * 24 * time.Hour)})
		refused(t, err, "delegation.until")
		byStaff, err := delegate(h.worker(), d)
		if err != nil || !acts(daughter, mother) || acts(mother, daughter) || acts(stranger, mother) {
			t.Fatalf("after the delegation: %v", err)
		}
		refused(t, h.do(peopletest.Resident(stranger), func(a *act.Act) error { return people.Revoke(a, byStaff) }), "not_found")
		h.must(peopletest.Resident(daughter), func(a *act.Act) error { return people.Revoke(a, byStaff) })
		if acts(daughter, mother) {
			t.Error("a revoked delegation holds")
		}
		if _, err := delegate(peopletest.Resident(mother), people.Delegation{Person: mother, Agent: daughter}); err != nil || !acts(daughter, mother) {
			t.Errorf("by herself: %v", err)
		}
		acting := peopletest.Resident(daughter)
		acting.For = int64(mother)
		_, err = delegate(acting, people.Delegation{Person: mother, Agent: stranger}) // an agent passes nothing on
		refused(t, err, "people.own")
		h.later(people.DelegationLife)
		if acts(daughter, mother) {
			t.Error("an old delegation holds")
		}
	})
}

// TestNobodyRecordsForThemselves holds whatever the table of permissions grants
// to authors.
func TestNobodyRecordsForThemselves(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		var grants []access.Grant
		for _, c := range []access.Capability{people.CanSee, people.CanDelegate, people.CanConsent, people.CanCorrect} {
			grants = append(grants, access.Grant{Can: c, Relation: access.Author})
		}
		mother, daughter := h.register("张秀英", "13800001234"), h.register("王丽")
		h.Policy = access.NewPolicy(grants, nil)
		me, acting := peopletest.Resident(mother), peopletest.Resident(daughter)
		acting.For = int64(mother)
		var phone id.Of[people.Phone]
		h.see(me, func(v *act.View) error {
			p, err := people.Get(v, mother)
			phone = p.Phones[0].ID
			return err
		})
		for _, by := range []access.Actor{me, acting} {
			for name, f := range map[string]func(*act.Act) error{
				"consent by word": func(a *act.Act) error { return people.Agree(a, mother, people.PurposeCare, people.ByWord) },
				"guardian": func(a *act.Act) error {
					return people.Guard(a, people.Guardianship{Child: mother, Guardian: daughter, Relation: "女儿", Evidence: "户口簿"})
				},
				"another phone": func(a *act.Act) error { return people.AddPhone(a, mother, "13800009999") },
				"no phone":      func(a *act.Act) error { return people.DropPhone(a, mother, phone) },
			} {
				if err := h.do(by, f); !errs.Is(err, "people.own") {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
		err := h.do(acting, func(a *act.Act) error {
			_, err := people.Delegate(a, people.Delegation{Person: mother, Agent: daughter, Agreed: "x"})
			return err
		})
		refused(t, err, "people.own")
	})
}

func TestRequestsAreAnsweredInTime(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英")
		me := peopletest.Resident(zhang)
		var asked id.Of[people.Request]
		refused(t, h.do(me, func(a *act.Act) error { _, err := people.Ask(a, zhang, people.AskCorrect, " "); return err }), "request.wish")
		h.must(me, func(a *act.Act) (err error) {
			asked, err = people.Ask(a, zhang, people.AskCorrect, "名字应是张秀瑛")
			return err
		})
		h.see(h.worker(), func(v *act.View) error {
			open, err := people.OpenRequests(v)
			if len(open) != 1 || open[0].Wish != "名字应是张秀瑛" || calendar.DayOf(open[0].DueAt) != 20260625 { // 15 working days, with 端午 between
				t.Errorf("open %+v", open)
			}
			return err
		})
		answer := func(by access.Actor, granted bool, text string) error {
			return h.do(by, func(a *act.Act) error { return people.Answer(a, asked, granted, text) })
		}
		refused(t, answer(peopletest.Seat(901, peopletest.Worker, h.town.Other), true, "已改"), "not_found")
		refused(t, answer(h.worker(), false, ""), "request.answer")
		if err := answer(h.worker(), true, "已改为张秀瑛"); err != nil {
			t.Fatal(err)
		}
		refused(t, answer(h.worker(), true, "再答一次"), "request.answered")
		h.see(me, func(v *act.View) error {
			mine, err := people.RequestsOf(v, zhang)
			if len(mine) != 1 || !mine[0].Granted || mine[0].Answer != "已改为张秀瑛" {
				t.Errorf("mine %+v", mine)
			}
			return err
		})
	})
}

func TestCopyHoldsEverythingAndOnlyForThePerson(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		peopletest.Settle(t, h.Stage, zhang, h.town.Homes[0].ID, people.Owner)
		if _, err := h.reveal(h.worker(), zhang, "联系本人办理诉求", people.FieldPhone); err != nil {
			t.Fatal(err)
		}
		more := people.Part{Name: "matters", Of: func(*act.View, people.ID) (any, error) { return []string{"漏水"}, nil }}
		err := peopletest.See(h.Stage, h.worker(), func(v *act.View) error { _, err := people.Copy(v, zhang, more); return err })
		refused(t, err, "not_found")
		h.see(peopletest.Resident(zhang), func(v *act.View) error {
			raw, err := people.Copy(v, zhang, more)
			var whole map[string]any
			if err := json.Unmarshal(raw, &whole); err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{"张秀英", "13800001234", "阳光小区 1幢 1单元 101", "联系本人办理诉求", "漏水", "网络数据安全管理条例"} {
				if !strings.Contains(string(raw), want) {
					t.Errorf("the copy lacks %s", want)
				}
			}
			return err
		})
	})
}

func TestEraseLeavesNobodyBehindUnlessHeld(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		peopletest.Settle(t, h.Stage, zhang, h.town.Homes[0].ID, people.Owner)
		peopletest.Settle(t, h.Stage, zhang, h.town.Homes[0].ID, people.Resident)
		other := h.register("李国强", "13800005678")
		peopletest.Settle(t, h.Stage, other, h.town.Homes[0].ID, people.Resident)
		me := peopletest.Resident(zhang)
		erase := func(by access.Actor, holders ...people.Holder) error {
			return h.do(by, func(a *act.Act) error { return people.Erase(a, zhang, holders...) })
		}
		refused(t, erase(me), "people.held") // she owns a home
		h.must(h.worker(), func(a *act.Act) error {
			standings, err := people.Standings(a.View, zhang)
			for _, s := range standings {
				if s.Kind == people.Owner {
					err = people.EndStanding(a, s.ID)
				}
			}
			return err
		})
		debt := func(*act.View, people.ID) ([]people.Hold, error) {
			return []people.Hold{{Reason: "还有一件事在办", Basis: "x"}}, nil
		}
		refused(t, erase(me, debt), "people.held")
		var hold id.Of[people.Hold]
		h.must(h.worker(), func(a *act.Act) (err error) {
			hold, err = people.PlaceHold(a, people.Hold{Person: zhang, Reason: "调解期间", Basis: "人民调解法第27条"})
			return err
		})
		refused(t, erase(h.worker()), "people.held")
		refused(t, h.do(h.worker(), func(a *act.Act) error { return people.EndHold(a, other, hold) }), "not_found") // hers, not another's
		refused(t, erase(h.worker()), "people.held")
		h.must(h.worker(), func(a *act.Act) error { return people.EndHold(a, zhang, hold) })
		refused(t, erase(peopletest.Resident(55)), "not_found")
		if err := erase(me); err != nil {
			t.Fatal(err)
		}
		if got := h.name(me, zhang); got != people.Unnamed {
			t.Errorf("after erasing she is called %q", got)
		}
		h.see(h.worker(), func(v *act.View) error {
			found, err := people.Search(v, "张秀英")
			if _, known, err := people.ByPhone(v, "13800001234"); known || err != nil || len(found) != 0 {
				t.Errorf("found after erasing: %v %v %v", found, known, err)
			}
			return err
		})
		if homes := h.homes(zhang); len(homes) != 0 {
			t.Errorf("homes %v", homes)
		}
	})
}

func TestSweepKeepsToTheTable(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		if _, err := h.reveal(h.worker(), zhang, "联系本人办理诉求", people.FieldPhone); err != nil {
			t.Fatal(err)
		}
		h.letters(h.town.Homes[0].ID)
		looks := func() (n int) {
			h.see(peopletest.Resident(zhang), func(v *act.View) error {
				list, err := people.SeenBy(v, zhang, 10)
				n = len(list)
				return err
			})
			return n
		}
		sweep := func() { h.must(access.Actor{Realm: 7, System: "sweep"}, people.Sweep) }
		h.later(3*365*24*time.Hour - time.Hour)
		if sweep(); looks() != 1 {
			t.Error("a look was forgotten too early")
		}
		h.later(2 * time.Hour)
		if sweep(); looks() != 0 {
			t.Error("a look outlived its three years")
		}
		for _, r := range people.Retention {
			if r.Class == "" || r.Why == "" || r.Keep == "" || r.Then == "" || r.Basis == "" {
				t.Errorf("a rule says too little: %+v", r)
			}
		}
	})
}

// Holds and guardianships that are over are kept for three years, and no longer;
// whoever is erased is nobody's guardian, nor ward.
func TestWhatIsOverIsForgotten(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		mother, child, other := h.register("张秀英", "13800001234"), h.register("王小宝"), h.register("王丽")
		for _, guardian := range []people.ID{mother, other} {
			h.must(h.worker(), func(a *act.Act) error {
				return people.Guard(a, people.Guardianship{Child: child, Guardian: guardian, Relation: "家人", Evidence: "户口簿"})
			})
		}
		guardianships := func(person people.ID) (present, past int) {
			h.see(h.worker(), func(v *act.View) error {
				list, err := people.Guardianships(v, person)
				for _, g := range list {
					if g.Until.IsZero() {
						present++
					} else {
						past++
					}
				}
				return err
			})
			return present, past
		}
		h.must(peopletest.Resident(mother), func(a *act.Act) error { return people.Erase(a, mother) })
		if present, past := guardianships(child); present != 1 || past != 1 {
			t.Errorf("after one guardian was erased: %d and %d", present, past)
		}
		for _, until := range []time.Time{{}, h.Now().Add(time.Hour)} {
			h.must(h.worker(), func(a *act.Act) error {
				_, err := people.PlaceHold(a, people.Hold{Person: child, Reason: "调解期间", Basis: "人民调解法第27条", Until: until})
				return err
			})
		}
		refused(t, h.do(h.worker(), func(a *act.Act) error {
			_, err := people.PlaceHold(a, people.Hold{Person: mother, Reason: "x", Basis: "x"})
			return err
		}), "not_found") // nothing is left of her
		held := func() (n int) {
			h.see(h.worker(), func(v *act.View) error {
				list, err := people.HoldsInForce(v, 10)
				n = len(list)
				return err
			})
			return n
		}
		if held() != 2 {
			t.Errorf("%d holds", held())
		}
		h.later(2 * time.Hour)
		if held() != 1 {
			t.Error("a hold outlived its day")
		}
		h.later(3*365*24*time.Hour + time.Hour)
		h.must(access.Actor{Realm: 7, System: "sweep"}, people.Sweep)
		if present, past := guardianships(child); present != 1 || past != 0 {
			t.Errorf("after three years: %d and %d", present, past)
		}
		if held() != 1 {
			t.Error("an open hold was swept away")
		}
	})
}
