package people

import (
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// ByPhone gives the living person who answers at a mobile number: the one who
// proved to hold it, else the only one it is recorded for. It is for the sign-in
// and for staff who take a call, and says nothing about who is asked.
func ByPhone(v *act.View, phone string) (ID, bool, error) {
	row, ok, err := holder(v, phone)
	return row.Person, ok, err
}

func holder(v *act.View, phone string) (phoneRow, bool, error) {
	number, err := codes.ParseMobile(phone)
	if err != nil {
		return phoneRow{}, false, err
	}
	rows, err := db.Select[phoneRow](v.Tx, sqlByPhone, phoneKey(v, number))
	if err != nil {
		return phoneRow{}, false, err
	}
	var verified []phoneRow
	for _, r := range rows {
		if !r.VerifiedAt.IsZero() {
			verified = append(verified, r)
		}
	}
	switch {
	case len(verified) > 0:
		return verified[0], true, nil
	case len(rows) == 1:
		return rows[0], true, nil
	}
	return phoneRow{}, false, nil // nobody, or a phone that a family shares
}

// Join gives the person who has just proved to hold a phone, and registers one
// whom nobody knew. It is the sign-in's to call, after the proof.
func Join(a *act.Act, phone string) (ID, error) {
	row, ok, err := holder(a.View, phone)
	if err != nil {
		return 0, err
	}
	if !ok {
		return joinAnew(a, phone)
	}
	if row.VerifiedAt.IsZero() {
		if _, err := a.Tx.Exec(sqlVerify, a.At, row.ID); err != nil {
			return 0, err
		}
		a.Record("people.join", access.Thing{Kind: "person", ID: int64(row.Person), Author: int64(row.Person)}, "verified")
	}
	return row.Person, nil
}

func joinAnew(a *act.Act, phone string) (ID, error) {
	number, err := codes.ParseMobile(phone)
	if err != nil {
		return 0, err
	}
	person, err := add(a, New{Phones: []string{number}}, place.Place{}, OriginSelf)
	if err != nil {
		return 0, err
	}
	own, err := phonesOf(a.View, person)
	if err != nil {
		return 0, err
	}
	if _, err := a.Tx.Exec(sqlVerify, a.At, own[person][0].ID); err != nil {
		return 0, err
	}
	a.Record("people.join", access.Thing{Kind: "person", ID: int64(person), Author: int64(person)}, "new")
	return person, nil
}

// phonesOf gives the phones of persons, sealed.
func phonesOf(v *act.View, ids ...ID) (map[ID][]phoneRow, error) {
	out := map[ID][]phoneRow{}
	err := batchesOf("person_id", ids, func(c db.Cond) error {
		return db.Each(v.Tx, func(p phoneRow) error {
			out[p.Person] = append(out[p.Person], p)
			return nil
		}, sqlPhones.Where(c))
	})
	return out, err
}
