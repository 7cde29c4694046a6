package matter

import (
	"cmp"
	"fmt"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// turn is one act on one matter: what it was, what it becomes, the steps taken.
type turn struct {
	*act.Act
	was, m Matter
	steps  []Step
	files  []File
	counts tally
}

// begin opens a matter for a step: whoever has one of the capabilities may, the
// page they saw must still be true, and the table must allow the step.
func begin(a *act.Act, ref Ref, verb Verb, anyOf ...access.Capability) (*turn, error) {
	m, err := load(a.View, ref.ID)
	if err != nil {
		return nil, fmt.Errorf("%s matter %s: %w", verb, ref.ID, err)
	}
	if err := requireAny(a, m.thing(a.By), anyOf); err != nil {
		return nil, err
	}
	if !m.Stage.Allows(verb) {
		return nil, late(a.View, m, verb)
	}
	if ref.Version != 0 && ref.Version != m.Version {
		return nil, moved(a.View, m)
	}
	return &turn{Act: a, was: m, m: m}, nil
}

// requireAny requires the first capability the actor has, or the last of them.
func requireAny(a *act.Act, t access.Thing, anyOf []access.Capability) error {
	for i, c := range anyOf {
		if i == len(anyOf)-1 || a.May(c, t) {
			return a.Require(c, t)
		}
	}
	return errs.Missing()
}

// late says why a step comes too late: usually somebody was quicker.
func late(v *act.View, m Matter, verb Verb) error {
	if verb == VerbAccept && m.Stage != StageRegistered {
		if s, ok, err := lastOf(v, m.ID, VerbAccept); err == nil && ok && !s.Person.IsZero() {
			return errs.New(errs.Conflict, "matter.accepted", "刚才%s已经签收了，不用再签", nameOf(v, s.Person))
		}
	}
	return refuse(m.Stage, verb)
}

// moved says what happened since the page was made.
func moved(v *act.View, m Matter) error {
	s, ok, err := db.Find[Step](v.Tx, sqlLast, m.ID)
	if err != nil || !ok {
		return err
	}
	return errs.New(errs.Conflict, "matter.moved", "刚才%s做了“%s”，这件事现在是“%s”，请看过最新情况再操作",
		nameOf(v, s.Person), s.Verb.Label(), m.Stage.Label())
}

// nameOf is a person's masked name, for a sentence.
func nameOf(v *act.View, person people.ID) string {
	if person.IsZero() {
		return "系统"
	}
	if int64(person) == v.By.Person {
		return "您自己"
	}
	names, err := people.Names(v, person)
	if err != nil || names[person] == "" {
		return "有人"
	}
	return names[person]
}

// take takes a step: the table says where it leads.
func (t *turn) take(verb Verb, s Step) error {
	to, ok := next(t.m.Stage, verb)
	if !ok {
		return refuse(t.m.Stage, verb)
	}
	t.counts.leave(&t.m, to, t.At)
	t.m.enter(to, t.At)
	t.m.Version++
	s.Matter, s.Seq, s.At, s.Verb, s.Stage = t.m.ID, t.m.Version, t.At, verb, to
	if !s.Detail.Auto {
		s.Person, s.For = people.ID(t.By.Person), cmp.Or(s.For, people.ID(t.By.For))
		s.Seat = org.SeatID(t.Seat())
	}
	s.Level = t.m.Level
	t.steps = append(t.steps, s)
	return nil
}

// enter brings the matter to a stage; the clock follows the stage.
func (m *Matter) enter(to Stage, at time.Time) {
	if to == m.Stage {
		return
	}
	m.Stage, m.StageAt = to, at
	if to.Paused() {
		m.pause(at)
	} else {
		m.resume(at)
	}
	m.ClosedAt = time.Time{}
	if !to.Open() {
		m.ClosedAt = at
	}
}

// finish writes the matter, its steps, files and counters.
func (t *turn) finish() error {
	if err := t.wind(); err != nil {
		return err
	}
	t.m.UpdatedAt = t.At
	if err := save(t.Act, &t.m, t.was.Version); err != nil {
		return err
	}
	return t.write()
}

// write appends the steps and what belongs to them.
func (t *turn) write() error {
	if err := db.InsertSoon(t.Tx, nil, "matter_step", t.steps...); err != nil {
		return err
	}
	if err := db.InsertSoon(t.Tx, nil, "matter_file", t.files...); err != nil {
		return err
	}
	return t.counts.add(t.Act, t.m.fact())
}

// told is the news of the last step, for an event.
func (t *turn) told() Told {
	n := Told{Matter: t.m.ID, Seat: t.m.Seat, Before: t.was.Seat}
	if len(t.steps) > 0 {
		n.Step = t.steps[len(t.steps)-1].Seq
	}
	return n
}

// done finishes the turn and publishes what happened.
func (t *turn) done(events ...any) error {
	if err := t.finish(); err != nil {
		return err
	}
	for _, e := range events {
		if err := t.Publish(e); err != nil {
			return err
		}
	}
	return nil
}

// calendar is the calendar by which the matter's days are counted.
func (t *turn) calendar() calendar.Calendar { return days(t.View) }

// say cleans what somebody wrote for a step; without words it is refused.
func say(field, text, missing string) (string, error) {
	s, err := clean.Text(text, maxWords)
	if e := errs.As(err); e != nil {
		return "", errs.Invalidf(field, e.Code, e.Message())
	}
	if s == "" && missing != "" {
		return "", errs.Invalidf(field, "words.empty", missing)
	}
	return s, nil
}
