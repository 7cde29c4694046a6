package people

import (
	"slices"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Membership counts the Party members of a group of persons.
type Membership struct {
	All      int // distinct persons
	Recorded int // whose membership is recorded, with their consent
	Members  int
}

// Memberships counts, for each group of persons, who of them is a member of the
// Party. Only the counts leave this room: whether one person is a member is
// sensitive (PIPL art. 28) and takes a reveal.
func Memberships[K comparable](v *act.View, groups map[K][]ID) (map[K]Membership, error) {
	var all []ID
	for _, ids := range groups {
		all = append(all, ids...)
	}
	told := map[ID]string{}
	err := batches(all, func(c db.Cond) error {
		return db.Each(v.Tx, func(p personRow) error {
			s := vault{keys: v.Stage.Keys, id: int64(p.ID)}
			told[p.ID] = s.open("people_person.party", p.Party)
			return s.err
		}, sqlPersons.Where(c))
	})
	if err != nil {
		return nil, err
	}
	out := make(map[K]Membership, len(groups))
	for k, ids := range groups {
		var m Membership
		for _, i := range slices.Compact(slices.Sorted(slices.Values(ids))) {
			m.All++
			if text := told[i]; text != "" {
				m.Recorded++
				if partyMember(text) {
					m.Members++
				}
			}
		}
		out[k] = m
	}
	return out, nil
}

// partyMember reads 政治面貌 as people write it: 中共党员, 中共预备党员, 党员.
func partyMember(text string) bool {
	return strings.HasPrefix(text, "中共") || text == "党员" || text == "预备党员"
}
