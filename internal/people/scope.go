package people

import (
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// CanSee is the capability to know of a person and read what the mask leaves. It
// is asked of every home where they live or own and of the place that registered
// them; one yes is enough.
const CanSee access.Capability = "people.see"

// Things are a person as permission looks at them, once for each of their places.
func Things(v *act.View, person ID) ([]access.Thing, error) {
	row, err := loadRow(v, person)
	if err != nil {
		return nil, err
	}
	return thingsOf(v, row)
}

func thingsOf(v *act.View, row personRow) ([]access.Thing, error) {
	paths, err := db.Select[access.Path](v.Tx, sqlAllPaths, row.ID)
	if err != nil {
		return nil, err
	}
	out := make([]access.Thing, 0, len(paths)+1)
	for _, path := range append(paths, row.Path) {
		out = append(out, access.Thing{Kind: "person", ID: int64(row.ID), Place: int64(row.Place), Path: path, Author: int64(row.ID)})
	}
	return out, nil
}

// require asks a capability of the person at each of their places.
func require(a *act.Act, c access.Capability, things []access.Thing) error {
	for _, t := range things {
		if a.May(c, t) {
			return a.Require(c, t)
		}
	}
	return a.Require(c, things[0])
}

// requireOf is require for a person's id.
func requireOf(a *act.Act, c access.Capability, person ID) error {
	things, err := Things(a.View, person)
	if err != nil {
		return err
	}
	return require(a, c, things)
}

// may says whether require would pass.
func may(v *act.View, c access.Capability, things []access.Thing) error {
	for _, t := range things {
		if v.May(c, t) {
			return nil
		}
	}
	return v.Require(c, things[0])
}

// requireStaff is requireOf for what nobody records of themselves, nor of whom
// they act for, whatever the table of permissions says.
func requireStaff(a *act.Act, c access.Capability, person ID) error {
	if self(a.View, person) {
		return errOwn
	}
	return requireOf(a, c, person)
}

// self says whether the actor is the person, or acts for them.
func self(v *act.View, person ID) bool {
	return !person.IsZero() && (ID(v.By.Person) == person || ID(v.By.For) == person)
}
