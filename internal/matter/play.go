package matter

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

// Begin is a history that begins with a matter being raised: its id, place, unit,
// need, reporter and moment are given.
func Begin(m Matter, limit calendar.Limit, raised Step) *History {
	m.Stage, m.StageAt, m.UpdatedAt, m.Rounds = StageRegistered, m.CreatedAt, m.CreatedAt, 1
	m.Clock = startClock(calendar.Official(), limit, m.CreatedAt)
	raised.At, raised.Verb, raised.Stage = m.CreatedAt, VerbRaise, StageRegistered
	return &History{Matter: m, Steps: []Step{raised}}
}

// Play adds a step with all that it changes. It says false, and changes nothing,
// where the table does not allow it. Who may and what else must hold it does not
// ask: a history has happened.
func (h *History) Play(s Step) bool {
	to, ok := next(h.Stage, s.Verb)
	if !ok {
		return false
	}
	m := &h.Matter
	m.effect(s)
	m.enter(to, s.At)
	m.UpdatedAt = s.At
	s.Stage, s.Level = to, m.Level
	h.Steps = append(h.Steps, s)
	if s.Verb == VerbJudge {
		h.Judgements = append(h.Judgements, Judgement{
			Matter: m.ID, Seq: len(h.Steps), Unit: m.Unit, Path: m.Path, At: s.At, Satisfaction: m.Satisfaction, Solved: m.Solved,
			Contacted: !m.ContactedAt.IsZero(),
		})
	}
	return true
}

// effect is what a step changes beside the stage.
func (m *Matter) effect(s Step) {
	switch s.Verb {
	case VerbDispatch, VerbReassign, VerbEscalate:
		if s.Verb == VerbDispatch && m.Stage == StageRegistered {
			m.Clock = startClock(calendar.Official(), m.Limit.Limit, s.At)
		}
		m.Ruled = m.Ruled || s.Verb == VerbReassign
	case VerbRecall:
		m.handTo(holder{})
	case VerbUphold:
		m.Ruled = true
	case VerbAnswer:
		m.Outcome, m.ContactedAt, m.ReportedAt = OutcomeExplained, s.At, s.At
	case VerbDivert:
		m.Outcome = OutcomeOutside
		m.handTo(holder{})
	case VerbContact:
		m.ContactedAt = s.At
	case VerbExtend:
		if l, err := calendar.ParseLimit(s.Detail.By); err == nil {
			m.extend(calendar.Official(), l)
		}
	case VerbAskPark:
		m.Parking = Parking{AskedAt: s.At, Reason: s.Detail.Park, Until: s.Detail.Until.Start()}
	case VerbPark:
		m.AskedAt = time.Time{}
	case VerbUnpark, VerbRefusePark, VerbWithdraw:
		m.Parking = Parking{}
	case VerbLapse:
		m.LapsedAt = s.At
	case VerbReport:
		m.Outcome, m.ReportedAt, m.ReportedBy = s.Detail.Outcome, s.At, m.Seat
		m.unjudge()
	case VerbRedo:
		m.Outcome, m.ReportedAt, m.ReportedBy = "", time.Time{}, 0
		m.unjudge()
	case VerbJudge:
		m.JudgedAt, m.Satisfaction = s.At, s.Detail.Satisfaction
		m.Solved = s.Detail.Solved != nil && *s.Detail.Solved
	case VerbReopen, VerbRehear:
		m.Rounds++
		m.Ending = Ending{Rounds: m.Rounds, Excluded: m.Excluded, ClosedAt: m.ClosedAt}
		m.Clock = startClock(calendar.Official(), m.Limit.Limit, s.At)
	}
}

// Held gives the matter of a history to a seat, as a dispatch, a reassignment or
// an escalation is about to.
func (h *History) Held(seat org.SeatID, body org.ID, level place.Kind) {
	h.handTo(holder{Seat: org.Seat{ID: seat, Organization: body}, level: level})
}

// Wind sets what time must do next to the matter of a history, as seen at now;
// window is how long its requester may judge.
func (h *History) Wind(now time.Time, window calendar.Limit) {
	m := &h.Matter
	m.Alarm, m.AlarmAt = AlarmNone, time.Time{}
	switch {
	case m.Stage.Ticks():
		m.Alarm, m.AlarmAt = m.tick(now)
	case m.Stage == StageParked:
		m.Alarm, m.AlarmAt = AlarmReview, m.Until
	case m.Stage == StageWaiting:
		m.Alarm = AlarmReview
		m.AlarmAt, _ = calendar.Official().Due(m.StageAt, window)
	case m.Stage == StageAnswered || m.Stage == StageReviewed || m.Stage == StageJudged:
		m.Alarm = AlarmWindow
		m.AlarmAt, _ = calendar.Official().Due(m.StageAt, window)
	}
}
