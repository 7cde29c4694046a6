package mont

import (
	"errors"
	"math/big"
	"math/bits"
)

// Limbs is the number of 64-bit words of a number.
const Limbs = 32

// Bits is the size of every modulus.
const Bits = 64 * Limbs

// Nat is a number below the modulus in Montgomery form, least significant
// limb first. Equal numbers have equal Nats.
type Nat [Limbs]uint64

// wide holds a product before it is reduced.
type wide [2 * Limbs]uint64

// Modulus is an odd number of exactly 2048 bits with what reduction needs.
type Modulus struct {
	n   Nat    // the modulus itself, not in Montgomery form
	k   uint64 // -n⁻¹ mod 2^64
	rr  Nat    // R² mod n, turns a number into Montgomery form
	one Nat    // R mod n, the number 1 in Montgomery form
	big *big.Int
}

// ErrModulus tells that a modulus is even or not exactly 2048 bits long.
var ErrModulus = errors.New("mont: modulus must be odd and have 2048 bits")

// NewModulus prepares n for multiplication.
func NewModulus(n *big.Int) (*Modulus, error) {
	if n.Sign() <= 0 || n.BitLen() != Bits || n.Bit(0) == 0 {
		return nil, ErrModulus
	}
	m := &Modulus{big: new(big.Int).Set(n)}
	m.n = limbs(n)
	m.k = -inverse64(m.n[0])
	r := new(big.Int).Lsh(big.NewInt(1), Bits)
	m.one = limbs(new(big.Int).Mod(r, n))
	m.rr = limbs(new(big.Int).Mod(r.Mul(r, r), n))
	return m, nil
}

// inverse64 returns x⁻¹ mod 2^64 for odd x. Each Newton step doubles the
// number of correct bits: 3, 6, 12, 24, 48, 96.
func inverse64(x uint64) uint64 {
	inv := x
	for range 5 {
		inv *= 2 - x*inv
	}
	return inv
}

// limbs splits a number below 2^2048 into words.
func limbs(x *big.Int) Nat {
	var z Nat
	var buf [Bits / 8]byte
	x.FillBytes(buf[:])
	for i := range z {
		for j := range 8 {
			z[i] |= uint64(buf[len(buf)-1-8*i-j]) << (8 * j)
		}
	}
	return z
}

// Big returns the modulus. The caller must not change it.
func (m *Modulus) Big() *big.Int { return m.big }

// One returns the number 1.
func (m *Modulus) One() Nat { return m.one }

// FromBig sets z to x, which must lie in [0, n).
func (m *Modulus) FromBig(z *Nat, x *big.Int) {
	t := limbs(x)
	m.Mul(z, &t, &m.rr)
}

// ToBig sets out to the ordinary value of x and returns it.
func (m *Modulus) ToBig(out *big.Int, x *Nat) *big.Int {
	var t wide
	copy(t[:], x[:])
	var z Nat
	m.reduce(&z, &t)
	return setLimbs(out, &z)
}

// setLimbs sets out to the number made of the words of x.
func setLimbs(out *big.Int, x *Nat) *big.Int {
	if bits.UintSize == 64 {
		words := make([]big.Word, Limbs)
		for i, v := range x {
			words[i] = big.Word(v)
		}
		return out.SetBits(words)
	}
	words := make([]big.Word, 0, 2*Limbs)
	for _, v := range x {
		words = append(words, big.Word(uint32(v)), big.Word(uint32(v>>32)))
	}
	return out.SetBits(words)
}

// Mul sets z = x·y. The operands may be the same number.
func (m *Modulus) Mul(z, x, y *Nat) {
	var t wide
	mulRows(&t, x, y)
	m.reduce(z, &t)
}

// Sqr sets z = x². It costs about a fifth less than Mul.
func (m *Modulus) Sqr(z, x *Nat) {
	var t wide
	square(&t, x)
	m.reduce(z, &t)
}

// reduce sets z = t·R⁻¹ mod n.
func (m *Modulus) reduce(z *Nat, t *wide) {
	carry := reduceRows(t, &m.n, m.k)
	// The value carry·R + t[32:] is below 2n: subtract n once if needed.
	var borrow uint64
	for i := range z {
		z[i], borrow = bits.Sub64(t[Limbs+i], m.n[i], borrow)
	}
	if carry < borrow {
		copy(z[:], t[Limbs:])
	}
}

// square sets t = x², t being zero before: the products above the diagonal
// once, doubled, and then the squares on the diagonal.
func square(t *wide, x *Nat) {
	triangle(t, x)
	var top, carry uint64
	for i, v := range x {
		hi, lo := bits.Mul64(v, v)
		a, b := t[2*i], t[2*i+1]
		t[2*i], carry = bits.Add64(a<<1|top, lo, carry)
		t[2*i+1], carry = bits.Add64(b<<1|a>>63, hi, carry)
		top = b >> 63
	}
}
