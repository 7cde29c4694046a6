package group

import (
	"math/big"

	"filippo.io/bigmod"

	"github.com/jinlin-oss/jinlin/ballot/internal/mont"
)

// residue is a number from 1 to p-1 in Montgomery form.
type residue mont.Nat

func (*residue) element() {}

func (r *residue) nat() *mont.Nat { return (*mont.Nat)(r) }

// residues is the subgroup of prime order q of the integers modulo a prime p.
type residues struct {
	name    string
	m       *mont.Modulus
	p, q    *big.Int
	g, one  *residue
	secretP *bigmod.Modulus // p again, for constant time
	scalars *Scalars
	safe    bool // p = 2q+1: the group is that of the squares
	maxText int
}

func newResidues(name string, p, g, q *big.Int) *residues {
	m, err := mont.NewModulus(p)
	if err != nil {
		panic(err)
	}
	secretP, err := bigmod.NewModulus(p.Bytes())
	if err != nil {
		panic(err)
	}
	r := &residues{name: name, m: m, p: p, q: q, secretP: secretP, scalars: newScalars(q)}
	r.g = r.fromBig(g)
	one := residue(m.One())
	r.one = &one
	r.safe = new(big.Int).Add(new(big.Int).Lsh(q, 1), big.NewInt(1)).Cmp(p) == 0
	r.maxText = len(p.Text(10))
	return r
}

func (g *residues) Name() string       { return g.name }
func (g *residues) Order() *big.Int    { return g.q }
func (g *residues) Scalars() *Scalars  { return g.scalars }
func (g *residues) Generator() Element { return g.g }
func (g *residues) One() Element       { return g.one }
func (g *residues) MaxText() int       { return g.maxText }

func (g *residues) fromBig(x *big.Int) *residue {
	r := new(residue)
	g.m.FromBig(r.nat(), x)
	return r
}

func (g *residues) toBig(e Element) *big.Int {
	return g.m.ToBig(new(big.Int), e.(*residue).nat())
}

// Parse reads a decimal number from 1 to p-1 without sign or leading zero
// (specification, section 4.2).
func (g *residues) Parse(text []byte) (Element, error) {
	if len(text) > g.maxText {
		return nil, ErrText
	}
	x, ok := ParseDecimal(text)
	if !ok || x.Sign() == 0 || x.Cmp(g.p) >= 0 {
		return nil, ErrText
	}
	return g.fromBig(x), nil
}

func (g *residues) Append(dst []byte, e Element) []byte {
	return g.toBig(e).Append(dst, 10)
}

func (g *residues) Equal(a, b Element) bool {
	return *a.(*residue) == *b.(*residue)
}

func (g *residues) Mul(a, b Element) Element {
	z := new(residue)
	g.m.Mul(z.nat(), a.(*residue).nat(), b.(*residue).nat())
	return z
}

func (g *residues) Inverse(a Element) Element {
	x := g.toBig(a)
	return g.fromBig(x.ModInverse(x, g.p))
}

// Contains tests x^q = 1. Modulo a safe prime the members are the squares, and
// Euler's criterion lets the Legendre symbol tell the same much faster.
func (g *residues) Contains(e Element) bool {
	if g.safe {
		return big.Jacobi(g.toBig(e), g.p) == 1
	}
	z := g.chain(e.(*residue).nat(), g.q)
	return z[0] == *g.one
}

func (g *residues) Powers(base Element, exponents ...*big.Int) []Element {
	return elements(g.chain(base.(*residue).nat(), exponents...))
}

func (g *residues) Member(base Element, exponents ...*big.Int) ([]Element, bool) {
	if g.safe {
		return g.Powers(base, exponents...), g.Contains(base)
	}
	z := g.chain(base.(*residue).nat(), append(exponents[:len(exponents):len(exponents)], g.q)...)
	last := len(exponents)
	return elements(z[:last]), z[last] == *g.one
}

func elements(z []residue) []Element {
	out := make([]Element, len(z))
	for i := range z {
		out[i] = &z[i]
	}
	return out
}

// ParseDecimal reads a non-negative decimal number without sign or leading
// zero, the only spelling that canonical JSON has for it.
func ParseDecimal(text []byte) (*big.Int, bool) {
	if len(text) == 0 || (len(text) > 1 && text[0] == '0') {
		return nil, false
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return nil, false
		}
	}
	return new(big.Int).SetString(string(text), 10)
}
