package people

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/mask"
)

// Get gives a person as the actor may see them. Whoever may see them may; every
// field is masked but the person's own and those of an open reveal.
func Get(v *act.View, person ID) (Person, error) {
	row, err := loadRow(v, person)
	if err != nil {
		return Person{}, err
	}
	things, err := thingsOf(v, row)
	if err != nil {
		return Person{}, err
	}
	if err := may(v, CanSee, things); err != nil {
		return Person{}, err
	}
	all, err := shown(v, []personRow{row})
	if err != nil {
		return Person{}, err
	}
	all[0].paths = pathsOf(things)
	return all[0], nil
}

func pathsOf(things []access.Thing) []access.Path {
	out := make([]access.Path, len(things))
	for i, t := range things {
		out[i] = t.Path
	}
	return out
}

// shown opens rows and masks what the actor must not see.
func shown(v *act.View, rows []personRow) ([]Person, error) {
	ids := make([]ID, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	phones, err := phonesOf(v, ids...)
	if err != nil {
		return nil, err
	}
	open, err := openReveals(v)
	if err != nil {
		return nil, err
	}
	out := make([]Person, len(rows))
	for i, r := range rows {
		if out[i], err = opened(v, r, phones[r.ID]); err != nil {
			return nil, err
		}
		out[i].veil(fieldsShown(v, r.ID, open))
	}
	return out, nil
}

func fieldsShown(v *act.View, person ID, open []Look) (shown []Field) {
	if self(v, person) {
		return Fields
	}
	for _, f := range Fields {
		if slices.ContainsFunc(open, func(l Look) bool { return l.Person == person && l.covers(f) }) {
			shown = append(shown, f)
		}
	}
	return shown
}

// opened is a person with nothing masked: it must not leave this package so,
// unless it is the person's own.
func opened(v *act.View, r personRow, phones []phoneRow) (Person, error) {
	s := vault{keys: v.Stage.Keys, id: int64(r.ID)}
	p := Person{
		ID: r.ID, Body: r.Body, Name: s.open("people_person.name", r.Name), Document: r.Document,
		Number: s.open("people_person.number", r.Number), Birth: s.open("people_person.born", r.Born), BirthYear: r.BirthYear,
		Party: s.open("people_person.party", r.Party), Care: s.open("people_person.care", r.Care),
		Place: r.Place, Origin: r.Origin, Told: r.Told, VerifiedAt: r.VerifiedAt, CreatedAt: r.CreatedAt,
		DiedOn: r.DiedOn, ErasedAt: r.ErasedAt,
	}
	for _, row := range phones {
		number, err := v.Stage.Keys.Open(sealAt("people_phone.number", row.ID), row.Number)
		if err != nil {
			return Person{}, err
		}
		p.Phones = append(p.Phones, Phone{ID: row.ID, Number: number, Verified: !row.VerifiedAt.IsZero()})
	}
	for _, f := range Fields {
		if p.has(f) {
			p.Recorded = append(p.Recorded, f)
		}
	}
	return p, s.err
}

func (p Person) has(f Field) bool {
	return map[Field]bool{
		FieldName: p.Name != "", FieldPhone: len(p.Phones) > 0, FieldIdentity: p.Number != "", FieldBirth: p.Birth != "",
		FieldParty: p.Party != "", FieldCare: p.Care != "",
	}[f]
}

// veil masks every field that is not among those shown.
func (p *Person) veil(shown []Field) {
	p.Shown = shown
	hidden := func(f Field) bool { return !slices.Contains(shown, f) }
	if hidden(FieldName) && !p.Body {
		p.Name = mask.Name(p.Name)
	}
	if hidden(FieldPhone) {
		for i := range p.Phones {
			p.Phones[i].Number = mask.Phone(p.Phones[i].Number)
		}
	}
	if hidden(FieldIdentity) && p.Number != "" {
		p.Number = mask.Identity(p.Number)
	}
	if hidden(FieldBirth) {
		p.Birth = ""
	}
	if hidden(FieldParty) {
		p.Party = ""
	}
	if hidden(FieldCare) {
		p.Care = ""
	}
}
