package people

import (
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// LeaveNumber gives the person of a number that somebody left without proving to hold
// it, at a door's code say, and registers one whom nobody knew. The number stays
// unproved: staff can call it, and it opens nothing until its holder signs in.
func LeaveNumber(a *act.Act, phone string) (ID, error) {
	number, err := codes.ParseMobile(phone)
	if e := errs.As(err); e != nil {
		return 0, errs.Invalidf("phone", e.Code, e.Message())
	}
	row, ok, err := holder(a.View, number)
	if err != nil || ok {
		return row.Person, err
	}
	person, err := add(a, New{Phones: []string{number}}, place.Place{}, OriginSelf)
	if err != nil {
		return 0, err
	}
	a.Record("people.leave", access.Thing{Kind: "person", ID: int64(person)}, "unproved")
	return person, nil
}
