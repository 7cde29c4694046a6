package matterweb

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// names are what the places, seats and categories of a page are called. They
// hold nothing of a person and change seldom, so a process may remember them for
// a moment; what the reader may see is never remembered.
type names struct {
	places     map[place.ID]string
	seats      map[org.SeatID]string
	categories map[matter.CategoryID]string
}

// memory is how long a name may be out of date after it was changed.
const (
	memory    = 20 * time.Second
	memoryMax = 20_000
)

// memo remembers values by id for a moment.
type memo[K comparable, V any] struct {
	mu    sync.Mutex
	since time.Time
	known map[K]V
}

// get gives the values of ids, asking load only for those not remembered.
func (m *memo[K, V]) get(now time.Time, ids []K, load func([]K) (map[K]V, error)) (map[K]V, error) {
	out := make(map[K]V, len(ids))
	missing := m.recall(now, ids, out)
	if len(missing) == 0 {
		return out, nil
	}
	found, err := load(missing)
	if err != nil {
		return nil, err
	}
	maps.Copy(out, found)
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.Copy(m.known, found)
	return out, nil
}

// recall fills out with what is remembered and lists the rest.
func (m *memo[K, V]) recall(now time.Time, ids []K, out map[K]V) (missing []K) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil || now.Sub(m.since).Abs() > memory || len(m.known) > memoryMax {
		m.known, m.since = map[K]V{}, now
	}
	for _, k := range ids {
		if v, ok := m.known[k]; ok {
			out[k] = v
		} else if !slices.Contains(missing, k) {
			missing = append(missing, k)
		}
	}
	return missing
}

// memos are what a process remembers of the names of all its realms: ids are
// unique among them.
type memos struct {
	places     memo[place.ID, string]
	seats      memo[org.SeatID, string]
	categories memo[int64, []matter.Category] // by realm
}

// name finds what places, seats and categories are called.
func (p *pages) name(v *act.View, places []place.ID, seats []org.SeatID) (n names, err error) {
	n.places, err = p.memos.places.get(v.At, nonzero(places), func(ids []place.ID) (map[place.ID]string, error) {
		return place.Labels(v, ids...)
	})
	if err != nil {
		return n, err
	}
	n.seats, err = p.memos.seats.get(v.At, nonzero(seats), func(ids []org.SeatID) (map[org.SeatID]string, error) {
		return org.SeatTitles(v, ids...)
	})
	if err != nil {
		return n, err
	}
	all, err := p.categories(v)
	n.categories = make(map[matter.CategoryID]string, len(all))
	for _, c := range all {
		n.categories[c.ID] = words.T(v, c.Name)
	}
	return n, err
}

// mannedLabels says of each seat which it is and who holds it: "深田社区 网格员 · 陈*".
// Which it is may be remembered, who holds it never.
func (p *pages) mannedLabels(v *act.View, seats []org.Manned) (map[org.SeatID]string, error) {
	ids := make([]org.SeatID, len(seats))
	for i, s := range seats {
		ids[i] = s.ID
	}
	n, err := p.name(v, nil, ids)
	if err != nil {
		return nil, err
	}
	sitters, err := org.Sitters(v, seats)
	out := make(map[org.SeatID]string, len(seats))
	for _, id := range ids {
		out[id] = n.seats[id] + " · " + sitters[id]
	}
	return out, err
}

// categories are all categories of the realm, those no longer used too.
func (p *pages) categories(v *act.View) ([]matter.Category, error) {
	realm := v.By.Realm
	all, err := p.memos.categories.get(v.At, []int64{realm}, func([]int64) (map[int64][]matter.Category, error) {
		found, err := matter.AllCategories(v)
		return map[int64][]matter.Category{realm: found}, err
	})
	return all[realm], err
}

func nonzero[K ~int64](ids []K) []K {
	return slices.DeleteFunc(slices.Clone(ids), func(k K) bool { return k == 0 })
}
