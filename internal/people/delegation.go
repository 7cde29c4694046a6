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

// CanDelegate is the capability to record that a person lets another act for
// them, asked of the person.
const CanDelegate access.Capability = "people.delegate"

// Delegation lets an agent act for a person for a time: a daughter for her
// mother (Civil Code arts. 161 to 165).
type Delegation struct {
	ID         id.Of[Delegation] `db:"id"`
	Person     ID                `db:"person_id"` // who is acted for
	Agent      ID                `db:"agent_id"`
	Agreed     string            `db:"agreed"` // how the person agreed: 本人当面同意
	Since      time.Time         `db:"since"`
	Until      time.Time         `db:"until"`
	RecordedBy ID                `db:"recorded_by"`
	Seat       int64             `db:"seat_id"` // 0: by the person
	RevokedAt  time.Time         `db:"revoked_at"`
	RevokedBy  ID                `db:"revoked_by"`
}

// The longest a delegation lasts, and how long when nothing is said: the house's
// choice.
const (
	DelegationLife = 365 * 24 * time.Hour
	MaxDelegation  = 3 * DelegationLife
)

// Delegated says that someone may act for a person from now on.
type Delegated struct {
	Person, Agent ID
	Delegation    id.Of[Delegation]
}

// Delegate records that the agent may act for the person until a day: by the
// person, or by staff at the person's place on their word.
func Delegate(a *act.Act, d Delegation) (id.Of[Delegation], error) {
	if self(a.View, d.Person) && a.By.For == 0 {
		a.Record(string(CanDelegate), access.Thing{Kind: "person", ID: int64(d.Person), Author: int64(d.Person)}, "")
		d.Agreed = "本人在页面上同意"
	} else if err := requireStaff(a, CanDelegate, d.Person); err != nil {
		return 0, err
	} else {
		d.Seat = a.Seat()
	}
	if d.Until.IsZero() {
		d.Until = a.At.Add(DelegationLife)
	}
	d, err := d.checked(a)
	if err != nil {
		return 0, err
	}
	d.ID, d.Since, d.RecordedBy = act.NewID[Delegation](a), a.At, ID(a.By.Person)
	if err := db.Insert(a.Tx, "people_delegation", d); err != nil {
		return 0, err
	}
	return d.ID, a.Publish(Delegated{Person: d.Person, Agent: d.Agent, Delegation: d.ID})
}

func (d Delegation) checked(a *act.Act) (Delegation, error) {
	var c errs.Check
	agreed, err := clean.Line(d.Agreed, maxTold)
	c.If(err != nil || agreed == "", "agreed", "delegation.agreed", "请写明本人是怎样同意的，例如：本人当面同意")
	d.Agreed = agreed
	c.If(d.Person == d.Agent, "agent", "delegation.self", "不用委托自己")
	c.If(!d.Until.After(a.At) || d.Until.Sub(a.At) > MaxDelegation, "until", "delegation.until", "委托最长三年，请写一个以后的日期")
	if row, err := loadRow(a.View, d.Agent); err != nil || !row.ErasedAt.IsZero() || row.Body {
		c.Bad("agent", "delegation.agent", "没有找到受托人，请先登记")
	} else if age, known, err := ageOf(a.View, row, a.At); err != nil {
		return d, err
	} else {
		c.If(known && age < AdultAge, "agent", "delegation.age", "受托人须是成年人")
	}
	return d, c.Err()
}

// Revoke ends a delegation: either side may at any time, and so may staff.
func Revoke(a *act.Act, delegation id.Of[Delegation]) error {
	d, ok, err := db.Find[Delegation](a.Tx, sqlDelegation, delegation)
	if err != nil || !ok {
		return errOr(err, missing())
	}
	if me := ID(a.By.Person); !me.IsZero() && (me == d.Person || me == d.Agent) {
		a.Record(string(CanDelegate), access.Thing{Kind: "delegation", ID: int64(d.ID), Author: int64(d.Person)}, "revoked")
	} else if err := requireOf(a, CanDelegate, d.Person); err != nil {
		return err
	} else {
		a.Note("revoked")
	}
	_, err = a.Tx.Exec(sqlRevoke, a.At, ID(a.By.Person), delegation)
	return err
}

// Delegations lists the delegations in which the person is either side, ended
// ones too, the latest first.
func Delegations(v *act.View, person ID) ([]Delegation, error) {
	return db.Select[Delegation](v.Tx, sqlDelegations, person, person)
}

// ActsFor says whether the agent may act for the person now: by a delegation, or
// as the guardian of someone not yet grown.
func ActsFor(v *act.View, agent, person ID) (bool, error) {
	if agent.IsZero() || person.IsZero() {
		return false, nil
	}
	_, ok, err := db.Find[Delegation](v.Tx, sqlActsFor, agent, person, v.At)
	if err != nil || ok {
		return ok, err
	}
	guardians, err := guardiansOf(v, person)
	if err != nil {
		return false, err
	}
	for _, g := range guardians {
		if g == agent {
			age, known, err := Age(v, person, v.At)
			return known && age < AdultAge, err
		}
	}
	return false, nil
}
