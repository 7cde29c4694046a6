package group

import (
	"math/big"

	"github.com/jinlin-oss/jinlin/ballot/internal/mont"
)

// tableLimit bounds the memory of one table.
const tableLimit = 8 << 20

// fixed holds base^(d·2^(width·i)) for every digit position i and every digit
// d > 0, so that a power is the product of one entry per position.
type fixed struct {
	g       *residues
	width   int
	entries [][]mont.Nat
}

// Table chooses the digit width that makes building and so many uses together
// cheapest, within the bound on memory.
func (g *residues) Table(base Element, uses int) Table {
	length := g.q.BitLen()
	width, best := 1, 0
	for w := 1; w <= 12; w++ {
		positions := (length + w - 1) / w
		size := positions << w
		if size*8*mont.Limbs > tableLimit {
			break
		}
		if cost := size + uses*positions; best == 0 || cost < best {
			width, best = w, cost
		}
	}
	return g.newTable(base.(*residue).nat(), width)
}

func (g *residues) newTable(base *mont.Nat, width int) *fixed {
	positions := (g.q.BitLen() + width - 1) / width
	t := &fixed{g: g, width: width, entries: make([][]mont.Nat, positions)}
	unit := *base
	for i := range t.entries {
		row := make([]mont.Nat, 1<<width)
		row[1] = unit
		for d := 2; d < len(row); d++ {
			g.m.Mul(&row[d], &row[d-1], &unit)
		}
		g.m.Mul(&unit, &row[len(row)-1], &unit)
		t.entries[i] = row
	}
	return t
}

func (t *fixed) Mul(start Element, exponent *big.Int) Element {
	z := *start.(*residue)
	words := exponent.Bits()
	for i := range t.entries {
		if d := digit(words, i*t.width, t.width); d != 0 {
			t.g.m.Mul(z.nat(), z.nat(), &t.entries[i][d])
		}
	}
	return &z
}

// digit returns width bits of a number from bit at on.
func digit(words []big.Word, at, width int) uint {
	const size = 32 << (^big.Word(0) >> 63)
	i, shift := at/size, at%size
	if i >= len(words) {
		return 0
	}
	d := uint(words[i] >> shift)
	if shift+width > size && i+1 < len(words) {
		d |= uint(words[i+1] << (size - shift))
	}
	return d & (1<<width - 1)
}
