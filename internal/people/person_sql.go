package people

import (
	"fmt"
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
)

const personColumns db.SQL = `id, body, name, document, number, number_key, born, birth_year, party, care, place_id, path,
	origin, told, verified_at, created_at, changed_at, died_on, erased_at`

const (
	sqlPerson  db.SQL = `SELECT ` + personColumns + ` FROM people_person WHERE realm_id = :realm AND id = ?`
	sqlPersons db.SQL = `SELECT ` + personColumns + ` FROM people_person WHERE realm_id = :realm AND {where}`
	// looks: the reveals of the name that the reader holds.
	sqlNames db.SQL = `SELECT id, body, name, (SELECT count(*) FROM people_reveal r WHERE r.realm_id = :realm
		AND r.person_id = people_person.id AND r.reader_id = ? AND r.until > ? AND ',' || r.fields || ',' LIKE '%,name,%') AS looks
		FROM people_person WHERE realm_id = :realm AND {where}`
	sqlByNumber db.SQL = `SELECT id FROM people_person WHERE realm_id = :realm AND number_key = ?`
	sqlNamed    db.SQL = `SELECT t.person_id FROM people_token t
		JOIN people_phone p ON p.realm_id = t.realm_id AND p.person_id = t.person_id
		WHERE t.realm_id = :realm AND t.token = ? AND p.key = ? ORDER BY t.person_id`
	sqlByPhone db.SQL = `SELECT h.id, h.person_id, h.number, h.key, h.verified_at, h.created_at FROM people_phone h
		JOIN people_person p ON p.realm_id = h.realm_id AND p.id = h.person_id
		WHERE h.realm_id = :realm AND h.key = ? AND p.erased_at IS NULL AND p.died_on = 0 ORDER BY h.verified_at, h.id`
	sqlPhones     db.SQL = `SELECT id, person_id, number, key, verified_at, created_at FROM people_phone WHERE realm_id = :realm AND {where} ORDER BY id`
	sqlVerify     db.SQL = `UPDATE people_phone SET verified_at = ? WHERE realm_id = :realm AND id = ?`
	sqlDropPhone  db.SQL = `DELETE FROM people_phone WHERE realm_id = :realm AND id = ? AND person_id = ?`
	sqlDropTokens db.SQL = `DELETE FROM people_token WHERE realm_id = :realm AND person_id = ?`
	sqlSavePerson db.SQL = `UPDATE people_person SET name = ?, document = ?, number = ?, number_key = ?, born = ?, birth_year = ?,
		party = ?, care = ?, verified_at = ?, died_on = ?, changed_at = ? WHERE realm_id = :realm AND id = ?`
)

// personRow is a person as stored.
type personRow struct {
	ID         ID             `db:"id"`
	Body       bool           `db:"body"`
	Name       []byte         `db:"name"`
	Document   codes.Document `db:"document"`
	Number     []byte         `db:"number"`
	NumberKey  []byte         `db:"number_key"`
	Born       []byte         `db:"born"`
	BirthYear  int            `db:"birth_year"`
	Party      []byte         `db:"party"`
	Care       []byte         `db:"care"`
	Place      place.ID       `db:"place_id"`
	Path       access.Path    `db:"path"`
	Origin     Origin         `db:"origin"`
	Told       string         `db:"told"`
	VerifiedAt time.Time      `db:"verified_at"`
	CreatedAt  time.Time      `db:"created_at"`
	ChangedAt  time.Time      `db:"changed_at"`
	DiedOn     calendar.Day   `db:"died_on"`
	ErasedAt   time.Time      `db:"erased_at"`
}

type phoneRow struct {
	ID         id.Of[Phone] `db:"id"`
	Person     ID           `db:"person_id"`
	Number     []byte       `db:"number"`
	Key        []byte       `db:"key"`
	VerifiedAt time.Time    `db:"verified_at"`
	CreatedAt  time.Time    `db:"created_at"`
}

type tokenRow struct {
	Token  []byte `db:"token"`
	Person ID     `db:"person_id"`
}

// index is the blind index of a value within the realm.
func index(v *act.View, purpose, value string) []byte {
	return v.Stage.Keys.Index(purpose+"/"+strconv.FormatInt(v.Tx.Realm(), 10), value)
}

func phoneKey(v *act.View, number string) []byte { return index(v, "people.phone", number) }

func nameKey(v *act.View, name string) []byte { return index(v, "people.name", name) }

func numberKey(v *act.View, kind codes.Document, number string) []byte {
	if number == "" {
		return nil
	}
	return index(v, "people.number", strconv.Itoa(int(kind))+":"+number)
}

// vault seals and opens the fields of one row and keeps the first fault.
type vault struct {
	keys *seal.Keys
	id   int64
	err  error
}

// sealAt is where the sealed column of a row belongs.
func sealAt[T any](column string, row id.Of[T]) string { return seal.At(column, int64(row)) }

func (s *vault) seal(column, text string) []byte {
	sealed, err := s.keys.Seal(seal.At(column, s.id), text)
	if s.err == nil {
		s.err = err
	}
	return sealed
}

func (s *vault) open(column string, sealed []byte) string {
	text, err := s.keys.Open(seal.At(column, s.id), sealed)
	if s.err == nil {
		s.err = err
	}
	return text
}

// add inserts a person already checked, with phones and what their name can be
// found by.
func add(a *act.Act, n New, where place.Place, origin Origin) (ID, error) {
	row, phones, found, err := n.rows(a, where, origin)
	if err != nil {
		return 0, err
	}
	if err := db.Insert(a.Tx, "people_person", row); err != nil {
		return 0, err
	}
	if err := db.Insert(a.Tx, "people_phone", phones...); err != nil {
		return 0, err
	}
	if err := db.Insert(a.Tx, "people_token", found...); err != nil {
		return 0, err
	}
	return row.ID, a.Publish(Registered{Person: row.ID, Place: where.ID})
}

// rows seals a person.
func (n New) rows(a *act.Act, where place.Place, origin Origin) (personRow, []phoneRow, []tokenRow, error) {
	p := personRow{
		ID: act.NewID[Person](a), Body: n.Body, Document: n.Document, BirthYear: n.Born.Year(),
		Place: where.ID, Path: where.Path, Origin: origin, Told: n.Told, CreatedAt: a.At, ChangedAt: a.At,
	}
	s := vault{keys: a.Stage.Keys, id: int64(p.ID)}
	p.Name = s.seal("people_person.name", n.Name)
	p.Number = s.seal("people_person.number", n.Number)
	p.NumberKey = numberKey(a.View, n.Document, n.Number)
	p.Born = s.seal("people_person.born", birth(n.Born))
	var phones []phoneRow
	for _, number := range n.Phones {
		row, err := newPhone(a, p.ID, number)
		if err != nil {
			return p, nil, nil, err
		}
		phones = append(phones, row)
	}
	return p, phones, tokenRows(a.View, p.ID, n.Name), s.err
}

func birth(d calendar.Day) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func newPhone(a *act.Act, person ID, number string) (phoneRow, error) {
	row := phoneRow{ID: act.NewID[Phone](a), Person: person, Key: phoneKey(a.View, number), CreatedAt: a.At}
	s := vault{keys: a.Stage.Keys, id: int64(row.ID)}
	row.Number = s.seal("people_phone.number", number)
	return row, s.err
}

func tokenRows(v *act.View, person ID, name string) []tokenRow {
	if name == "" {
		return nil
	}
	var out []tokenRow
	for _, t := range tokens(name) {
		out = append(out, tokenRow{Token: nameKey(v, t), Person: person})
	}
	return out
}

func byNumber(v *act.View, kind codes.Document, number string) (ID, bool, error) {
	return db.Find[ID](v.Tx, sqlByNumber, numberKey(v, kind, number))
}

// named gives the persons of this whole name who have this phone.
func named(v *act.View, name, phone string) ([]ID, error) {
	return db.Select[ID](v.Tx, sqlNamed, nameKey(v, tokens(name)[0]), phoneKey(v, phone))
}

func loadRow(v *act.View, person ID) (personRow, error) {
	row, ok, err := db.Find[personRow](v.Tx, sqlPerson, person)
	if err == nil && !ok {
		err = missing()
	}
	if err != nil {
		return row, fmt.Errorf("person %s: %w", person, err)
	}
	return row, nil
}
