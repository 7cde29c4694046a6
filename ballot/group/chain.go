package group

import (
	"math/big"

	"github.com/jinlin-oss/jinlin/ballot/internal/mont"
)

// window is the width of a digit in a chain. Digits are odd, so an exponent has
// 2^(window-1) buckets and a digit in every window+1 bits on average. For 256-bit
// exponents 4 is the cheapest.
const window = 4

// buckets collects, for one exponent, the powers of the base by digit:
// at[i] is the product of base^(2^k) over all k where the digit is 2i+1.
type buckets struct {
	at  [1 << (window - 1)]mont.Nat
	set [1 << (window - 1)]bool
}

// chain returns base raised to each exponent. The squarings are shared: 256 for
// all exponents together, and about 58 products for each.
func (g *residues) chain(base *mont.Nat, exponents ...*big.Int) []residue {
	digits := make([][]uint8, len(exponents))
	longest := 0
	for i, e := range exponents {
		digits[i] = recode(e)
		longest = max(longest, len(digits[i]))
	}
	all := make([]buckets, len(exponents))
	x := *base
	for k := range longest {
		if k > 0 {
			g.m.Sqr(&x, &x)
		}
		for i, d := range digits {
			if k < len(d) && d[k] != 0 {
				all[i].put(g.m, &x, d[k]/2)
			}
		}
	}
	out := make([]residue, len(exponents))
	for i := range all {
		out[i] = all[i].collect(g.m)
	}
	return out
}

func (b *buckets) put(m *mont.Modulus, x *mont.Nat, i uint8) {
	if !b.set[i] {
		b.at[i], b.set[i] = *x, true
		return
	}
	m.Mul(&b.at[i], &b.at[i], x)
}

// collect returns the product of at[i]^(2i+1). With s(i) = at[i]·at[i+1]·…, it is
// s(0) · (s(1)·s(2)·…)²: one product for each s and one to gather them.
func (b *buckets) collect(m *mont.Modulus) residue {
	one := m.One()
	run, sum := one, one
	for i := len(b.at) - 1; i > 0; i-- {
		if b.set[i] {
			times(m, &run, &b.at[i], &one)
		}
		if run != one {
			times(m, &sum, &run, &one)
		}
	}
	if sum != one {
		m.Sqr(&sum, &sum)
	}
	if b.set[0] {
		times(m, &run, &b.at[0], &one)
	}
	times(m, &sum, &run, &one)
	return residue(sum)
}

// times sets z = z·x and spares the product when z is still one.
func times(m *mont.Modulus, z, x, one *mont.Nat) {
	if *z == *one {
		*z = *x
		return
	}
	m.Mul(z, z, x)
}

// recode splits an exponent into odd digits below 2^window, from the least
// significant bit: e is the sum of d[k]·2^k.
func recode(e *big.Int) []uint8 {
	n := e.BitLen()
	d := make([]uint8, n)
	for k := 0; k < n; {
		if e.Bit(k) == 0 {
			k++
			continue
		}
		for j := range window {
			d[k] |= uint8(e.Bit(k+j)) << j
		}
		k += window
	}
	return d
}
