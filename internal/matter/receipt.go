package matter

import (
	"crypto/rand"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// codeLetters are the letters of printed codes: none that look alike.
const codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// codeLength gives 2^50 codes: with the few tries an hour that a visitor has,
// nobody guesses one.
const codeLength = 10

// newCode is a code for print: 10 letters without a pattern.
func newCode() string {
	b := make([]byte, codeLength)
	_, _ = rand.Read(b) // never fails
	for i := range b {
		b[i] = codeLetters[b[i]&31]
	}
	return string(b)
}

var foldLetters = strings.NewReplacer("O", "0", "I", "1", "L", "1", "-", "", " ", "")

// foldCode reads a code as people copy it: in any case, with blanks and hyphens,
// o for 0, i and l for 1.
func foldCode(code string) string {
	if len(code) > 4*codeLength {
		return ""
	}
	return foldLetters.Replace(strings.ToUpper(code))
}

type receiptRow struct {
	Code      string    `db:"code"`
	Matter    ID        `db:"matter_id"`
	CreatedAt time.Time `db:"created_at"`
}

// Receipt gives the code of a matter's receipt, the same for every copy. Whoever
// has just raised the matter or may see it calls it.
func Receipt(a *act.Act, matter ID) (string, error) {
	row, ok, err := db.Find[receiptRow](a.Tx, sqlReceiptFor, matter)
	if err != nil || ok {
		return row.Code, err
	}
	m, err := load(a.View, matter)
	if err != nil {
		return "", err
	}
	a.Record("matter.receipt", m.Thing(), "")
	row = receiptRow{Code: newCode(), Matter: matter, CreatedAt: a.At}
	err = db.Insert(a.Tx, "matter_receipt", row)
	if db.IsDuplicate(err) {
		err = db.ErrAgain // another copy has just been printed
	}
	return row.Code, err
}

// ByReceipt gives the card and the public steps of the matter of a receipt, to
// whoever has its code.
func ByReceipt(v *act.View, code string) (Card, []Trace, error) {
	m, ok, err := db.Find[carded](v.Tx, sqlReceipt, foldCode(code))
	if err != nil {
		return Card{}, nil, err
	}
	if !ok {
		return Card{}, nil, errs.New(errs.NotFound, "receipt.unknown", "没有这个回执号，请对着回执再看一遍")
	}
	traces, err := db.Select[Trace](v.Tx, sqlTraces, m.ID)
	return m.card(), traces, err
}
