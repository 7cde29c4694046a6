package app

import (
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopleweb"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
)

// peoplePages are what the pages about people need of the rooms above them.
func (a *App) peoplePages() peopleweb.Deps {
	return peopleweb.Deps{
		Seats: seatLabels, URL: a.Config.URL, Holders: []people.Holder{inOffice},
		Parts: []people.Part{{Name: "matters", Of: theirMatters}},
	}
}

// inOffice keeps the name of whoever holds a seat: what the seat does is public
// business, and what the name is kept for has not ended (PIPL arts. 13, 47).
func inOffice(v *act.View, person people.ID) ([]people.Hold, error) {
	held, err := org.HeldBy(v, person)
	if err != nil || len(held) == 0 {
		return nil, err
	}
	return []people.Hold{{Person: person, Reason: "还在任职，卸任以后才能注销", Basis: "个人信息保护法第13条、第47条", Since: v.At}}, nil
}

// theirMatters belong into the copy of everything held of a person.
func theirMatters(v *act.View, _ people.ID) (any, error) {
	lines, _, err := matter.Mine(v, matter.Page{Size: 200})
	return lines, err
}

// forgetAccount closes the way in of someone of whom nothing is known any more.
func forgetAccount(x *act.Act, e people.ErasedPerson) error { return auth.Forget(x, int64(e.Person)) }
