package people

import (
	"encoding/json"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Part is what a room above holds of a person, for the copy they ask for.
type Part struct {
	Name string // the key in the file: "matters"
	Of   func(v *act.View, person ID) (any, error)
}

// copyFile is the copy of everything held of a person (PIPL art. 45).
type copyFile struct {
	Person      Person         `json:"person"`
	Standings   []Standing     `json:"standings"`
	Homes       []string       `json:"homes"` // addresses of the standings, in order
	Consents    []Consent      `json:"consents"`
	Delegations []Delegation   `json:"delegations"`
	Guardians   []Guardianship `json:"guardianships"`
	SeenBy      []Look         `json:"seen_by"`
	Requests    []Request      `json:"requests"`
	Holds       []Hold         `json:"holds"`
	Retention   []Rule         `json:"retention"`
	More        map[string]any `json:"more,omitempty"`
}

// Copy gives everything held of the actor, or of whom they act for, as one JSON
// file.
func Copy(v *act.View, person ID, parts ...Part) ([]byte, error) {
	if !self(v, person) {
		return nil, missing()
	}
	row, err := loadRow(v, person)
	if err != nil {
		return nil, err
	}
	f := copyFile{Retention: Retention, More: map[string]any{}}
	phones, err := phonesOf(v, person)
	if err != nil {
		return nil, err
	}
	if f.Person, err = opened(v, row, phones[person]); err != nil {
		return nil, err
	}
	if err := f.fill(v, person); err != nil {
		return nil, err
	}
	for _, p := range parts {
		if f.More[p.Name], err = p.Of(v, person); err != nil {
			return nil, err
		}
	}
	return json.MarshalIndent(f, "", "  ")
}

func (f *copyFile) fill(v *act.View, person ID) (err error) {
	var c db.Cond
	c.And("person_id = ?", person)
	if f.Standings, err = db.Select[Standing](v.Tx, sqlStandings.Where(c)); err != nil {
		return err
	}
	var homes []place.ID
	for _, s := range f.Standings {
		homes = append(homes, s.Home)
	}
	labels, err := place.Labels(v, homes...)
	if err != nil {
		return err
	}
	for _, h := range homes {
		f.Homes = append(f.Homes, labels[h])
	}
	if f.Consents, err = Consents(v, person); err != nil {
		return err
	}
	if f.Delegations, err = Delegations(v, person); err != nil {
		return err
	}
	if f.Guardians, err = Guardianships(v, person); err != nil {
		return err
	}
	if f.SeenBy, err = SeenBy(v, person, 10_000); err != nil {
		return err
	}
	if f.Requests, err = RequestsOf(v, person); err != nil {
		return err
	}
	f.Holds, err = Holds(v, person)
	return err
}
