package insight

import (
	"runtime"
	"slices"
	"sync"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// maxCells is how many groups an answer may have before it is refused.
const maxCells = 1 << 21

// ErrTooFine refuses a grouping with more groups than anyone could read.
var ErrTooFine = errs.New(errs.Invalid, "insight.fine", "分得太细了，组数太多，请少分一层，或者先选一个地方、一段时间")

// Group answers a question over all facts of the cube: of the scope it looks at
// In alone, the subdistricts, communities or grids of which one must hold; none
// means everywhere.
func (c *Cube) Group(q matter.Question, in []place.ID) ([]matter.Group, error) {
	g := grouping{cube: c, question: q, in: in}
	if err := g.plan(); err != nil {
		return nil, err
	}
	counts := g.count()
	var out []matter.Group
	texts := []string{}
	for i, n := range counts { // in the order of their values, the last key running fastest
		if n == 0 {
			continue
		}
		for j, values := range g.values {
			texts = append(texts, values[i/g.steps[j]%len(values)])
		}
		end := len(texts)
		out = append(out, matter.Group{Values: texts[end-len(q.By) : end : end], N: int64(n)})
	}
	return out, nil
}

// grouping is one question made ready: for every column it needs, what each code
// adds to the number of the cell a row is counted in.
type grouping struct {
	cube     *Cube
	question matter.Question
	in       []place.ID
	cells    int
	steps    []int      // of each key: how far apart its values lie
	values   [][]string // of each key
	passes   []func(cells []int32, from int)
}

// outside is added for a row that the question leaves out: more than all cells,
// and six times over still a number.
const outside = 1 << 28

func (g *grouping) plan() error {
	if len(g.question.By) > matter.MaxKeys {
		return ErrTooFine
	}
	g.cells = 1
	q, c := g.question, g.cube
	g.steps, g.values = make([]int, len(q.By)), make([][]string, len(q.By))
	for i := len(q.By) - 1; i >= 0; i-- {
		g.steps[i] = g.cells
		g.values[i] = g.distinct(q.By[i])
		if g.cells *= max(1, len(g.values[i])); g.cells > maxCells {
			return ErrTooFine
		}
	}
	prepare(g, &c.place, g.keepPlace, map[matter.Key]func(where) string{
		matter.BySubdistrict: func(w where) string { return text(w.subdistrict) },
		matter.ByCommunity:   func(w where) string { return text(w.community) },
		matter.ByGrid:        func(w where) string { return text(w.grid) },
	})
	prepare(g, &c.category, only(q.Category), map[matter.Key]func(matter.CategoryID) string{matter.ByCategory: matter.CategoryID.String})
	prepare(g, &c.day, g.keepDay, map[matter.Key]func(calendar.Day) string{matter.ByMonth: matter.MonthOf})
	prepare(g, &c.stage, only(q.Stage), map[matter.Key]func(matter.Stage) string{matter.ByStage: word[matter.Stage]})
	prepare(g, &c.kind, only(q.Kind), map[matter.Key]func(matter.Kind) string{matter.ByKind: word[matter.Kind]})
	prepare(g, &c.channel, only(q.Channel), map[matter.Key]func(matter.Channel) string{matter.ByChannel: word[matter.Channel]})
	return nil
}

func word[W ~string](w W) string { return string(w) }

// text is the id of a place, "" for none.
func text(p place.ID) string {
	if p.IsZero() {
		return ""
	}
	return p.String()
}

func (g *grouping) keepPlace(w where) bool {
	return len(g.in) == 0 || slices.Contains(g.in, w.subdistrict) || slices.Contains(g.in, w.community) || slices.Contains(g.in, w.grid)
}

func (g *grouping) keepDay(d calendar.Day) bool {
	r := g.question.Raised
	return (!r[0].Valid() || d >= r[0]) && (!r[1].Valid() || d <= r[1])
}

func only[V comparable](wanted V) func(V) bool {
	var any V
	return func(v V) bool { return wanted == any || v == wanted }
}

// distinct lists the values of a key, as they stand in an address.
func (g *grouping) distinct(k matter.Key) []string {
	var out []string
	c := g.cube
	switch k {
	case matter.BySubdistrict:
		out = each(c.place.values, func(w where) string { return text(w.subdistrict) })
	case matter.ByCommunity:
		out = each(c.place.values, func(w where) string { return text(w.community) })
	case matter.ByGrid:
		out = each(c.place.values, func(w where) string { return text(w.grid) })
	case matter.ByCategory:
		out = each(c.category.values, matter.CategoryID.String)
	case matter.ByMonth:
		out = each(c.day.values, matter.MonthOf)
	case matter.ByStage:
		out = each(c.stage.values, word)
	case matter.ByKind:
		out = each(c.kind.values, word)
	case matter.ByChannel:
		out = each(c.channel.values, word)
	}
	return sorted(out)
}

// sorted gives every text once, in order.
func sorted(texts []string) []string {
	known := make(map[string]bool, len(texts))
	out := texts[:0]
	for _, t := range texts {
		if !known[t] {
			known[t] = true
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return out
}

func each[V any](values []V, f func(V) string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = f(v)
	}
	return out
}

// prepare makes the table of a column: what each of its codes adds. A column that
// adds nothing is not read at all.
func prepare[C uint8 | uint16, V comparable](g *grouping, c *column[C, V], keep func(V) bool, keys map[matter.Key]func(V) string) {
	table := new([1 << 16]int32) // whole, so that no code can lie outside it
	needed := false
	at := make([]map[string]int32, len(g.question.By)) // what each value of a key adds
	for i, k := range g.question.By {
		if keys[k] != nil {
			at[i] = make(map[string]int32, len(g.values[i]))
			for j, value := range g.values[i] {
				at[i][value] = int32(j * g.steps[i])
			}
		}
	}
	for code, v := range c.values {
		if !keep(v) {
			table[code], needed = outside, true
			continue
		}
		for i, k := range g.question.By {
			if value := keys[k]; value != nil {
				table[code] += at[i][value(v)]
				needed = true
			}
		}
	}
	if !needed {
		return
	}
	g.passes = append(g.passes, func(cells []int32, from int) {
		rows := c.rows[from : from+len(cells)]
		for i := range cells {
			cells[i] += table[rows[i]]
		}
	})
}

// spread is over how many cells the rows outside are counted in turn: one alone
// would have each wait for the one before.
const spread = 8

// block is how many rows are taken column by column at a time: the cells of a
// block stay in the fastest cache.
const block = 2048

// count splits the rows over the cores; each counts into cells of its own.
func (g *grouping) count() []int32 {
	workers := runtime.GOMAXPROCS(0)
	parts := make([][]int32, workers)
	var group sync.WaitGroup
	n := g.cube.Len()
	for w := range workers {
		group.Go(func() {
			parts[w] = make([]int32, g.cells+spread) // the last count what lies outside
			g.countRows(n*w/workers, n*(w+1)/workers, parts[w])
		})
	}
	group.Wait()
	for _, p := range parts[1:] {
		for i, v := range p {
			parts[0][i] += v
		}
	}
	return parts[0][:g.cells]
}

func (g *grouping) countRows(from, to int, out []int32) {
	var cells [block]int32
	last := int32(g.cells)
	for ; from < to; from += block {
		some := cells[:min(block, to-from)]
		clear(some)
		for _, pass := range g.passes {
			pass(some, from)
		}
		for i, cell := range some {
			out[min(cell, last+int32(i&(spread-1)))]++
		}
	}
}
