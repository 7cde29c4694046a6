package place

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Policy is what the key says at a path at a moment: the value of the nearest
// place whose dates hold, else the national default. Where the law binds, the
// strictest value on the way up holds. A key that is in no pack is a fault of
// the caller.
func Policy(v *act.View, key string, path access.Path, at time.Time) (Value, error) {
	all, err := Policies(v, path, at, key)
	return all[key], err
}

// Policies is Policy for several keys, in one query at most.
func Policies(v *act.View, path access.Path, at time.Time, keys ...string) (map[string]Value, error) {
	type asked struct{ path, keys string }
	rows, err := db.Kept(v.Tx, "place_policy", asked{string(path), strings.Join(keys, " ")}, func() ([]Setting, error) {
		return settingsOf(v, Ancestors(path), keys)
	})
	if err != nil {
		return nil, err
	}
	return ruling(rows, path, at, keys)
}

// settingsOf are the settings of the keys at places.
func settingsOf(v *act.View, places []ID, keys []string) ([]Setting, error) {
	if len(places) == 0 {
		return nil, nil
	}
	var c db.Cond
	db.In(&c, "key", keys)
	db.In(&c, "place_id", places)
	return db.Select[Setting](v.Tx, sqlPolicies.Where(c))
}

// PoliciesAt is Policies at several paths, in one query.
func PoliciesAt(v *act.View, paths []access.Path, at time.Time, keys ...string) (map[access.Path]map[string]Value, error) {
	var above []ID
	for _, path := range paths {
		above = append(above, Ancestors(path)...)
	}
	var rows []Setting
	for part := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(above))), maxBatch) {
		found, err := settingsOf(v, part, keys)
		if err != nil {
			return nil, err
		}
		rows = append(rows, found...)
	}
	out := make(map[access.Path]map[string]Value, len(paths))
	for _, path := range paths {
		values, err := ruling(rows, path, at, keys)
		if err != nil {
			return nil, err
		}
		out[path] = values
	}
	return out, nil
}

// ruling is what the settings say of the keys at a path at a moment. Of what one
// place has set the newest holds that the law allows below the places above it.
func ruling(rows []Setting, path access.Path, at time.Time, keys []string) (map[string]Value, error) {
	out := make(map[string]Value, len(keys))
	for _, key := range keys {
		r, ok := national[key]
		if !ok {
			return nil, fmt.Errorf("place: no policy key %q", key)
		}
		out[key] = r.byDefault()
	}
	newest := slices.SortedStableFunc(slices.Values(rows), func(a, b Setting) int {
		return cmp.Or(b.From.Compare(a.From), cmp.Compare(b.ID, a.ID))
	})
	for _, p := range Ancestors(path) {
		settled := map[string]bool{}
		for _, s := range newest {
			r := national[s.Key]
			if s.Place != p || settled[s.Key] || r == nil || !s.holds(at) || !r.tightens(out[s.Key].Text, s.Text) {
				continue
			}
			out[s.Key], settled[s.Key] = s.value(), true
		}
	}
	return out, nil
}

// SettingID names a setting.
type SettingID = id.Of[Setting]

// Setting is what a place has set for a key: a row of its policy pack.
type Setting struct {
	ID         SettingID `db:"id"`
	Key        string    `db:"key"`
	Place      ID        `db:"place_id"`
	Text       string    `db:"value"`
	From       time.Time `db:"valid_from"`
	To         time.Time `db:"valid_to"` // zero: goes on
	Citation   string    `db:"citation"`
	Confidence string    `db:"confidence"`
	SetBy      int64     `db:"set_by"` // person
	SetAt      time.Time `db:"set_at"`
}

func (s Setting) holds(at time.Time) bool {
	return !s.From.After(at) && (s.To.IsZero() || s.To.After(at))
}

func (s Setting) value() Value {
	return Value{
		Key: s.Key, Text: s.Text, Place: s.Place, Citation: s.Citation, Confidence: s.Confidence,
		From: s.From, To: s.To,
	}
}

// Settings lists what one place has set, past and future values too, by key and
// date.
func Settings(v *act.View, place ID) ([]Setting, error) {
	return db.Select[Setting](v.Tx, sqlSettings, place)
}
