package people

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// CanReveal is the capability to read names, phones and birth days whole;
// CanRevealSensitive that to read what the law calls sensitive (PIPL art. 28):
// document numbers, party membership, care facts.
const (
	CanReveal          access.Capability = "people.reveal"
	CanRevealSensitive access.Capability = "people.reveal_sensitive"
)

// CanAudit is the capability to read who looked at whom, of anyone.
const CanAudit access.Capability = "people.audit"

// The limits of looking.
const (
	RevealFor   = 60 * time.Second // how long a field stays shown
	RevealLimit = 30               // looks of one reader within an hour
	maxPurpose  = 100
	minPurpose  = 4
)

// LookPurposes are the purposes that a page offers; others are written out.
var LookPurposes = []string{"联系本人办理诉求", "核对身份", "上门走访", "送达通知", "紧急情况下联系"}

// Sensitive says whether a field is sensitive personal information.
func (f Field) Sensitive() bool { return f == FieldIdentity || f == FieldParty || f == FieldCare }

// Look is one look at a person's particulars: who, as what, at which fields,
// why, until when.
type Look struct {
	ID      id.Of[Look] `db:"id"`
	Person  ID          `db:"person_id"`
	Reader  ID          `db:"reader_id"`
	Seat    int64       `db:"seat_id"` // the seat that allowed it
	Fields  string      `db:"fields"`  // separated by commas
	Purpose string      `db:"purpose"`
	At      time.Time   `db:"at"`
	Until   time.Time   `db:"until"`
}

// Named lists the fields of the look.
func (l Look) Named() (out []Field) {
	for f := range strings.SplitSeq(l.Fields, ",") {
		out = append(out, Field(f))
	}
	return out
}

func (l Look) covers(f Field) bool { return slices.Contains(l.Named(), f) }

// Revealed is what a look shows, until it closes.
type Revealed struct {
	Person Person // with the fields of the look shown
	Look   Look
}

// Seen says that someone looked at a person's particulars.
type Seen struct {
	Person, Reader ID
	Look           id.Of[Look]
}

// Reveal shows fields of a person whole for sixty seconds, for a stated purpose.
// Whoever may reveal at one of the person's places may, thirty times an hour; the
// person reads of it under 谁看过我的信息.
func Reveal(a *act.Act, person ID, fields []Field, purpose string) (Revealed, error) {
	things, err := Things(a.View, person)
	if err != nil {
		return Revealed{}, err
	}
	return reveal(a, person, things, ask{fields, purpose})
}

// RevealOf is Reveal for whoever answers for a thing that concerns the person,
// wherever the person lives: the handler of their matter. The caller has made
// sure that the thing is the person's.
func RevealOf(a *act.Act, of access.Thing, person ID, fields []Field, purpose string) (Revealed, error) {
	if _, err := loadRow(a.View, person); err != nil {
		return Revealed{}, err
	}
	return reveal(a, person, []access.Thing{of}, ask{fields, purpose})
}

type ask struct {
	fields  []Field
	purpose string
}

func reveal(a *act.Act, person ID, things []access.Thing, q ask) (Revealed, error) {
	for _, c := range q.needs() {
		if err := require(a, c, things); err != nil {
			return Revealed{}, err
		}
	}
	seat := a.Seat()
	purpose, err := q.check()
	if err != nil {
		return Revealed{}, err
	}
	a.Note(q.joined())
	if err := rested(a); err != nil {
		return Revealed{}, err
	}
	look := Look{
		ID: act.NewID[Look](a), Person: person, Reader: ID(a.By.Person), Seat: seat,
		Fields: q.joined(), Purpose: purpose, At: a.At, Until: a.At.Add(RevealFor),
	}
	if err := db.Insert(a.Tx, "people_reveal", look); err != nil {
		return Revealed{}, err
	}
	row, err := loadRow(a.View, person)
	if err != nil {
		return Revealed{}, err
	}
	all, err := shown(a.View, []personRow{row})
	if err != nil {
		return Revealed{}, err
	}
	return Revealed{Person: all[0], Look: look}, a.Publish(Seen{Person: person, Reader: look.Reader, Look: look.ID})
}

// needs are the capabilities that the fields ask for.
func (q ask) needs() []access.Capability {
	out := []access.Capability{CanReveal}
	if slices.ContainsFunc(q.fields, Field.Sensitive) {
		out = append(out, CanRevealSensitive)
	}
	return out
}

func (q ask) joined() string {
	var names []string
	for _, f := range Fields {
		if slices.Contains(q.fields, f) {
			names = append(names, string(f))
		}
	}
	return strings.Join(names, ",")
}

func (q ask) check() (string, error) {
	var c errs.Check
	c.If(q.joined() == "" || slices.ContainsFunc(q.fields, func(f Field) bool { return !f.Valid() }),
		"field", "reveal.field", "请选择要看哪一项")
	purpose, err := clean.Line(q.purpose, maxPurpose)
	c.If(err != nil || utf8.RuneCountInString(purpose) < minPurpose, "purpose", "reveal.purpose",
		"请写明为什么要看，4 到 100 个字；本人会看到这句话")
	return purpose, c.Err()
}

// rested refuses a reader who looked at too many within the hour.
func rested(a *act.Act) error {
	key := "reveal/" + ID(a.By.Person).String()
	if _, err := auth.Allow(a.Tx, a.At, auth.Limit{Key: key, Per: time.Hour}); err != nil { // makes two looks at once wait for each other
		return err
	}
	n, err := db.Get[int](a.Tx, sqlLooksSince, a.By.Person, a.At.Add(RevealFor-time.Hour))
	if err != nil {
		return err
	}
	if n >= RevealLimit {
		return errs.New(errs.Throttled, "reveal.limit", "一小时内最多查看 %d 次个人信息，请过一会儿再看", RevealLimit)
	}
	return nil
}

// openReveals lists what the reader may see whole at this moment.
func openReveals(v *act.View) ([]Look, error) {
	if !v.By.SignedIn() {
		return nil, nil
	}
	return db.Select[Look](v.Tx, sqlOpenReveals, v.By.Person, v.At)
}

// ShownFor is how many seconds the actor's looks at a person still stand; 0 when
// none does.
func ShownFor(v *act.View, person ID) (int, error) {
	open, err := openReveals(v)
	left := time.Duration(0)
	for _, l := range open {
		if l.Person == person {
			left = max(left, l.Until.Sub(v.At))
		}
	}
	return int((left + time.Second - 1) / time.Second), err
}

// SeenBy lists who looked at a person's particulars, the latest first: to the
// person, and to whoever may audit.
func SeenBy(v *act.View, person ID, limit int) ([]Look, error) {
	if !self(v, person) {
		things, err := Things(v, person)
		if err != nil {
			return nil, err
		}
		if err := may(v, CanAudit, things); err != nil {
			return nil, err
		}
	}
	return db.Select[Look](v.Tx, sqlSeenBy, person, limit)
}

// Looks lists the looks of a span of time, the latest first, at persons whom the
// actor may audit: who saw which fields of whom (PIPL art. 54).
func Looks(v *act.View, from, to time.Time, limit int) ([]Look, error) {
	c := v.Where(CanAudit, access.Columns{Path: "p.path"})
	return db.Select[Look](v.Tx, sqlLooks.Where(c), from, to, limit)
}
