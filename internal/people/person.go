package people

import (
	"embed"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Schema is the migrations of the persons.
//
//go:embed schema/*.sql
var Schema embed.FS

// ID names a person.
type ID = id.Of[Person]

// Person is a person as the reader may see them: every particular is masked
// unless the reader is the person or holds a reveal of it.
type Person struct {
	ID         ID
	Body       bool   // a company or an office that owns a home, not a human being
	Name       string // "" when not yet told, or erased
	Phones     []Phone
	Document   codes.Document // 0: none is recorded
	Number     string         // of the document
	Birth      string         // birth day; "" when not known or masked
	BirthYear  int            // 0: not known
	Party      string         // membership as told; "" when not recorded or masked
	Care       string         // what a carer must know; "" when not recorded or masked
	Recorded   []Field        // which fields hold something, masked or not
	Shown      []Field        // which fields are shown whole
	Place      place.ID       // where the person was registered
	Origin     Origin
	Told       string // how the person was told, when staff registered them
	VerifiedAt time.Time
	CreatedAt  time.Time
	DiedOn     calendar.Day
	ErasedAt   time.Time
	paths      []access.Path
}

// Phone is one number of a person.
type Phone struct {
	ID       id.Of[Phone]
	Number   string // masked like the rest
	Verified bool   // the person proved to hold it
}

// Field is a particular that can be revealed, and that a consent can name.
type Field string

// The fields.
const (
	FieldName     Field = "name"
	FieldPhone    Field = "phone"
	FieldIdentity Field = "identity" // number of the document
	FieldBirth    Field = "birth"
	FieldParty    Field = "party" // sensitive (PIPL art. 28)
	FieldCare     Field = "care"  // sensitive (PIPL art. 28)
)

// Fields lists the fields in the order a page shows them.
var Fields = []Field{FieldName, FieldPhone, FieldIdentity, FieldBirth, FieldParty, FieldCare}

// Valid says whether there is such a field.
func (f Field) Valid() bool { return f.Name() != "" }

// Name is the field's name in Chinese.
func (f Field) Name() string {
	return map[Field]string{
		FieldName: "姓名", FieldPhone: "电话号码", FieldIdentity: "证件号", FieldBirth: "出生日期",
		FieldParty: "政治面貌", FieldCare: "关怀事项",
	}[f]
}

// Origin is how a person came to be registered.
type Origin string

// The origins.
const (
	OriginSelf   Origin = "self"   // signed in with a phone
	OriginStaff  Origin = "staff"  // by staff, on the person's word
	OriginRoster Origin = "roster" // from a register of the compound
)

// limits of what people may write
const (
	maxName   = 40
	maxTold   = 200
	maxCare   = 500
	maxPhones = 5
)

// AdultAge is when a person decides alone (Civil Code art. 17); below ChildAge a
// guardian must consent to whatever is recorded (PIPL art. 31).
const (
	AdultAge = 18
	ChildAge = 14
)

// cleanName is a name as it is kept.
func cleanName(s string) (string, error) { return clean.Line(s, maxName) }

// name checks the name of a person and gives it as it is kept.
func checkName(c *errs.Check, field, s string) string {
	name, err := cleanName(s)
	switch {
	case err != nil:
		c.Bad(field, "name.bad", "姓名最多 40 个字，请检查有没有写错")
	case name == "":
		c.Bad(field, "name.empty", "请写上姓名")
	}
	return name
}

// tokens are what a name can be found by: the whole, and every two or more
// characters in a row of a short one.
func tokens(name string) []string {
	name = strings.ReplaceAll(name, " ", "")
	runes := []rune(name)
	out := []string{name}
	if len(runes) > 6 {
		return out
	}
	for from := range runes {
		for to := from + 2; to <= len(runes); to++ {
			if part := string(runes[from:to]); part != name && utf8.ValidString(part) {
				out = append(out, part)
			}
		}
	}
	return out
}
