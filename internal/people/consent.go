package people

import (
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// CanConsent is the capability to record the consent a person gave by word of
// mouth or on paper, asked of the person.
const CanConsent access.Capability = "people.consent"

// Consent is a person's yes to a purpose.
type Consent struct {
	ID          id.Of[Consent] `db:"id"`
	Person      ID             `db:"person_id"`
	Purpose     string         `db:"purpose"`
	Fields      string         `db:"fields"`  // separated by commas
	Version     string         `db:"version"` // of the text agreed to
	At          time.Time      `db:"at"`
	Channel     ConsentChannel `db:"channel"`
	GivenBy     ID             `db:"given_by"` // the person, or their guardian
	Seat        int64          `db:"seat_id"`  // of the staff who recorded it; 0: on the page
	WithdrawnAt time.Time      `db:"withdrawn_at"`
}

// ConsentChannel is how a consent was given.
type ConsentChannel string

// The channels.
const (
	OnPage  ConsentChannel = "page"
	OnPaper ConsentChannel = "paper"
	ByWord  ConsentChannel = "word" // told by telephone or face to face
)

// Name is the channel in Chinese.
func (c ConsentChannel) Name() string {
	return map[ConsentChannel]string{OnPage: "在页面上", OnPaper: "签了纸", ByWord: "口头"}[c]
}

// Consents lists every consent of a person, withdrawn ones too, the latest first.
func Consents(v *act.View, person ID) ([]Consent, error) {
	if !self(v, person) {
		things, err := Things(v, person)
		if err != nil {
			return nil, err
		}
		if err := may(v, CanSee, things); err != nil {
			return nil, err
		}
	}
	return db.Select[Consent](v.Tx, sqlConsents, person)
}

// Agree records a person's consent to a purpose: the person's own, or one that
// staff took down (channel word or paper). For a child under fourteen a guardian
// must give it (PIPL art. 31).
func Agree(a *act.Act, person ID, purpose string, channel ConsentChannel) error {
	p, ok := PurposeOf(purpose)
	if !ok || channel.Name() == "" {
		return missing()
	}
	given, err := requireConsent(a, person, channel)
	if err != nil {
		return err
	}
	a.Note(p.Key + " " + p.Version)
	if _, err := a.Tx.Exec(sqlWithdraw, a.At, person, purpose); err != nil { // the new one takes its place
		return err
	}
	return insertConsent(a, person, p, Consent{Channel: channel, GivenBy: given})
}

func insertConsent(a *act.Act, person ID, p Purpose, c Consent) error {
	c.ID, c.Person, c.Purpose, c.Version, c.At = act.NewID[Consent](a), person, p.Key, p.Version, a.At
	if c.Channel != OnPage {
		c.Seat = a.Seat()
	}
	c.Fields = ask{fields: p.Fields}.joined()
	return db.Insert(a.Tx, "people_consent", c)
}

// requireConsent says whose consent is being given.
func requireConsent(a *act.Act, person ID, channel ConsentChannel) (ID, error) {
	row, err := loadRow(a.View, person)
	if err != nil {
		return 0, err
	}
	age, known, err := ageOf(a.View, row, a.At)
	if err != nil {
		return 0, err
	}
	guardians, err := guardiansOf(a.View, person)
	if err != nil {
		return 0, err
	}
	child := known && age < ChildAge
	me := ID(a.By.Person)
	switch {
	case channel == OnPage && me == person && !child, channel == OnPage && slices.Contains(guardians, me):
		a.Record(string(CanConsent), access.Thing{Kind: "person", ID: int64(person), Author: int64(person)}, "")
		return me, nil
	case channel == OnPage:
		return 0, missing()
	}
	if err := requireStaff(a, CanConsent, person); err != nil {
		return 0, err
	}
	if !child {
		return person, nil
	}
	if len(guardians) == 0 {
		return 0, errs.Invalidf("guardian", "guardian.needed", "未满 14 岁，要由监护人同意，请先登记监护人")
	}
	return guardians[0], nil
}

// Withdraw takes a consent back: in one step, at once, without a reason. What had
// no other ground is erased (PIPL arts. 15, 47).
func Withdraw(a *act.Act, person ID, purpose string) error {
	p, ok := PurposeOf(purpose)
	if !ok {
		return missing()
	}
	guardians, err := guardiansOf(a.View, person)
	if err != nil {
		return err
	}
	if me := ID(a.By.Person); me == person && !me.IsZero() || slices.Contains(guardians, me) {
		a.Record(string(CanConsent), access.Thing{Kind: "person", ID: int64(person), Author: int64(person)}, "")
	} else if err := requireOf(a, CanConsent, person); err != nil {
		return err
	}
	a.Note(p.Key + " withdrawn")
	n, err := a.Tx.Exec(sqlWithdraw, a.At, person, purpose)
	if err != nil || n == 0 {
		return err
	}
	row, err := loadRow(a.View, person)
	if err != nil {
		return err
	}
	for _, f := range p.Erases {
		switch f {
		case FieldIdentity:
			row.Document, row.Number, row.NumberKey = 0, nil, nil
		case FieldCare:
			row.Care = nil
		case FieldParty:
			row.Party = nil
		}
	}
	return save(a, row)
}

// Consented refuses unless the person's consent to the purpose stands.
func Consented(v *act.View, person ID, purpose string) error {
	p, _ := PurposeOf(purpose)
	_, ok, err := db.Find[Consent](v.Tx, sqlConsent, person, purpose, p.Version)
	if err == nil && !ok {
		err = errs.New(errs.Conflict, "consent.needed", "要先征得本人同意“%s”，才能记这一项", p.Title)
	}
	return err
}
