package people

import (
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanErase is the capability to erase a person's particulars, asked of the person.
const CanErase access.Capability = "people.erase"

// Erased says that nothing is known of a person any more but their number.
// Whoever keeps something of them by that number lets it go now.
type ErasedPerson struct{ Person ID }

// Erase deletes a person's particulars for good: what they did stays, nobody can
// tell any more that it was they (PIPL art. 47). The person may, and staff who
// answer requests; a hold refuses it with its reasons.
func Erase(a *act.Act, person ID, holders ...Holder) error {
	row, err := loadRow(a.View, person)
	if err != nil {
		return err
	}
	things, err := thingsOf(a.View, row)
	if err != nil {
		return err
	}
	if ID(a.By.Person) == person && !person.IsZero() {
		a.Record(string(CanErase), things[0], "self")
	} else if err := require(a, CanErase, things); err != nil {
		return err
	}
	if !row.ErasedAt.IsZero() {
		return nil
	}
	holds, err := Holds(a.View, person, holders...)
	if err != nil {
		return err
	}
	if len(holds) > 0 {
		return held(holds)
	}
	if err := erase(a, person); err != nil {
		return err
	}
	return a.Publish(ErasedPerson{Person: person})
}

func held(holds []Hold) error {
	var reasons []string
	for _, h := range holds {
		reasons = append(reasons, h.Reason+"（"+h.Basis+"）")
	}
	return errs.New(errs.Conflict, "people.held", "现在还不能删除：%s", strings.Join(reasons, "；"))
}

func erase(a *act.Act, person ID) error {
	standings, err := Standings(a.View, person)
	if err != nil {
		return err
	}
	for _, s := range standings {
		if err := end(a, s); err != nil {
			return err
		}
	}
	if _, err := a.Tx.Exec(sqlErase, a.At, a.At, person); err != nil {
		return err
	}
	for _, q := range []db.SQL{sqlDropPhones, sqlDropTokens} {
		if _, err := a.Tx.Exec(q, person); err != nil {
			return err
		}
	}
	if _, err := a.Tx.Exec(sqlWithdrawAll, a.At, person); err != nil {
		return err
	}
	for _, q := range []db.SQL{sqlRevokeAll, sqlUnguardAll} {
		if _, err := a.Tx.Exec(q, a.At, ID(a.By.Person), person, person); err != nil {
			return err
		}
	}
	return nil
}
