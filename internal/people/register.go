package people

import (
	"fmt"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanRegister is the capability to register a person, asked of the place where
// they are registered.
const CanRegister access.Capability = "people.register"

// New is a person to be registered.
type New struct {
	Name     string
	Body     bool           // a company or an office that owns a home
	Phones   []string       // may be empty: not everyone has one
	Document codes.Document // 0: no document was shown
	Number   string
	Born     calendar.Day // 0: not known; read from a resident identity number
	Place    place.ID     // the home, or the community that registers them
	Told     string       // how the person was told of the record (PIPL art. 17)
	Agreed   []string     // the purposes consented to by word of mouth
	Guardian ID           // of a child under fourteen (PIPL art. 31)
	Relation string       // of the guardian to the child
	Evidence string       // which paper showed it
}

// Registered says that a person is known from now on.
type Registered struct {
	Person ID
	Place  place.ID
}

// Register records a person on their own word, by staff at a place. Whoever may
// register there may. A person known already by the same document, or by the
// same name and phone, is a Conflict.
func Register(a *act.Act, n New) (ID, error) {
	where, err := place.Get(a.View, n.Place)
	if err != nil {
		return 0, err
	}
	if err := a.Require(CanRegister, where.Thing()); err != nil {
		return 0, err
	}
	n, err = n.checked(calendar.DayOf(a.At))
	if err != nil {
		return 0, err
	}
	if err := unknown(a.View, n); err != nil {
		return 0, err
	}
	person, err := add(a, n, where, OriginStaff)
	if err != nil {
		return 0, fmt.Errorf("register person: %w", err)
	}
	a.About("person", int64(person))
	if n.Guardian != 0 {
		if err := Guard(a, Guardianship{Child: person, Guardian: n.Guardian, Relation: n.Relation, Evidence: n.Evidence}); err != nil {
			return 0, err
		}
	}
	for _, purpose := range n.Agreed {
		if err := Agree(a, person, purpose, ByWord); err != nil {
			return 0, err
		}
	}
	return person, nil
}

// checked collects what is wrong and gives the person as kept.
func (n New) checked(today calendar.Day) (New, error) {
	var c errs.Check
	n.Name = checkName(&c, "name", n.Name)
	var phones []string
	for _, s := range n.Phones {
		if s == "" {
			continue
		}
		p, err := codes.ParsePhone(s)
		if err != nil {
			c.Bad("phone", errs.As(err).Code, errs.As(err).Message())
			continue
		}
		phones = append(phones, p.Number)
	}
	n.Phones = phones
	c.If(len(phones) > maxPhones, "phone", "phone.many", "一个人最多记 5 个电话")
	if n.Number != "" || n.Document != 0 {
		number, err := codes.ParseDocument(n.Document, n.Number, today)
		if err != nil {
			c.Bad("number", errs.As(err).Code, errs.As(err).Message())
		}
		n.Number = number
	}
	n.Born = born(n, today)
	c.If(n.Born != 0 && (!n.Born.Valid() || n.Born > today || n.Born.Year() < 1850), "born", "born.bad", "出生日期不对，请再核对一遍")
	c.If(n.Number != "" && !slices.Contains(n.Agreed, PurposeIdentity), "agreed", "agreed.identity", "登记证件号要单独征得本人同意，请勾选“核对身份”")
	child := n.Born != 0 && codes.Identity{Birth: n.Born}.Age(today) < ChildAge
	c.If(child && n.Guardian.IsZero(), "guardian", "guardian.needed", "未满 14 岁，要由监护人同意，请先登记监护人")
	told, err := clean.Line(n.Told, maxTold)
	c.If(err != nil, "told", "told.long", "最多写 200 个字")
	c.If(told == "", "told", "told.empty", "请写明是怎样告知本人的，例如：当面说明、电话里说明")
	n.Told = told
	return n, c.Err()
}

// born is the birth day: as told, or as the identity number says.
func born(n New, today calendar.Day) calendar.Day {
	if n.Born == 0 && n.Document == codes.ResidentCard {
		if id, err := codes.ParseIdentity(n.Number, today); err == nil {
			return id.Birth
		}
	}
	return n.Born
}

// unknown refuses someone who is registered already.
func unknown(v *act.View, n New) error {
	known := errs.New(errs.Conflict, "people.known", "这个人已经登记过了，请在人员查找里找到后更新")
	if n.Number != "" {
		if _, ok, err := byNumber(v, n.Document, n.Number); err != nil || ok {
			return errOr(err, known)
		}
	}
	for _, phone := range n.Phones {
		same, err := named(v, n.Name, phone)
		if err != nil || len(same) > 0 {
			return errOr(err, known)
		}
	}
	return nil
}

func errOr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}
