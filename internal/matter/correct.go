package matter

import (
	"errors"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Correction puts right what was written down wrong; zero values stay as they
// are.
type Correction struct {
	Place    place.ID
	Category CategoryID
	Kind     Kind
	Against  org.ID // the organisation complained of, found out later
	Note     string
}

// Correct puts a matter's place, category or kind right; what it was stays in the
// step. The desk may. A new category has its own limit, counted from the same
// beginning; another community gives it a number of its own.
func Correct(a *act.Act, ref Ref, c Correction) error {
	t, err := begin(a, ref, VerbCorrect, CanDispatch)
	if err != nil {
		return err
	}
	note, err := say("note", c.Note, "")
	if err != nil {
		return err
	}
	past, err := t.past()
	if err != nil {
		return err
	}
	t.counts.history(&t.was, past, -1)
	step := Step{Words: note, Inner: true, Detail: Detail{
		OldPlace: t.was.Place, OldCategory: t.was.Category, OldKind: t.was.Kind,
	}}
	if err := t.put(c); err != nil {
		return err
	}
	if t.m.Place == t.was.Place && t.m.Need == t.was.Need && t.m.Against == t.was.Against {
		return errs.New(errs.Invalid, "matter.unchanged", "没有要更正的内容")
	}
	t.counts.history(&t.m, past, 1)
	if err := t.take(VerbCorrect, step); err != nil {
		return err
	}
	return t.done(Corrected{t.told()})
}

// put writes the correction into the matter.
func (t *turn) put(c Correction) error {
	m := &t.m
	if !c.Place.IsZero() {
		if err := t.move(c.Place); err != nil {
			return err
		}
	}
	if c.Kind != "" {
		n := New{Kind: c.Kind, Channel: m.Channel, Words: m.Words}
		if err := n.check(); err != nil {
			return err
		}
		m.Kind = c.Kind
	}
	if !c.Against.IsZero() {
		if _, err := org.Get(t.View, c.Against); err != nil {
			return errs.Invalidf("against", "matter.against_unknown", "请选择被投诉的单位")
		}
		if c.Against == m.Org {
			return errs.Invalidf("against", "matter.against", "这件事正由这个单位承办，请先改派再更正")
		}
		m.Against = c.Against
	}
	category, err := categoryOf(t.View, m.Category)
	if err != nil {
		return err
	}
	if !c.Category.IsZero() && c.Category != m.Category {
		category, err = categoryOf(t.View, c.Category)
		if err != nil {
			return err
		}
		if category.ID.IsZero() || !category.Open() {
			return errs.Invalidf("category", "matter.category", "请选择是哪一类的事")
		}
		m.Category = category.ID
		if err := t.relimit(category); err != nil {
			return err
		}
	}
	m.Secret = m.Secret || m.Kind == KindTip
	m.OpenToAll = category.OpenToAll && m.mayBePublic()
	return nil
}

// relimit gives the clock the limit of another category, from the same beginning.
func (t *turn) relimit(c Category) error {
	terms, err := termsOf(t.View, c, t.m.Path)
	if err != nil {
		return err
	}
	paused := t.m.DueAt.Sub(t.m.BaseDueAt)
	t.m.Clock = startClock(t.calendar(), terms.limit, t.m.StartedAt)
	t.m.DueAt = t.m.DueAt.Add(paused)
	return nil
}

// move brings the matter to another place, where the desk must be at home too.
func (t *turn) move(to place.ID) error {
	where, _, err := groundAt(t.View, to)
	if errors.Is(err, db.ErrNone) {
		return errs.Invalidf("place", "matter.place", "请选择这件事在哪里")
	}
	if err != nil {
		return err
	}
	unit := t.m.Unit
	t.m.stand(where)
	thing := t.m.thing(t.By)
	thing.Seat = 0
	if !t.May(CanDispatch, thing) {
		return errs.Invalidf("place", "matter.place_foreign", "那里不归您派单；请上报，由上一级更正")
	}
	if t.m.Unit == unit {
		return nil
	}
	return nextNumber(t.Act, &t.m, calendar.DayOf(t.At).Year())
}

// maxSummary is how long the public sentence of a matter may be.
const maxSummary = 60

// Announce sets what the public list says of a matter beside its category. The
// desk may, and answers for it that no person can be told from it.
func Announce(a *act.Act, ref Ref, summary string) error {
	t, err := begin(a, ref, VerbAnnounce, CanDispatch)
	if err != nil {
		return err
	}
	summary, err = clean.Line(summary, maxSummary)
	if e := errs.As(err); e != nil {
		return errs.Invalidf("summary", e.Code, e.Message())
	}
	if telling.MatchString(summary) {
		return errs.Invalidf("summary", "announce.personal", "公开的话里不要有电话、证件号或门牌号")
	}
	t.m.Summary = summary
	if err := t.take(VerbAnnounce, Step{Words: summary}); err != nil {
		return err
	}
	return t.done(Announced{t.told()})
}
