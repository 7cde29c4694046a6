package people

import (
	"strings"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// MaxFound is how many persons a search shows.
const MaxFound = 50

// Search finds persons by a phone, a document number, or a name or two or more
// characters of it, among those the actor may know of. What it finds is masked.
func Search(v *act.View, text string) ([]Person, error) {
	text, err := clean.Line(text, 60)
	if err != nil || len([]rune(text)) < 2 {
		return nil, errs.Invalidf("q", "search.short", "请至少输入两个字，或者完整的电话号码")
	}
	var ids []ID
	if p, err := codes.ParsePhone(text); err == nil {
		ids, err = found(v, sqlFindPhone, phoneKey(v, p.Number))
		if err != nil {
			return nil, err
		}
	} else if number := strings.ToUpper(text); len(number) >= 8 && strings.Trim(number, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		for _, kind := range codes.Documents {
			some, err := found(v, sqlFindNumber, numberKey(v, kind, number))
			if err != nil {
				return nil, err
			}
			ids = append(ids, some...)
		}
	} else if ids, err = found(v, sqlFindName, nameKey(v, strings.ReplaceAll(text, " ", ""))); err != nil {
		return nil, err
	}
	return inOrder(v, ids)
}

// found runs a search within what the actor may know of.
func found(v *act.View, q db.SQL, key []byte) ([]ID, error) {
	var c db.Cond
	c.AndAny(v.Where(CanSee, access.Columns{Path: "p.path", Author: "p.id"}), v.Where(CanSee, access.Columns{Path: "s.path"}))
	return db.Select[ID](v.Tx, q.Where(c), key, MaxFound)
}

// inOrder gives the persons as shown, in the order of the ids.
func inOrder(v *act.View, ids []ID) ([]Person, error) {
	rows, err := rowsOf(v, ids)
	if err != nil {
		return nil, err
	}
	return shown(v, rows)
}

func rowsOf(v *act.View, ids []ID) ([]personRow, error) {
	byID := map[ID]personRow{}
	err := batches(ids, func(c db.Cond) error {
		return db.Each(v.Tx, func(r personRow) error {
			byID[r.ID] = r
			return nil
		}, sqlPersons.Where(c))
	})
	var out []personRow
	for _, i := range ids {
		if r, ok := byID[i]; ok {
			out = append(out, r)
			delete(byID, i)
		}
	}
	return out, err
}

// Entry is one line of the register of a place: who stands how to which home.
type Entry struct {
	Standing
	Name string // masked
}

// Entries lists who owns or lives in the homes in and below a place, home by
// home, from after a path on. Whoever may see the people of the place may.
func Entries(v *act.View, in place.ID, after access.Path, limit int) ([]Entry, error) {
	where, err := place.Get(v, in)
	if err != nil {
		return nil, err
	}
	if err := v.Require(CanSee, where.Thing()); err != nil {
		return nil, err
	}
	from, before := where.Path.Range()
	if string(after) > from {
		from = string(after) + "0" // after every standing of that home
	}
	standings, err := db.Select[Standing](v.Tx, sqlEntries, from, before, limit)
	if err != nil {
		return nil, err
	}
	ids := make([]ID, len(standings))
	for i, s := range standings {
		ids[i] = s.Person
	}
	names, err := Names(v, ids...)
	out := make([]Entry, len(standings))
	for i, s := range standings {
		out[i] = Entry{Standing: s, Name: names[s.Person]}
	}
	return out, err
}

// Count is how many persons are proved to own or live in or below a path, and in
// how many households.
type Count struct {
	Owners     int `db:"owners"`
	Residents  int `db:"residents"`
	Households int `db:"households"`
}

// CountIn counts the people of a place.
func CountIn(v *act.View, in access.Path) (Count, error) {
	from, before := in.Range()
	return db.Get[Count](v.Tx, sqlCountIn, from, before)
}
