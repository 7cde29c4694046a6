package people

import (
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// CanProve is the capability to record at the counter, on papers, who owns a
// home or lives there; CanVouch that of a building's lead to say who lives there.
// Both are asked of the home.
const (
	CanProve access.Capability = "people.prove"
	CanVouch access.Capability = "people.vouch"
)

// NewStanding is how a person stands to a home, to be recorded.
type NewStanding struct {
	Person   ID
	Home     place.ID
	Kind     StandingKind
	Share    Share  // of an owner; 0/0: not known
	Relation string // of one who lives there, within the household
	Apart    bool   // a household of their own, beside the others in the home
	Proof    Proof  // counter or lead
	Evidence string // which papers were seen; goes into the trail
}

// Settled says that a person is proved to own a home or to live there.
type Settled struct {
	Person   ID
	Home     place.ID
	Standing id.Of[Standing]
}

// Settle records that a person owns a home or lives there, on papers at the
// counter or on the word of the building's lead, who may say who lives there but
// not who owns. Settling again proves what was only said.
func Settle(a *act.Act, n NewStanding) (id.Of[Standing], error) {
	home, err := place.Get(a.View, n.Home)
	if err != nil {
		return 0, err
	}
	can := map[Proof]access.Capability{ProofCounter: CanProve, ProofLead: CanVouch}[n.Proof]
	if can == "" {
		return 0, missing()
	}
	if err := a.Require(can, home.Thing()); err != nil {
		return 0, err
	}
	n, err = n.checked(home)
	if err != nil {
		return 0, err
	}
	if n.Evidence != "" {
		a.Note(n.Evidence)
	}
	if row, err := loadRow(a.View, n.Person); err != nil || !row.ErasedAt.IsZero() {
		return 0, errOr(err, missing())
	}
	return settle(a, n, home)
}

func (n NewStanding) checked(home place.Place) (NewStanding, error) {
	var c errs.Check
	c.If(home.Kind != place.Home, "home", "standing.home", "请选到具体的哪一户")
	c.If(home.Kind == place.Home && !home.Open(), "home", "standing.closed", "这一户已经停用")
	c.If(n.Kind.Name() == "", "kind", "standing.kind", "请选择是业主还是居住人")
	c.If(n.Proof == ProofLead && n.Kind == Owner, "kind", "standing.owner", "业主身份要凭不动产权证在柜台登记")
	c.If(!n.Share.valid(), "share", "standing.share", "份额请写成分数，例如 1/2")
	var err error
	n.Relation, err = clean.Line(n.Relation, 20)
	c.If(err != nil, "relation", "standing.relation", "关系最多写 20 个字")
	n.Evidence, err = clean.Line(n.Evidence, 60)
	c.If(err != nil, "evidence", "standing.evidence", "凭证最多写 60 个字，不要写证件号码")
	if n.Kind == Resident {
		n.Share = Share{}
	}
	return n, c.Err()
}

// valid says whether the share is none at all or a part of one home.
func (s Share) valid() bool {
	return s == Share{} || s.Num > 0 && s.Den >= s.Num && s.Den <= 1_000_000
}

// settle records a checked standing, or proves the one there is.
func settle(a *act.Act, n NewStanding, home place.Place) (id.Of[Standing], error) {
	old, ok, err := present(a.View, n.Person, n.Home, n.Kind)
	if err != nil {
		return 0, err
	}
	if ok {
		return old.ID, confirm(a, old, n)
	}
	s := Standing{
		ID: act.NewID[Standing](a), Person: n.Person, Home: home.ID, Path: home.Path, Kind: n.Kind, Relation: n.Relation,
		Share: n.Share, Since: a.At, Proof: n.Proof, ProvedAt: a.At, ProvedBy: vouching(a, n.Proof),
	}
	if n.Kind == Resident {
		if s.Household, err = household(a, home, n.Apart); err != nil {
			return 0, err
		}
	}
	if err := db.Insert(a.Tx, "people_standing", s); err != nil {
		return 0, err
	}
	return s.ID, a.Publish(Settled{Person: n.Person, Home: home.ID, Standing: s.ID})
}

func vouching(a *act.Act, p Proof) ID {
	if p == ProofCounter || p == ProofLead {
		return ID(a.By.Person)
	}
	return 0
}

// confirm proves a standing that was only said, and corrects a share.
func confirm(a *act.Act, old Standing, n NewStanding) error {
	if n.Share != (Share{}) && n.Share != old.Share {
		if _, err := a.Tx.Exec(sqlShare, n.Share.Num, n.Share.Den, old.ID); err != nil {
			return err
		}
	}
	if old.Proved() {
		return nil
	}
	if _, err := a.Tx.Exec(sqlProve, n.Proof, a.At, vouching(a, n.Proof), old.ID); err != nil {
		return err
	}
	return a.Publish(Settled{Person: n.Person, Home: n.Home, Standing: old.ID})
}

// present gives the standing of this kind that the person has now.
func present(v *act.View, person ID, home place.ID, kind StandingKind) (Standing, bool, error) {
	var c db.Cond
	c.And("person_id = ? AND home_id = ? AND kind = ? AND until IS NULL", person, home, kind)
	return db.Find[Standing](v.Tx, sqlStandings.Where(c))
}

// household gives the household that a newcomer joins: the first of the home, or
// a new one.
func household(a *act.Act, home place.Place, apart bool) (HouseholdID, error) {
	if !apart {
		all, err := Households(a.View, home.ID)
		if err != nil {
			return 0, err
		}
		if len(all) > 0 {
			return all[0].ID, nil
		}
	}
	h := Household{ID: act.NewID[Household](a), Home: home.ID, Path: home.Path, Since: a.At}
	return h.ID, db.Insert(a.Tx, "people_household", h)
}

// Households lists the present households of a home, the oldest first.
func Households(v *act.View, home place.ID) ([]Household, error) {
	var c db.Cond
	c.And("home_id = ? AND until IS NULL", home)
	return db.Select[Household](v.Tx, sqlHouseholds.Where(c))
}

// Left says that a person no longer owns a home or lives there.
type Left struct {
	Person ID
	Home   place.ID
	Kind   StandingKind
}

// EndStanding ends a standing: by whoever may record it, or by the person who moved out.
func EndStanding(a *act.Act, standing id.Of[Standing]) error {
	var c db.Cond
	c.And("id = ?", standing)
	s, ok, err := db.Find[Standing](a.Tx, sqlStandings.Where(c))
	if err != nil || !ok {
		return errOr(err, missing())
	}
	thing := access.Thing{Kind: "standing", ID: int64(s.ID), Place: int64(s.Home), Path: s.Path, Author: int64(s.Person)}
	if self(a.View, s.Person) && s.Kind == Resident {
		a.Record("people.leave", thing, "")
	} else if err := a.Require(CanProve, thing); err != nil {
		return err
	}
	return end(a, s)
}

func end(a *act.Act, s Standing) error {
	n, err := a.Tx.Exec(sqlEndStanding, a.At, s.ID)
	if err != nil || n == 0 {
		return err
	}
	if !s.Household.IsZero() {
		if _, err := a.Tx.Exec(sqlEndHousehold, a.At, s.Household); err != nil {
			return err
		}
	}
	return a.Publish(Left{Person: s.Person, Home: s.Home, Kind: s.Kind})
}

// Follow keeps the copies of paths right when a place moved.
func Follow(a *act.Act, m place.Moved) error {
	from, before := m.From.Range()
	for _, q := range []db.SQL{sqlMoveStanding, sqlMoveHousehold, sqlMovePerson, sqlMoveLetter, sqlMoveRequest} {
		if _, err := a.Tx.Exec(q, string(m.To), len(m.From)+1, from, before); err != nil {
			return err
		}
	}
	return nil
}
