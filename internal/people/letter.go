package people

import (
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// CanIssue is the capability to print code letters, asked of the place whose
// homes get one.
const CanIssue access.Capability = "people.letters"

// The limits of code letters, all the house's choice.
const (
	LetterLife = 90 * 24 * time.Hour
	MaxLetters = 1000 // in one printing
	codeSigns  = 12   // of 5 bits each: 60 bits
	codeTries  = 10   // wrong codes of one person within an hour
)

// Letter is a code letter of a home. Its code is known while it is printed and
// never again.
type Letter struct {
	ID     id.Of[Letter]
	Home   place.ID
	Code   string // 7kq2-m9xd-4trh
	Issued time.Time
	Until  time.Time
}

type letterRow struct {
	ID       id.Of[Letter] `db:"id"`
	Home     place.ID      `db:"home_id"`
	Path     access.Path   `db:"path"`
	Code     []byte        `db:"code"` // blind index of the code
	IssuedAt time.Time     `db:"issued_at"`
	IssuedBy ID            `db:"issued_by"`
	Until    time.Time     `db:"until"`
	VoidedAt time.Time     `db:"voided_at"`
}

// IssueLetters makes a code letter for each home in or below the place. An older
// letter of a home is void from now on.
func IssueLetters(a *act.Act, in place.ID) ([]Letter, error) {
	where, err := place.Get(a.View, in)
	if err != nil {
		return nil, err
	}
	if err := a.Require(CanIssue, where.Thing()); err != nil {
		return nil, err
	}
	homes, err := place.Under(a.View, in, place.Home)
	switch {
	case err != nil:
		return nil, err
	case len(homes) == 0:
		return nil, errs.Invalidf("place", "letters.none", "这里还没有登记任何一户")
	case len(homes) > MaxLetters:
		return nil, errs.Invalidf("place", "letters.many", "一次最多印 1000 封，请按楼栋来印")
	}
	from, before := where.Path.Range()
	if _, err := a.Tx.Exec(sqlVoidLetters, a.At, from, before); err != nil {
		return nil, err
	}
	letters := make([]Letter, len(homes))
	rows := make([]letterRow, len(homes))
	for i, h := range homes {
		l := Letter{ID: act.NewID[Letter](a), Home: h.ID, Code: newLetterCode(), Issued: a.At, Until: a.At.Add(LetterLife)}
		letters[i] = l
		rows[i] = letterRow{
			ID: l.ID, Home: h.ID, Path: h.Path, Code: letterKey(a.View, l.Code), IssuedAt: a.At,
			IssuedBy: ID(a.By.Person), Until: l.Until,
		}
	}
	if err := db.Insert(a.Tx, "people_letter", rows...); err != nil {
		return nil, fmt.Errorf("issue letters: %w", err)
	}
	return letters, nil
}

const codeAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"

func newLetterCode() string {
	raw := make([]byte, codeSigns)
	_, _ = rand.Read(raw) // never fails
	var b strings.Builder
	for i, n := range raw {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(codeAlphabet[n&31])
	}
	return b.String()
}

// readCode is a code as kept, whatever way it was typed; "" when it is none.
func readCode(s string) string {
	s = strings.NewReplacer("-", "", " ", "", "－", "", "—", "", "o", "0", "i", "1", "l", "1").Replace(strings.ToLower(s))
	if len(s) != codeSigns || strings.Trim(s, codeAlphabet) != "" {
		return ""
	}
	return s
}

func letterKey(v *act.View, code string) []byte { return index(v, "people.letter", readCode(code)) }

// Proved is what became of a code.
type Proved struct {
	OK       bool // false: no letter in force has this code, and a try is used up
	Home     place.ID
	Standing id.Of[Standing]
}

// ProveByCode proves that the actor lives in the home whose letter has this code.
// A wrong code is an answer, not an error: the act must commit for the try to
// count. After too many tries it is Throttled.
func ProveByCode(a *act.Act, code string) (Proved, error) {
	me := ID(a.By.Person)
	if me.IsZero() {
		return Proved{}, missing()
	}
	a.Record("people.prove_by_code", access.Thing{Kind: "person", ID: int64(me), Author: int64(me)}, "")
	limit := auth.Limit{Key: "letter/" + me.String(), N: codeTries, Per: time.Hour}
	if ok, err := auth.Allow(a.Tx, a.At, limit); err != nil || !ok {
		return Proved{}, errOr(err, auth.TooOften(limit))
	}
	l, ok, err := db.Find[letterRow](a.Tx, sqlLetter, letterKey(a.View, code), a.At)
	if err != nil || !ok {
		a.Note("wrong")
		return Proved{}, err
	}
	home, err := place.Get(a.View, l.Home)
	if err != nil {
		return Proved{}, err
	}
	n, err := a.Tx.Exec(sqlUseLetter, l.ID, me, a.At)
	if err != nil {
		return Proved{}, err
	}
	if n == 0 {
		return Proved{}, errs.New(errs.Conflict, "letter.used", "您已经用这封信登记过了，不用再填")
	}
	a.About("place", int64(home.ID))
	standing, err := settle(a, NewStanding{Person: me, Home: home.ID, Kind: Resident, Proof: ProofLetter}, home)
	return Proved{OK: true, Home: home.ID, Standing: standing}, err
}
