package people

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// HouseholdID names a household.
type HouseholdID = id.Of[Household]

// Household is the people who live together in a home.
type Household struct {
	ID    HouseholdID `db:"id"`
	Home  place.ID    `db:"home_id"`
	Path  access.Path `db:"path"`
	Since time.Time   `db:"since"`
	Until time.Time   `db:"until"` // zero: they live there still
}

// Standing is how a person stands to a home.
type Standing struct {
	ID        id.Of[Standing] `db:"id"`
	Person    ID              `db:"person_id"`
	Home      place.ID        `db:"home_id"`
	Path      access.Path     `db:"path"` // of the home
	Kind      StandingKind    `db:"kind"`
	Household HouseholdID     `db:"household_id"` // of one who lives there; may be zero
	Relation  string          `db:"relation"`     // to the first of the household, as told: 户主, 配偶
	Share
	Since    time.Time `db:"since"`
	Until    time.Time `db:"until"` // zero: still
	Proof    Proof     `db:"proof"`
	ProvedAt time.Time `db:"proved_at"` // zero: said, not proved
	ProvedBy ID        `db:"proved_by"` // who vouched; zero for a register and a letter
}

// Present says whether the standing holds still.
func (s Standing) Present() bool { return s.Until.IsZero() }

// Proved says whether the standing was proved; only then does it open anything.
func (s Standing) Proved() bool { return !s.ProvedAt.IsZero() }

// Share is the part of a home that an owner owns, as a fraction; 0/0 where it is
// not known or the person only lives there.
type Share struct {
	Num int64 `db:"share_num"`
	Den int64 `db:"share_den"`
}

// StandingKind is what ties a person to a home.
type StandingKind string

// The kinds of standing.
const (
	Owner    StandingKind = "owner"    // 业主 (Civil Code art. 271)
	Resident StandingKind = "resident" // lives there: family, occupant
)

// Name is the kind in Chinese.
func (k StandingKind) Name() string {
	return map[StandingKind]string{Owner: "业主", Resident: "居住人"}[k]
}

// Proof is how a standing was proved.
type Proof string

// The proofs.
const (
	ProofRoster  Proof = "roster"  // the compound's register
	ProofLetter  Proof = "letter"  // a code from the letter in the mailbox
	ProofCounter Proof = "counter" // papers shown to staff
	ProofLead    Proof = "lead"    // the building's lead knows the person
)

// Name is the proof in Chinese.
func (p Proof) Name() string {
	return map[Proof]string{
		ProofRoster: "小区名册", ProofLetter: "信箱里的住址码", ProofCounter: "在柜台出示证件", ProofLead: "楼栋长确认",
	}[p]
}
