package insight

import (
	"errors"
	"slices"
	"sort"
	"sync"
)

// Key is something matters can be grouped or filtered by.
type Key uint8

// The keys.
const (
	Subdistrict Key = iota
	Community
	Grid
	Category
	Stage
	Kind
	Channel
	Month // 24311 is 2026-01: months since year 0
	keys
)

// Fact is one matter as figures see it. Codes are small numbers that Names
// turns back into what they stand for.
type Fact struct {
	ID     int64
	Values [keys]int64 // ids of places and categories, hashes of words, month
	Day    int32       // days since 1970, local
}

// Filter keeps the facts whose key has one of the values; From ≤ day < To.
type Filter struct {
	Is       map[Key][]int64
	From, To int32 // 0: no bound
}

// Cell is one group of the answer.
type Cell struct {
	Values []int64 // in the order of the keys asked for
	N      int64
}

// Cube is the columns of one realm. It is safe for concurrent use.
type Cube struct {
	mu      sync.RWMutex
	ids     []int64 // rising
	columns [keys][]uint16
	days    []uint16
	codes   [keys]map[int64]uint16
	values  [keys][]int64
}

// NewCube is an empty cube with room for n matters.
func NewCube(n int) *Cube {
	c := &Cube{ids: make([]int64, 0, n), days: make([]uint16, 0, n)}
	for k := range keys {
		c.columns[k] = make([]uint16, 0, n)
		c.codes[k] = map[int64]uint16{}
	}
	return c
}

// ErrTooMany says that a key has more values than a cube can hold apart.
var ErrTooMany = errors.New("insight: more than 65,536 values of one key")

func (c *Cube) code(k Key, v int64) (uint16, error) {
	if code, ok := c.codes[k][v]; ok {
		return code, nil
	}
	if len(c.values[k]) > 0xffff {
		return 0, ErrTooMany
	}
	code := uint16(len(c.values[k]))
	c.codes[k][v] = code
	c.values[k] = append(c.values[k], v)
	return code, nil
}

// Put adds facts or changes those it knows.
func (c *Cube) Put(facts ...Fact) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range facts {
		i := c.row(f.ID)
		for k := range keys {
			code, err := c.code(k, f.Values[k])
			if err != nil {
				return err
			}
			c.columns[k][i] = code
		}
		c.days[i] = uint16(f.Day)
	}
	return nil
}

// row finds the place of a matter, making one. Ids rise with time, so a new one
// nearly always stands at the end.
func (c *Cube) row(id int64) int {
	n := len(c.ids)
	i := n
	if n > 0 && c.ids[n-1] >= id {
		i = sort.Search(n, func(j int) bool { return c.ids[j] >= id })
		if c.ids[i] == id {
			return i
		}
	}
	c.ids = slices.Insert(c.ids, i, id)
	c.days = slices.Insert(c.days, i, 0)
	for k := range keys {
		c.columns[k] = slices.Insert(c.columns[k], i, 0)
	}
	return i
}

// Len is how many matters the cube holds.
func (c *Cube) Len() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.ids)
}
