package insight

import (
	"errors"
	"runtime"
	"sync"
)

const (
	maxKeys  = 3
	maxCells = 1 << 22 // groups an answer may have before it is refused
)

// ErrTooFine refuses a grouping with more groups than anyone could read.
var ErrTooFine = errors.New("insight: too many groups")

// Group counts the facts that the filter keeps, by up to three keys.
func (c *Cube) Group(by []Key, f Filter) ([]Cell, error) {
	if len(by) > maxKeys {
		return nil, ErrTooFine
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	cells := 1
	steps := make([]int, len(by))
	for i, k := range by {
		steps[i] = cells
		cells *= max(1, len(c.values[k]))
		if cells > maxCells {
			return nil, ErrTooFine
		}
	}
	counts := c.count(grouping{by, steps, cells, c.masks(f), f})
	var out []Cell
	for i, n := range counts {
		if n == 0 {
			continue
		}
		values := make([]int64, len(by))
		for j, k := range by {
			values[j] = c.values[k][i/steps[j]%len(c.values[k])]
		}
		out = append(out, Cell{Values: values, N: n})
	}
	return out, nil
}

// mask says which codes of one key a filter keeps.
type mask struct {
	column []uint16
	keep   []bool
}

func (c *Cube) masks(f Filter) (out []mask) {
	for k, values := range f.Is {
		m := mask{c.columns[k], make([]bool, len(c.values[k]))}
		for _, v := range values {
			if code, ok := c.codes[k][v]; ok {
				m.keep[code] = true
			}
		}
		out = append(out, m)
	}
	return out
}

// grouping is what one count asks for: the keys, how far apart their values lie
// in the cells, how many cells, and what the filter keeps.
type grouping struct {
	by     []Key
	steps  []int
	cells  int
	masks  []mask
	filter Filter
}

// count splits the rows over the cores; each counts into cells of its own.
func (c *Cube) count(g grouping) []int64 {
	workers := runtime.GOMAXPROCS(0)
	parts := make([][]int64, workers)
	var group sync.WaitGroup
	n := len(c.ids)
	for w := range workers {
		group.Go(func() {
			parts[w] = make([]int64, g.cells+1) // the last counts what the filter drops
			c.countRows(g, n*w/workers, n*(w+1)/workers, parts[w])
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

// block is how many rows are taken column by column at a time: the cells of a
// block stay in the fastest cache.
const block = 2048

// countRows counts the rows from a to b.
func (c *Cube) countRows(g grouping, a, b int, out []int64) {
	var cells [block]int32
	dropped := int32(len(out) - 1)
	for ; a < b; a += block {
		n := min(block, b-a)
		cell := cells[:n]
		clear(cell)
		for j, k := range g.by {
			addCells(cell, c.columns[k][a:a+n], int32(g.steps[j]))
		}
		for _, m := range g.masks {
			for i, code := range m.column[a : a+n] {
				if !m.keep[code] {
					cell[i] = dropped
				}
			}
		}
		if g.filter.From != 0 || g.filter.To != 0 {
			dropDays(cell, c.days[a:a+n], g.filter, dropped)
		}
		for _, v := range cell {
			out[v]++
		}
	}
}

func addCells(cell []int32, column []uint16, step int32) {
	column = column[:len(cell)]
	for i := range cell {
		cell[i] += int32(column[i]) * step
	}
}

// dropDays drops what lies outside From ≤ day < To, without a branch that the
// processor would guess wrong half of the time.
func dropDays(cell []int32, days []uint16, f Filter, dropped int32) {
	from, to := uint16(f.From), uint16(0xffff)
	if f.To != 0 {
		to = uint16(f.To)
	}
	days = days[:len(cell)]
	span := to - from
	for i, d := range days {
		v := cell[i]
		if d-from >= span {
			v = dropped
		}
		cell[i] = v
	}
}
