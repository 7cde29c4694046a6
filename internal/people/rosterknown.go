package people

import (
	"encoding/json"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// known is what the database holds about the people of a part.
type known struct {
	byNumber  map[string]ID
	byPhone   map[string][]ID
	named     map[string]map[ID]bool // index of a whole name: who is called so
	standings map[place.ID][]Standing
	numbered  map[ID]string // their number's index
}

// openPart loads the rows of a part and unseals them.
func openPart(v *act.View, roster id.Of[Roster], part string) ([]rosterLine, error) {
	rows, err := db.Select[rosterRow](v.Tx, sqlPartRows, roster, part)
	if err != nil {
		return nil, err
	}
	lines := make([]rosterLine, len(rows))
	for i, r := range rows {
		text, err := v.Stage.Keys.Open(rowAt(roster, r.Line), r.Sealed)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(text), &lines[i]); err != nil {
			return nil, err
		}
		lines[i].Line = r.Line
	}
	return lines, nil
}

func (l rosterLine) persons() []rosterPerson {
	return append(append([]rosterPerson{}, l.Owners...), l.Residents...)
}

// know loads what the database holds about the people of the lines.
func know(v *act.View, lines []rosterLine, homes []place.ID) (known, error) {
	k := known{byNumber: map[string]ID{}, byPhone: map[string][]ID{}, named: map[string]map[ID]bool{}, numbered: map[ID]string{}}
	var numbers, phones, names [][]byte
	for _, l := range lines {
		for _, p := range l.persons() {
			names = append(names, wholeName(v, p.Name))
			if p.Number != "" {
				numbers = append(numbers, numberKey(v, p.Document, p.Number))
			}
			for _, phone := range p.Phones {
				phones = append(phones, phoneKey(v, phone))
			}
		}
	}
	var err error
	if k.standings, err = StandingsIn(v, homes...); err != nil {
		return k, err
	}
	if err := k.loadNumbers(v, numbers); err != nil {
		return k, err
	}
	if err := k.loadPhones(v, phones); err != nil {
		return k, err
	}
	return k, k.loadNames(v, names)
}

type keyed struct {
	ID  ID     `db:"id"`
	Key []byte `db:"number_key"`
}

func (k known) loadNumbers(v *act.View, numbers [][]byte) error {
	return keyBatches("number_key", numbers, func(c db.Cond) error {
		return db.Each(v.Tx, func(r keyed) error {
			k.byNumber[string(r.Key)] = r.ID
			return nil
		}, sqlByNumbers.Where(c))
	})
}

func (k known) loadPhones(v *act.View, phones [][]byte) error {
	type row struct {
		Person ID     `db:"person_id"`
		Key    []byte `db:"key"`
	}
	return keyBatches("key", phones, func(c db.Cond) error {
		return db.Each(v.Tx, func(r row) error {
			k.byPhone[string(r.Key)] = append(k.byPhone[string(r.Key)], r.Person)
			return nil
		}, sqlByPhones.Where(c))
	})
}

// loadNames finds which of the people met by number, phone or home are called so.
func (k known) loadNames(v *act.View, names [][]byte) error {
	wanted := map[string]bool{}
	for _, n := range names {
		wanted[string(n)] = true
	}
	met := k.met()
	if err := batchesOf("person_id", met, func(c db.Cond) error {
		return db.Each(v.Tx, func(r tokenRow) error {
			if t := string(r.Token); wanted[t] {
				if k.named[t] == nil {
					k.named[t] = map[ID]bool{}
				}
				k.named[t][r.Person] = true
			}
			return nil
		}, sqlNamedSo.Where(c))
	}); err != nil {
		return err
	}
	return batchesOf("id", met, func(c db.Cond) error {
		c.And("number_key IS NOT NULL")
		return db.Each(v.Tx, func(r keyed) error {
			k.numbered[r.ID] = string(r.Key)
			return nil
		}, sqlByNumbers.Where(c))
	})
}

func (k known) met() (ids []ID) {
	for _, i := range k.byNumber {
		ids = append(ids, i)
	}
	for _, some := range k.byPhone {
		ids = append(ids, some...)
	}
	for _, some := range k.standings {
		for _, s := range some {
			ids = append(ids, s.Person)
		}
	}
	return ids
}

// keyBatches calls f with "column IN (…)" for the keys.
func keyBatches(column db.SQL, keys [][]byte, f func(db.Cond) error) error {
	for from := 0; from < len(keys); from += maxBatch {
		var c db.Cond
		db.In(&c, column, keys[from:min(from+maxBatch, len(keys))])
		if err := f(c); err != nil {
			return err
		}
	}
	return nil
}

func wholeName(v *act.View, name string) []byte { return nameKey(v, tokens(name)[0]) }

// who finds the person a row means: by number, by name and phone, or by name in
// the same home. The answer is zero for someone new; the sentence says what does
// not fit.
func (k known) who(v *act.View, p rosterPerson, home place.ID) (ID, *Sentence) {
	name := k.named[string(wholeName(v, p.Name))]
	number := string(numberKey(v, p.Document, p.Number))
	if number != "" {
		if found, ok := k.byNumber[number]; ok {
			if !name[found] {
				return 0, wrong("证件号已经登记在别的名字下，与“%s”对不上", surname(p.Name))
			}
			return found, nil
		}
	}
	var same []ID
	for _, phone := range p.Phones {
		for _, found := range k.byPhone[string(phoneKey(v, phone))] {
			if name[found] {
				same = append(same, found)
			}
		}
	}
	if len(same) == 0 && !home.IsZero() {
		for _, s := range k.standings[home] {
			if name[s.Person] {
				same = append(same, s.Person)
			}
		}
	}
	if len(same) == 0 {
		return 0, nil
	}
	if has := k.numbered[same[0]]; number != "" && has != "" && has != number {
		return 0, wrong("“%s”同名同电话，证件号却与登记的不同，请核对", surname(p.Name))
	}
	return same[0], nil
}

func wrong(text string, args ...any) *Sentence {
	s := say(text, args...)
	return &s
}

// surname is enough of a name to find the row's cell by, and no more.
func surname(name string) string {
	for _, r := range name {
		return string(r) + "*"
	}
	return "*"
}

// keys stand for a person that a row names, so that rows that name the same one
// agree: by number, by name and phone, by name in one home.
func (p rosterPerson) keys(home string) []string {
	out := []string{"h" + p.Name + "\x1f" + home}
	if p.Number != "" {
		out = append(out, "n"+p.Number)
	}
	for _, phone := range p.Phones {
		out = append(out, "p"+p.Name+"\x1f"+phone)
	}
	return out
}

func (l rosterLine) homeKey() string {
	a := l.Address
	return strings.Join([]string{a.Compound, a.Building, a.Entrance, a.Home}, "\x1f")
}
