package people

import (
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// CanCorrect is the capability to correct what is recorded of a person, asked of
// the person (PIPL art. 46).
const CanCorrect access.Capability = "people.correct"

// Correction is what changes; nil leaves a field as it is.
type Correction struct {
	Name     *string
	Document *codes.Document // with Number
	Number   *string
	Born     *calendar.Day
	Party    *string // needs the person's separate consent (PIPL art. 29)
	Care     *string // needs the person's separate consent (PIPL art. 29)
	DiedOn   *calendar.Day
	Verified bool // staff saw the document
}

// Corrected says that something recorded of a person changed.
type Corrected struct{ Person ID }

// Correct changes what is recorded of a person. Staff at the person's place may;
// the person may tell a name that was not known yet, everything else they ask
// for (Ask), because votes and accounts rest on it.
func Correct(a *act.Act, person ID, c Correction) error {
	row, err := loadRow(a.View, person)
	if err != nil {
		return err
	}
	if err := requireCorrect(a, row, c); err != nil {
		return err
	}
	s := vault{keys: a.Stage.Keys, id: int64(person)}
	today := calendar.DayOf(a.At)
	name, err := c.apply(a, &row, &s, today)
	if err != nil {
		return err
	}
	if s.err != nil {
		return s.err
	}
	if c.Name != nil {
		if err := rename(a, person, name); err != nil {
			return err
		}
	}
	if err := save(a, row); err != nil {
		return err
	}
	return a.Publish(Corrected{Person: person})
}

// errOwn refuses to change one's own record: votes, accounts and the sign-in rest
// on it, so someone else looks at the papers.
var errOwn = errs.New(errs.Forbidden, "people.own", "自己的登记要由社区核对后改，请写明要改什么，提出更正请求")

func requireCorrect(a *act.Act, row personRow, c Correction) error {
	things, err := thingsOf(a.View, row)
	if err != nil {
		return err
	}
	if self(a.View, row.ID) {
		if c.onlyName() && len(row.Name) == 0 {
			a.Record(string(CanCorrect), things[0], "name")
			return nil
		}
		return errOwn
	}
	if err := require(a, CanCorrect, things); err != nil {
		return err
	}
	if !row.ErasedAt.IsZero() {
		return errs.New(errs.Conflict, "people.erased", "这个人的信息已经注销，不能再改")
	}
	return nil
}

func (c Correction) onlyName() bool {
	return c.Name != nil && c.Document == nil && c.Number == nil && c.Born == nil && c.Party == nil && c.Care == nil &&
		c.DiedOn == nil && !c.Verified
}

// apply checks the correction and puts it into the row; the answer is the name.
func (c Correction) apply(a *act.Act, row *personRow, s *vault, today calendar.Day) (name string, err error) {
	var check errs.Check
	if c.Name != nil {
		name = checkName(&check, "name", *c.Name)
		row.Name = s.seal("people_person.name", name)
	}
	if c.Number != nil {
		if err := c.applyNumber(a, row, s, &check); err != nil {
			return "", err
		}
	}
	if c.Born != nil && !check.If(!c.Born.Valid() || *c.Born > today, "born", "born.bad", "出生日期不对，请再核对一遍") {
		row.Born, row.BirthYear = s.seal("people_person.born", birth(*c.Born)), c.Born.Year()
	}
	if c.DiedOn != nil && !check.If(*c.DiedOn != 0 && (!c.DiedOn.Valid() || *c.DiedOn > today), "died_on", "died.bad", "日期不对，请再核对一遍") {
		row.DiedOn = *c.DiedOn
	}
	for _, f := range []struct {
		text    *string
		into    *[]byte
		purpose string
		field   Field
	}{{c.Party, &row.Party, PurposeParty, FieldParty}, {c.Care, &row.Care, PurposeCare, FieldCare}} {
		if f.text == nil {
			continue
		}
		text, err := clean.Text(*f.text, maxCare)
		check.If(err != nil, string(f.field), "text.long", "最多写 500 个字")
		if text != "" {
			if err := Consented(a.View, row.ID, f.purpose); err != nil {
				return "", err
			}
		}
		*f.into = s.seal("people_person."+string(f.field), text)
	}
	if c.Verified {
		row.VerifiedAt = a.At
	}
	return name, check.Err()
}

func (c Correction) applyNumber(a *act.Act, row *personRow, s *vault, check *errs.Check) error {
	kind, number := codes.Document(0), ""
	if *c.Number != "" && c.Document != nil {
		parsed, err := codes.ParseDocument(*c.Document, *c.Number, calendar.DayOf(a.At))
		if err != nil {
			check.Bad("number", errs.As(err).Code, errs.As(err).Message())
			return nil
		}
		if err := Consented(a.View, row.ID, PurposeIdentity); err != nil {
			return err
		}
		kind, number = *c.Document, parsed
		other, taken, err := byNumber(a.View, kind, number)
		if err != nil {
			return err
		}
		check.If(taken && other != row.ID, "number", "people.known", "这个证件号已经登记在另一个人名下，请先核对")
		if taken && other != row.ID {
			return nil
		}
	}
	row.Document, row.Number, row.NumberKey = kind, s.seal("people_person.number", number), numberKey(a.View, kind, number)
	return nil
}

// rename changes what the person can be found by.
func rename(a *act.Act, person ID, name string) error {
	if _, err := a.Tx.Exec(sqlDropTokens, person); err != nil {
		return err
	}
	return db.Insert(a.Tx, "people_token", tokenRows(a.View, person, name)...)
}

func save(a *act.Act, r personRow) error {
	_, err := a.Tx.Exec(sqlSavePerson, r.Name, r.Document, r.Number, r.NumberKey, r.Born, r.BirthYear,
		r.Party, r.Care, r.VerifiedAt, r.DiedOn, a.At, r.ID)
	return err
}

// AddPhone records another phone of a person.
func AddPhone(a *act.Act, person ID, phone string) error {
	if err := requireStaff(a, CanCorrect, person); err != nil {
		return err
	}
	a.Note("phone added")
	p, err := codes.ParsePhone(phone)
	if err != nil {
		return errs.Invalidf("phone", errs.As(err).Code, errs.As(err).Message())
	}
	known, err := phonesOf(a.View, person)
	if err != nil {
		return err
	}
	key := phoneKey(a.View, p.Number)
	switch has := known[person]; {
	case slices.ContainsFunc(has, func(r phoneRow) bool { return string(r.Key) == string(key) }):
		return nil
	case len(has) >= maxPhones:
		return errs.Invalidf("phone", "phone.many", "一个人最多记 5 个电话")
	}
	row, err := newPhone(a, person, p.Number)
	if err != nil {
		return err
	}
	if err := db.Insert(a.Tx, "people_phone", row); err != nil {
		return err
	}
	return a.Publish(Corrected{Person: person})
}

// DropPhone removes a phone of a person: it signs nobody in any more.
func DropPhone(a *act.Act, person ID, phone id.Of[Phone]) error {
	if err := requireStaff(a, CanCorrect, person); err != nil {
		return err
	}
	a.Note("phone dropped")
	n, err := a.Tx.Exec(sqlDropPhone, phone, person)
	if err != nil {
		return err
	}
	if n == 0 {
		return missing()
	}
	return a.Publish(Corrected{Person: person})
}

// Age is how old the person is on a day, and whether it is known.
func Age(v *act.View, person ID, at time.Time) (years int, known bool, err error) {
	row, err := loadRow(v, person)
	if err != nil {
		return 0, false, err
	}
	return ageOf(v, row, at)
}

func ageOf(v *act.View, row personRow, at time.Time) (years int, known bool, err error) {
	s := vault{keys: v.Stage.Keys, id: int64(row.ID)}
	text := s.open("people_person.born", row.Born)
	if text == "" || s.err != nil {
		return 0, false, s.err
	}
	born, err := calendar.ParseDay(text)
	if err != nil {
		return 0, false, err
	}
	return codes.Identity{Birth: born}.Age(calendar.DayOf(at)), true, nil
}
