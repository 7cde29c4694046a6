package demo

import (
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

// fate is what becomes of one matter.
type fate struct {
	*life
	id        matter.ID
	story     story
	community *community
	speaker   resident
	tries     int
}

func (f *fate) ref() matter.Ref { return matter.Ref{ID: f.id} }

// unfold decides what happens after it was raised.
func (f *fate) unfold() error {
	m, err := f.look()
	if err != nil {
		return err
	}
	if m.Stage == matter.StageRegistered {
		f.later(1, 20, f.fromDesk)
		return nil
	}
	f.later(1, 14, f.accept)
	return nil
}

func (f *fate) look() (m matter.Matter, err error) {
	err = f.house.Stage.See(f.ctx, access.Actor{Realm: f.realm, System: "demo"}, func(v *act.View) error {
		w, err := matter.Get(v, f.id)
		m = w.Matter
		return err
	})
	return m, err
}

// byDesk does something as the community's desk.
func (f *fate) byDesk(do func(*act.Act) error) error {
	by, err := f.desk(f.community)
	if err != nil {
		return err
	}
	return f.as(by, do)
}

// bySeat does something as whoever answers for the matter now.
func (f *fate) bySeat(do func(*act.Act) error) error {
	m, err := f.look()
	if err != nil || m.Seat.IsZero() {
		return err
	}
	var holders []people.ID
	err = f.house.Stage.See(f.ctx, access.Actor{Realm: f.realm, System: "demo"}, func(v *act.View) error {
		held, err := org.Holders(v, m.Seat)
		holders = held[m.Seat]
		return err
	})
	if err != nil || len(holders) == 0 {
		return err
	}
	by, err := f.actor(holders[0])
	if err != nil {
		return err
	}
	return f.as(by, do)
}

// bySpeaker does something as whoever raised it.
func (f *fate) bySpeaker(do func(*act.Act) error) error {
	by, err := f.actor(f.speaker.person)
	if err != nil {
		return err
	}
	return f.as(by, do)
}

func (f *fate) fromDesk() error {
	switch n := f.rand.IntN(100); {
	case f.story.kind == "咨询" && n < 60:
		f.later(24, 200, f.judge)
		return f.byDesk(func(a *act.Act) error { return matter.Answer(a, f.ref(), some(f.builder, f.story.done)) })
	case n < 25:
		return f.byDesk(func(a *act.Act) error {
			return matter.Divert(a, f.ref(), matter.Diversions()[4], "这件事属于市场服务，社区不便代办；需要的话可以请物业推荐师傅，价目在公示栏。")
		})
	case n < 50:
		f.later(72, 240, f.fromDesk) // it waits, in the desk's list of what nobody answers for
		return nil
	}
	f.later(1, 14, f.accept)
	return f.byDesk(f.dispatch)
}

// dispatch hands the matter to the nearest seat that may answer for it.
func (f *fate) dispatch(a *act.Act) error {
	m, err := matter.Get(a.View, f.id)
	if err != nil {
		return err
	}
	choices, err := matter.Choices(a.View, m.Matter)
	if seats := choices[f.id].Seats; err != nil || len(seats) == 0 {
		return err
	}
	return matter.Dispatch(a, f.ref(), matter.Handover{Seat: choices[f.id].Seats[0].ID, Note: "请先联系居民，看过现场再回复。"})
}

func (f *fate) accept() error {
	if f.chance(7) && f.tries == 0 {
		f.tries++
		f.later(2, 20, f.rule)
		return f.bySeat(func(a *act.Act) error { return matter.Return(a, f.ref(), some(f.builder, returns)) })
	}
	if f.chance(4) {
		return f.bySpeaker(func(a *act.Act) error {
			return matter.Withdraw(a, f.ref(), matter.Plea{Reason: "邻居已经帮忙弄好了，谢谢。"})
		})
	}
	f.later(1, 10, f.contact)
	return f.bySeat(func(a *act.Act) error { return matter.Accept(a, f.ref()) })
}

func (f *fate) rule() error {
	f.later(2, 12, f.contact)
	return f.byDesk(func(a *act.Act) error {
		return matter.Rule(a, f.ref(), matter.Ruling{Uphold: true, Reason: "现场在小区红线内，由你们负责，请不要再退。"})
	})
}

func (f *fate) contact() error {
	if err := f.bySeat(func(a *act.Act) error { return matter.Contact(a, f.ref(), "电话联系，约好上门时间") }); err != nil {
		return err
	}
	switch n := f.rand.IntN(100); {
	case n < 6:
		f.later(6, 72, f.supply)
		return f.bySeat(func(a *act.Act) error {
			return matter.Ask(a, f.ref(), "麻烦补一张能看清位置的照片，或者说一下几点在家。")
		})
	case n < 14:
		f.later(20, 90, f.report)
		return f.bySeat(func(a *act.Act) error {
			return matter.Extend(a, f.ref(), matter.Extension{By: calendar.Limit{Amount: 2, Unit: calendar.Days}, Reason: some(f.builder, extensions)})
		})
	case n < 40 && f.story.stuck != "":
		f.later(4, 30, f.park)
		return f.bySeat(func(a *act.Act) error {
			return matter.AskPark(a, f.ref(), matter.ParkRequest{Reason: matter.ParkConsent, Measures: f.story.stuck, Until: calendar.DayOf(f.now).Add(45)})
		})
	case n >= 40 && n < 46:
		f.later(2, 20, f.accept)
		return f.bySeat(func(a *act.Act) error {
			return matter.Escalate(a, f.ref(), matter.Escalation{Reason: "涉及几家单位，社区协调不动，请街道牵头。"})
		})
	}
	f.later(6, 110, f.report)
	return f.bySeat(func(a *act.Act) error {
		return matter.Handle(a, f.ref(), matter.Note{Words: "已到现场看过，材料在准备。"})
	})
}

func (f *fate) supply() error {
	f.later(6, 60, f.report)
	return f.bySpeaker(func(a *act.Act) error {
		return matter.Supply(a, f.ref(), matter.Supplement{Words: "下午五点以后都在家，就在楼梯口左边那一处。"})
	})
}

func (f *fate) park() error {
	by, err := f.actor(people.ID(f.roles[0].Person)) // the subdistrict
	if err != nil {
		return err
	}
	return f.as(by, func(a *act.Act) error { return matter.Park(a, f.ref(), "同意，到期前一周先碰一次。") })
}

func (f *fate) report() error {
	r := matter.Result{Outcome: matter.OutcomeSolved, Words: some(f.builder, f.story.done)}
	if f.story.stuck != "" && f.chance(18) {
		r = matter.Result{Outcome: matter.OutcomeCannot, Words: f.story.stuck}
	}
	f.later(1, 16, f.review)
	return f.bySeat(func(a *act.Act) error { return matter.Report(a, f.ref(), r) })
}

func (f *fate) review() error {
	if f.chance(70) {
		f.later(2, 90, f.judge)
	}
	return f.byDesk(func(a *act.Act) error { return matter.Review(a, f.ref(), "") })
}

func (f *fate) judge() error {
	mood, o := "happy", matter.Opinion{Satisfaction: matter.Satisfied, Solved: true}
	switch n := f.rand.IntN(100); {
	case n < 9:
		mood, o = "unhappy", matter.Opinion{Satisfaction: matter.Dissatisfied}
	case n < 26:
		mood, o = "soso", matter.Opinion{Satisfaction: matter.Basically, Solved: true}
	}
	if f.chance(60) {
		o.Words = some(f.builder, judgements[mood])
	}
	if mood == "unhappy" && f.tries < 2 {
		f.tries = 2
		f.later(1, 20, f.reopen)
	}
	return f.bySpeaker(func(a *act.Act) error { return matter.Judge(a, f.ref(), o) })
}

func (f *fate) reopen() error {
	f.later(3, 20, f.contact)
	return f.bySpeaker(func(a *act.Act) error {
		return matter.Reopen(a, f.ref(), matter.Plea{Reason: some(f.builder, judgements["unhappy"])})
	})
}
