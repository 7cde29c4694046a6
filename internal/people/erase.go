package people

import (
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// CanErase is the capability to erase a person's particulars, asked of the person.
const CanErase access.Capability = "people.erase"

// CanHold is the capability to place and end a legal hold, asked of the person.
const CanHold access.Capability = "people.hold"

// Hold is a reason of law for which a person's particulars must be kept.
type Hold struct {
	ID       id.Of[Hold] `db:"id"`
	Person   ID          `db:"person_id"`
	Reason   string      `db:"reason"` // for the person to read
	Basis    string      `db:"basis"`  // the law
	Since    time.Time   `db:"since"`
	Until    time.Time   `db:"until"` // zero: open
	PlacedBy ID          `db:"placed_by"`
}

// Holder is a room above that may have a reason to keep a person's particulars:
// an open matter, a term of office, an account not settled.
type Holder func(v *act.View, person ID) ([]Hold, error)

// PlaceHold keeps a person's particulars from being erased until a day, or until
// it is ended.
func PlaceHold(a *act.Act, h Hold) (id.Of[Hold], error) {
	if err := requireOf(a, CanHold, h.Person); err != nil {
		return 0, err
	}
	var c errs.Check
	var err error
	h.Reason, err = clean.Line(h.Reason, maxTold)
	c.If(err != nil || h.Reason == "", "reason", "hold.reason", "请写明为什么要保留，本人会看到")
	h.Basis, err = clean.Line(h.Basis, maxTold)
	c.If(err != nil || h.Basis == "", "basis", "hold.basis", "请写明依据哪一条法律")
	if err := c.Err(); err != nil {
		return 0, err
	}
	h.ID, h.Since, h.PlacedBy = act.NewID[Hold](a), a.At, ID(a.By.Person)
	return h.ID, db.Insert(a.Tx, "people_hold", h)
}

// EndHold ends a hold of the person's.
func EndHold(a *act.Act, person ID, hold id.Of[Hold]) error {
	if err := requireOf(a, CanHold, person); err != nil {
		return err
	}
	n, err := a.Tx.Exec(sqlEndHold, a.At, hold, person)
	if err == nil && n == 0 {
		err = errs.Missing()
	}
	return err
}

// Holds lists every reason for which a person's particulars must be kept now:
// holds placed, a home they own, and what the rooms above say.
func Holds(v *act.View, person ID, holders ...Holder) ([]Hold, error) {
	out, err := db.Select[Hold](v.Tx, sqlHolds, person, v.At)
	if err != nil {
		return nil, err
	}
	standings, err := Standings(v, person)
	if err != nil {
		return nil, err
	}
	for _, s := range standings {
		if s.Kind == Owner {
			out = append(out, Hold{Person: person, Reason: "名下还有房屋，业主名册要保留到过户之后", Basis: "民法典第278条、物业管理条例第10条", Since: s.Since})
			break
		}
	}
	for _, holder := range holders {
		more, err := holder(v, person)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

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
	_, err = a.Tx.Exec(sqlRevokeAll, a.At, ID(a.By.Person), person, person)
	return err
}
