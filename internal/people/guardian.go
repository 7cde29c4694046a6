package people

import (
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Guardianship is that a grown person is the guardian of someone (Civil Code
// arts. 27, 28).
type Guardianship struct {
	Child      ID        `db:"child_id"`
	Guardian   ID        `db:"guardian_id"`
	Relation   string    `db:"relation"` // 母亲, 父亲, 祖母 …
	Evidence   string    `db:"evidence"` // which paper was seen; no number of it
	Since      time.Time `db:"since"`
	Until      time.Time `db:"until"` // zero: still
	RecordedBy ID        `db:"recorded_by"`
	EndedBy    ID        `db:"ended_by"`
}

// Guard records a guardianship. Staff at the person's place records it on seeing
// the papers.
func Guard(a *act.Act, g Guardianship) error {
	if err := requireStaff(a, CanConsent, g.Child); err != nil {
		return err
	}
	g, err := g.checked(a)
	if err != nil {
		return err
	}
	a.Note("guardian: " + g.Evidence)
	present, err := guardiansOf(a.View, g.Child)
	if err != nil || slices.Contains(present, g.Guardian) {
		return err
	}
	g.Since, g.RecordedBy = a.At, ID(a.By.Person)
	return db.Insert(a.Tx, "people_guardian", g)
}

func (g Guardianship) checked(a *act.Act) (Guardianship, error) {
	var c errs.Check
	var err error
	g.Relation, err = clean.Line(g.Relation, 20)
	c.If(err != nil || g.Relation == "", "relation", "guardian.relation", "请写明是什么关系，例如：母亲")
	g.Evidence, err = clean.Line(g.Evidence, 60)
	c.If(err != nil || g.Evidence == "", "evidence", "guardian.evidence", "请写明看了什么凭证，例如：户口簿、出生医学证明；最多 60 个字，不要写号码")
	if ward, err := loadRow(a.View, g.Child); err != nil || !ward.ErasedAt.IsZero() || ward.Body {
		return g, errOr(err, missing())
	}
	row, err := loadRow(a.View, g.Guardian)
	if err != nil || !row.ErasedAt.IsZero() || row.Body {
		c.Bad("guardian", "guardian.unknown", "没有找到这个号码的监护人，请先登记监护人")
		return g, c.Err()
	}
	age, known, err := ageOf(a.View, row, a.At)
	if err != nil {
		return g, err
	}
	c.If(g.Child == g.Guardian || known && age < AdultAge, "guardian", "guardian.age", "监护人须是成年人，而且不能是本人")
	return g, c.Err()
}

// Unguard ends a guardianship: either side may at any time, and so may staff. A
// child under fourteen leaves it to the desk: without a guardian nobody could
// consent for them (PIPL art. 31). One that is over stays as it was.
func Unguard(a *act.Act, person, guardian ID) error {
	g, ok, err := db.Find[Guardianship](a.Tx, sqlGuardianship, person, guardian)
	if err != nil || !ok {
		return errOr(err, missing())
	}
	me := ID(a.By.Person)
	switch {
	case me.IsZero() || me != person && me != guardian:
		err = requireStaff(a, CanConsent, person)
	case me == person:
		err = grown(a.View, person)
	}
	if err != nil {
		return err
	}
	if me == person || me == guardian {
		a.Record(string(CanConsent), access.Thing{Kind: "person", ID: int64(person), Author: int64(person)}, "")
	}
	a.Note("guardian ended")
	if !g.Until.IsZero() {
		return nil
	}
	_, err = a.Tx.Exec(sqlUnguard, a.At, me, person, guardian)
	return err
}

// grown refuses a child under fourteen.
func grown(v *act.View, person ID) error {
	age, known, err := Age(v, person, v.At)
	if err == nil && known && age < ChildAge {
		err = errs.New(errs.Forbidden, "guardian.child", "未满 14 岁，要换监护人请让家里大人带上凭证到社区柜台办")
	}
	return err
}

func guardiansOf(v *act.View, person ID) ([]ID, error) {
	return db.Select[ID](v.Tx, sqlGuardians, person)
}

// Guardianships lists those in which the person is either side, what is over too:
// the present ones first, each the latest first.
func Guardianships(v *act.View, person ID) ([]Guardianship, error) {
	return db.Select[Guardianship](v.Tx, sqlGuardianships, person, person)
}

// Wards lists whose guardian the person is.
func Wards(v *act.View, person ID) ([]ID, error) { return db.Select[ID](v.Tx, sqlWards, person) }
