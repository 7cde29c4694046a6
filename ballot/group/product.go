package group

import (
	"math/bits"

	"github.com/jinlin-oss/jinlin/ballot/internal/mont"
)

// weighted collects a product of powers by the digits of the weights: factors
// whose weight has digit d at position i meet in the bucket (i, d) with one
// multiplication, and the squarings are done once at the end for all of them.
type weighted struct {
	g       *residues
	width   int
	buckets [][]*mont.Nat // by position, then by digit - 1; nil where empty
}

// Product keeps at most 2^8 numbers of 256 bytes per digit of the weights; an
// election of few ballots gets narrower digits, for which less is left to
// gather at the end.
func (g *residues) Product(factors int) Product {
	return &weighted{g: g, width: min(max(bits.Len(uint(factors))-3, 1), 8)}
}

func (p *weighted) Mul(e Element, weight uint64) {
	x := e.(*residue).nat()
	for i := 0; weight != 0; i++ {
		if d := weight & (1<<p.width - 1); d != 0 {
			p.put(i, int(d-1), x)
		}
		weight >>= p.width
	}
}

func (p *weighted) put(position, d int, x *mont.Nat) {
	for len(p.buckets) <= position {
		p.buckets = append(p.buckets, make([]*mont.Nat, 1<<p.width-1))
	}
	b := &p.buckets[position][d]
	if *b == nil {
		copied := *x
		*b = &copied
		return
	}
	p.g.m.Mul(*b, *b, x)
}

// Merge expects a product started with the same number of factors.
func (p *weighted) Merge(other Product) {
	o := other.(*weighted)
	if o.g != p.g || o.width != p.width {
		panic("group: products of different kinds")
	}
	for i, row := range o.buckets {
		for d, x := range row {
			if x != nil {
				p.put(i, d, x)
			}
		}
	}
}

// Value walks the positions from the highest: value = value^(2^width) times the
// product of bucket(d)^d, which is gathered as in a chain.
func (p *weighted) Value() Element {
	one := p.g.m.One()
	value := one
	for i := len(p.buckets) - 1; i >= 0; i-- {
		if value != one {
			for range p.width {
				p.g.m.Sqr(&value, &value)
			}
		}
		run := one
		for d := len(p.buckets[i]) - 1; d >= 0; d-- {
			if x := p.buckets[i][d]; x != nil {
				times(p.g.m, &run, x, &one)
			}
			if run != one {
				times(p.g.m, &value, &run, &one)
			}
		}
	}
	r := residue(value)
	return &r
}
