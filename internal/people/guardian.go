package people

import (
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

type guardianRow struct {
	Child    ID        `db:"child_id"`
	Guardian ID        `db:"guardian_id"`
	Relation string    `db:"relation"` // 母亲, 父亲, 祖母 …
	Since    time.Time `db:"since"`
	Until    time.Time `db:"until"`
}

// Guard records that a grown person is the guardian of someone (Civil Code arts.
// 27, 28). Staff at the person's place records it on seeing the papers.
func Guard(a *act.Act, person, guardian ID, relation string) error {
	if err := requireStaff(a, CanConsent, person); err != nil {
		return err
	}
	a.Note("guardian")
	relation, err := clean.Line(relation, 20)
	if err != nil || relation == "" {
		return errs.Invalidf("relation", "guardian.relation", "请写明是什么关系，例如：母亲")
	}
	age, known, err := Age(a.View, guardian, a.At)
	if err != nil {
		return err
	}
	if person == guardian || known && age < AdultAge {
		return errs.Invalidf("guardian", "guardian.age", "监护人须是成年人，而且不能是本人")
	}
	present, err := guardiansOf(a.View, person)
	if err != nil || slices.Contains(present, guardian) {
		return err
	}
	return db.Insert(a.Tx, "people_guardian", guardianRow{Child: person, Guardian: guardian, Relation: relation, Since: a.At})
}

// Unguard ends a guardianship.
func Unguard(a *act.Act, person, guardian ID) error {
	if err := requireStaff(a, CanConsent, person); err != nil {
		return err
	}
	a.Note("guardian ended")
	_, err := a.Tx.Exec(sqlUnguard, a.At, person, guardian)
	return err
}

func guardiansOf(v *act.View, person ID) ([]ID, error) {
	return db.Select[ID](v.Tx, sqlGuardians, person)
}

// Guardians lists the present guardians of a person.
func Guardians(v *act.View, person ID) ([]ID, error) { return guardiansOf(v, person) }

// Wards lists whose guardian the person is.
func Wards(v *act.View, person ID) ([]ID, error) { return db.Select[ID](v.Tx, sqlWards, person) }
