package insight

import (
	"errors"
	"slices"
	"sort"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

// Cube is the facts of one realm as columns of codes. It is not safe for
// concurrent use; Figures guard theirs.
type Cube struct {
	ids      []int64 // rising
	place    column[uint16, where]
	category column[uint16, matter.CategoryID]
	day      column[uint16, calendar.Day]
	stage    column[uint8, matter.Stage]
	kind     column[uint8, matter.Kind]
	channel  column[uint8, matter.Channel]
}

// where is the places of a matter: one code for the three.
type where struct{ subdistrict, community, grid place.ID }

// column holds a small code for every row, and what the codes stand for.
type column[C uint8 | uint16, V comparable] struct {
	rows   []C
	codes  map[V]C
	values []V
}

// ErrTooMany says that a column has more values than its codes can tell apart.
var ErrTooMany = errors.New("insight: too many values of one key")

// NewCube is an empty cube with room for n matters.
func NewCube(n int) *Cube {
	c := &Cube{ids: make([]int64, 0, n)}
	c.place.grow(n)
	c.category.grow(n)
	c.day.grow(n)
	c.stage.grow(n)
	c.kind.grow(n)
	c.channel.grow(n)
	return c
}

func (c *column[C, V]) grow(n int) { c.rows, c.codes = make([]C, 0, n), map[V]C{} }

func (c *column[C, V]) insert(i int) { c.rows = slices.Insert(c.rows, i, 0) }

func (c *column[C, V]) put(i int, v V) error {
	code, known := c.codes[v]
	if !known {
		code = C(len(c.values))
		if int(code) != len(c.values) {
			return ErrTooMany
		}
		c.codes[v], c.values = code, append(c.values, v)
	}
	c.rows[i] = code
	return nil
}

// Put adds facts or changes those it knows.
func (c *Cube) Put(facts ...matter.Fact) error {
	for _, f := range facts {
		i := c.row(int64(f.ID))
		if err := errors.Join(
			c.place.put(i, where{f.Subdistrict, f.Community, f.Grid}), c.category.put(i, f.Category), c.day.put(i, f.Raised),
			c.stage.put(i, f.Stage), c.kind.put(i, f.Kind), c.channel.put(i, f.Channel)); err != nil {
			return err
		}
	}
	return nil
}

// row finds the row of a matter, making one. Ids rise with time, so a new one
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
	c.place.insert(i)
	c.category.insert(i)
	c.day.insert(i)
	c.stage.insert(i)
	c.kind.insert(i)
	c.channel.insert(i)
	return i
}

// Len is how many matters the cube holds.
func (c *Cube) Len() int { return len(c.ids) }
