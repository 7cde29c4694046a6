package matter

import (
	"slices"
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Key is something matters can be grouped by.
type Key string

// The keys.
const (
	BySubdistrict Key = "subdistrict"
	ByCommunity   Key = "community"
	ByGrid        Key = "grid"
	ByCategory    Key = "category"
	ByStage       Key = "stage"
	ByKind        Key = "kind"
	ByChannel     Key = "channel"
	ByMonth       Key = "month" // in which they were raised
)

// keys is every key, in order, with its name for people; the order is that of
// sqlGroups.
var keys = []struct {
	Key
	label string
}{
	{BySubdistrict, "哪个街道"}, {ByCommunity, "哪个社区"}, {ByGrid, "哪个网格"}, {ByCategory, "类别"},
	{ByStage, "走到哪"}, {ByKind, "想要什么"}, {ByChannel, "怎么来的"}, {ByMonth, "哪个月"},
}

// Keys lists the keys.
func Keys() []Key {
	out := make([]Key, len(keys))
	for i, k := range keys {
		out[i] = k.Key
	}
	return out
}

// Label is the name of the key for people; "" for none.
func (k Key) Label() string {
	if i := k.position(); i > 0 {
		return keys[i-1].label
	}
	return ""
}

func (k Key) position() int {
	for i, one := range keys {
		if one.Key == k {
			return i + 1
		}
	}
	return 0
}

// MaxKeys is by how many keys one question may group.
const MaxKeys = 3

// Question asks how many matters there are of each group; zero fields do not
// narrow.
type Question struct {
	Scope    Scope
	By       []Key // at most MaxKeys
	Category CategoryID
	Stage    Stage
	Kind     Kind
	Channel  Channel
	Raised   [2]calendar.Day // from, to, both included
}

// Group is one group of an answer: its values as they stand in an address (an id,
// a word, 2026-06), in the order of the keys asked for, "" where a matter has none.
type Group struct {
	Values []string
	N      int64
}

// CountIn refuses whoever may not count at the place of the question.
func (q Question) CountIn(v *act.View) error {
	return v.Require(CanCount, access.Thing{Kind: "matter", Place: int64(q.Scope.Place), Path: q.Scope.Path})
}

// Grouped answers a question from the matters themselves. Whoever may count at
// the place may ask. It reads every matter of the scope and the period: figures
// kept in memory answer sooner.
func Grouped(v *act.View, q Question) ([]Group, error) {
	if err := q.CountIn(v); err != nil {
		return nil, err
	}
	f := Filter{Scope: q.Scope, State: All, Category: q.Category, Kind: q.Kind, Channel: q.Channel, Raised: q.Raised}
	if q.Stage != "" {
		f.Stages = []Stage{q.Stage}
	}
	c, _ := f.where(v)
	args := make([]any, MaxKeys)
	for i := range args {
		args[i] = 0
		if i < len(q.By) {
			args[i] = q.By[i].position()
		}
	}
	type row struct {
		A string `db:"a"`
		B string `db:"b"`
		C string `db:"c"`
		N int64  `db:"n"`
	}
	rows, err := db.Select[row](v.Tx, sqlGroups.Where(c), args...)
	if err != nil {
		return nil, err
	}
	sum := map[[MaxKeys]string]int64{}
	for _, r := range rows {
		at := [MaxKeys]string{r.A, r.B, r.C}
		for i, k := range q.By {
			at[i] = k.value(at[i])
		}
		sum[at] += r.N
	}
	out := make([]Group, 0, len(sum))
	for at, n := range sum {
		out = append(out, Group{Values: at[:len(q.By)], N: n})
	}
	SortGroups(out)
	return out, nil
}

// value is what a statement says of a key as it stands in an address: ids are
// numbers there, and months days since 1970.
func (k Key) value(text string) string {
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case k == BySubdistrict || k == ByCommunity || k == ByGrid || k == ByCategory:
		if err != nil || n == 0 {
			return ""
		}
		return place.ID(n).String()
	case k == ByMonth && err == nil:
		return MonthOf(calendar.DayOf(time.Unix(n*86400, 0)))
	}
	return text
}

// MonthOf is the month of a day as it stands in an address: 2026-06.
func MonthOf(d calendar.Day) string { return d.String()[:7] }

// SortGroups puts groups in the order of their values.
func SortGroups(all []Group) {
	slices.SortFunc(all, func(a, b Group) int { return slices.Compare(a.Values, b.Values) })
}
