package matter

import (
	"embed"
	"fmt"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Schema is the migrations of the matters.
//
//go:embed schema/*.sql
var Schema embed.FS

// ID names a matter.
type ID = id.Of[Matter]

// Ref names a matter as somebody saw it: a change made on a page that is no
// longer true is refused. Version 0 means "as it is now".
type Ref struct {
	ID      ID
	Version int
}

// Matter is a request and all that is true of it now.
type Matter struct {
	ID     ID       `db:"id"`
	Unit   place.ID `db:"unit_id"` // the community, or where there is none the root: who numbers it
	Number Number   `db:"number"`  // within the unit
	Where
	Stage   Stage     `db:"stage"`
	StageAt time.Time `db:"stage_at"` // since when
	Need
	Reporter  people.ID `db:"reporter_id"` // zero: unknown
	Anonymous bool      `db:"anonymous"`   // no way to reach the reporter
	Secret    bool      `db:"secret"`      // the reporter asked that nobody learn who they are
	Proxy     people.ID `db:"proxy_id"`    // whom the reporter named to speak for them
	Operator  people.ID `db:"operator_id"` // who filed it on behalf
	Agreed    string    `db:"agreed"`      // how the reporter agreed to that
	Against   org.ID    `db:"against_id"`  // the organisation complained of
	Holding
	Clock
	Parking
	Ending
	MergedInto ID        `db:"merged_into"`
	Followers  int       `db:"followers"`
	Files      int       `db:"files"`
	Version    int       `db:"version"` // of its last step
	CreatedAt  time.Time `db:"created_at"`
	UpdatedAt  time.Time `db:"updated_at"`
}

// Where is the place of a matter with what lists need of it.
type Where struct {
	Place       place.ID    `db:"place_id"`
	Path        access.Path `db:"path"`
	Subdistrict place.ID    `db:"subdistrict_id"`
	Community   place.ID    `db:"community_id"`
	Grid        place.ID    `db:"grid_id"`
}

// Need is what the matter is about.
type Need struct {
	Kind      Kind       `db:"kind"`
	Category  CategoryID `db:"category_id"`
	Channel   Channel    `db:"channel"`
	Words     string     `db:"words"`        // as the requester said it
	Summary   string     `db:"summary"`      // what the public list says; "": the category alone
	Outer     string     `db:"outer_number"` // number of the hotline that passed it on
	OpenToAll bool       `db:"open_to_all"`  // may stand in the public list
}

// Holding is who must answer for the matter.
type Holding struct {
	Seat     org.SeatID `db:"seat_id"` // zero: nobody yet
	Org      org.ID     `db:"org_id"`
	Level    place.Kind `db:"level"`    // of the seat's place
	Reach    place.Kind `db:"reach"`    // the highest level it came to
	Ruled    bool       `db:"ruled"`    // after a ruling it cannot be returned
	Unrouted bool       `db:"unrouted"` // nobody is configured for it
}

// Parking is an agreed wait until a date; asked for, then approved from above.
type Parking struct {
	AskedAt time.Time  `db:"park_asked_at"` // zero: nothing waits for approval
	Reason  ParkReason `db:"park_reason"`
	Until   time.Time  `db:"park_until"` // the review
}

// Ending is how it came out.
type Ending struct {
	ContactedAt  time.Time    `db:"contacted_at"` // the requester was reached
	ReportedAt   time.Time    `db:"reported_at"`
	ReportedBy   org.SeatID   `db:"reported_by"`
	JudgedAt     time.Time    `db:"judged_at"`
	Satisfaction Satisfaction `db:"satisfaction"`
	Solved       bool         `db:"solved"` // as the requester sees it
	Outcome      Outcome      `db:"outcome"`
	ClosedAt     time.Time    `db:"closed_at"` // nobody has anything to do any more
	Rounds       int          `db:"rounds"`    // 1, and 1 for each time it was reopened
	Excluded     string       `db:"excluded"`  // why it does not count in the rates; "": it counts
}

// Number is the number people say: the year and the count of the unit in it.
type Number int64

const numbersAYear = 1_000_000

func numberOf(year, n int) Number { return Number(year*numbersAYear + n) }

// String is the number as printed: 2026-00123.
func (n Number) String() string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%05d", n/numbersAYear, n%numbersAYear)
}

// Ref names the matter as it is here.
func (m Matter) Ref() Ref { return Ref{m.ID, m.Version} }

// Open says whether somebody still has something to do.
func (m Matter) Open() bool { return m.ClosedAt.IsZero() }

// Thing is the matter as permission looks at it.
func (m Matter) Thing() access.Thing {
	return access.Thing{
		Kind: "matter", ID: int64(m.ID), Place: int64(m.Place), Path: m.Path,
		Author: int64(m.Reporter), Seat: int64(m.Seat), Against: int64(m.Against),
	}
}

// thing is the matter as it looks to the actor: the proxy the reporter named
// stands where the reporter stands.
func (m Matter) thing(by access.Actor) access.Thing {
	t := m.Thing()
	if !m.Proxy.IsZero() && by.Person == int64(m.Proxy) {
		t.Author = by.Person
	}
	return t
}

// Speaks says whether the person is the requester or the proxy they named.
func (m Matter) Speaks(by access.Actor) bool {
	return by.Person != 0 && slices.Contains([]people.ID{m.Reporter, m.Proxy}, people.ID(by.Person)) ||
		by.For != 0 && people.ID(by.For) == m.Reporter
}
