package people

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

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

// PlaceHold keeps a person's particulars from being erased until a moment, or
// until it is ended. Nobody places or ends one on themselves.
func PlaceHold(a *act.Act, h Hold) (id.Of[Hold], error) {
	if err := requireStaff(a, CanHold, h.Person); err != nil {
		return 0, err
	}
	if row, err := loadRow(a.View, h.Person); err != nil || !row.ErasedAt.IsZero() {
		return 0, errOr(err, missing())
	}
	var c errs.Check
	var err error
	h.Reason, err = clean.Line(h.Reason, maxTold)
	c.If(err != nil || h.Reason == "", "reason", "hold.reason", "请写明为什么要保留，最多 200 个字；本人会看到")
	h.Basis, err = clean.Line(h.Basis, maxTold)
	c.If(err != nil || h.Basis == "", "basis", "hold.basis", "请写明依据哪一条法律，最多 200 个字")
	c.If(!h.Until.IsZero() && !h.Until.After(a.At), "until", "hold.until", "请写一个以后的日期；还不知道就空着")
	if err := c.Err(); err != nil {
		return 0, err
	}
	h.ID, h.Since, h.PlacedBy = act.NewID[Hold](a), a.At, ID(a.By.Person)
	return h.ID, db.Insert(a.Tx, "people_hold", h)
}

// EndHold ends a hold of the person's. One that is over stays as it was.
func EndHold(a *act.Act, person ID, hold id.Of[Hold]) error {
	if err := requireStaff(a, CanHold, person); err != nil {
		return err
	}
	a.Note("ended")
	h, ok, err := db.Find[Hold](a.Tx, sqlHold, hold, person)
	if err != nil || !ok {
		return errOr(err, errs.Missing())
	}
	if !h.InForce(a.At) {
		return nil
	}
	_, err = a.Tx.Exec(sqlEndHold, a.At, hold, person)
	return err
}

// InForce says whether the hold keeps anything at a moment.
func (h Hold) InForce(at time.Time) bool { return h.Until.IsZero() || h.Until.After(at) }

// Placed lists the holds placed on a person and in force now, to the person and
// to whoever may end them.
func Placed(v *act.View, person ID) ([]Hold, error) {
	if !self(v, person) {
		things, err := Things(v, person)
		if err != nil {
			return nil, err
		}
		if err := may(v, CanHold, things); err != nil {
			return nil, err
		}
	}
	return db.Select[Hold](v.Tx, sqlHolds, person, v.At)
}

// HoldsInForce lists the holds that the actor may end, the oldest first.
func HoldsInForce(v *act.View, limit int) ([]Hold, error) {
	var c db.Cond
	c.AndAny(v.Where(CanHold, access.Columns{Path: "p.path"}), v.Where(CanHold, access.Columns{Path: "s.path"}))
	return db.Select[Hold](v.Tx, sqlHoldsInForce.Where(c), v.At, limit)
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
