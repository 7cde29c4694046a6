package group

import (
	"crypto/subtle"
	"errors"
	"io"
	"math/big"

	"filippo.io/bigmod"
)

// Secret is a number modulo q that must not be learned: the randomness of a
// ballot, a credential, the key of a trustee. It has no printable form.
type Secret struct {
	n *bigmod.Nat
}

// String keeps secrets out of logs.
func (*Secret) String() string { return "group.Secret(…)" }

// GoString keeps secrets out of logs.
func (*Secret) GoString() string { return "group.Secret(…)" }

// Scalars computes with secret numbers modulo q in constant time.
type Scalars struct {
	m    *bigmod.Modulus
	size int // bytes of a number
	bits int
}

// ErrScalar tells that bytes are not a number below q.
var ErrScalar = errors.New("group: not a scalar below the order")

func newScalars(q *big.Int) *Scalars {
	m, err := bigmod.NewModulus(q.Bytes())
	if err != nil {
		panic(err)
	}
	return &Scalars{m: m, size: m.Size(), bits: m.BitLen()}
}

// Size is the length in bytes of a number.
func (s *Scalars) Size() int { return s.size }

// Random draws a number evenly from [0, q). It reads Size bytes, clears the bits
// above the length of q, and draws again while the number is not below q; what
// it throws away says nothing about what it keeps.
func (s *Scalars) Random(r io.Reader) (*Secret, error) {
	buf := make([]byte, s.size)
	for {
		if _, err := io.ReadFull(r, buf); err != nil {
			return nil, err
		}
		buf[0] &= 0xff >> (8*s.size - s.bits)
		if x, err := s.SetBytes(buf); err == nil {
			return x, nil
		}
	}
}

// SetBytes returns the number that big-endian bytes spell, or ErrScalar if it is
// not below q. Whether it is below q leaks.
func (s *Scalars) SetBytes(b []byte) (*Secret, error) {
	n, err := bigmod.NewNat().SetBytes(b, s.m)
	if err != nil {
		return nil, ErrScalar
	}
	return &Secret{n}, nil
}

// Reduce returns the number that a 256-bit hash spells, modulo q.
func (s *Scalars) Reduce(hash [32]byte) *Secret {
	n, err := bigmod.NewNat().SetOverflowingBytes(hash[:], s.m)
	if err != nil {
		panic(err) // every q has at least 256 bits
	}
	return &Secret{n}
}

// Small returns a small number, such as a choice or the place of a trustee.
func (s *Scalars) Small(x uint) *Secret {
	return &Secret{bigmod.NewNat().Mod(bigmod.NewNat().SetUint(x).ExpandFor(s.m), s.m)}
}

// Take returns a public number below q as a secret.
func (s *Scalars) Take(x *big.Int) (*Secret, error) {
	if x.Sign() < 0 || x.BitLen() > s.bits {
		return nil, ErrScalar
	}
	return s.SetBytes(x.FillBytes(make([]byte, s.size)))
}

// Publish returns the number in the open.
func (s *Scalars) Publish(x *Secret) *big.Int {
	return new(big.Int).SetBytes(s.Bytes(x))
}

// Bytes returns the number in big-endian bytes, still secret.
func (s *Scalars) Bytes(x *Secret) []byte { return x.n.Bytes(s.m) }

// Add returns a + b.
func (s *Scalars) Add(a, b *Secret) *Secret { return &Secret{s.copy(a).Add(b.n, s.m)} }

// Sub returns a - b.
func (s *Scalars) Sub(a, b *Secret) *Secret { return &Secret{s.copy(a).Sub(b.n, s.m)} }

// Mul returns a·b.
func (s *Scalars) Mul(a, b *Secret) *Secret { return &Secret{s.copy(a).Mul(b.n, s.m)} }

func (s *Scalars) copy(a *Secret) *bigmod.Nat {
	n, err := bigmod.NewNat().SetBytes(a.n.Bytes(s.m), s.m)
	if err != nil {
		panic(err) // a is below q by construction
	}
	return n
}

// Select returns a if which is 1 and b if it is 0, without telling which.
func (s *Scalars) Select(which int, a, b *Secret) *Secret {
	buf := s.Bytes(b)
	subtle.ConstantTimeCopy(which, buf, s.Bytes(a))
	n, err := s.SetBytes(buf)
	if err != nil {
		panic(err) // both are below q by construction
	}
	return n
}

// SecretProduct multiplies the powers in constant time, all in bigmod.
func (g *residues) SecretProduct(bases []Element, exponents []*Secret) Element {
	if len(bases) != len(exponents) {
		panic("group: bases and exponents differ in number")
	}
	z, err := bigmod.NewNat().SetBytes([]byte{1}, g.secretP)
	if err != nil {
		panic(err)
	}
	for i, b := range bases {
		x, err := bigmod.NewNat().SetBytes(g.toBig(b).Bytes(), g.secretP)
		if err != nil {
			panic(err) // a residue is below p by construction
		}
		z.Mul(bigmod.NewNat().Exp(x, exponents[i].n.Bytes(g.scalars.m), g.secretP), g.secretP)
	}
	return g.fromBig(new(big.Int).SetBytes(z.Bytes(g.secretP)))
}

// SecretBytes writes the power big-endian over the whole length of p.
func (g *residues) SecretBytes(base Element, exponent *Secret) []byte {
	x, err := bigmod.NewNat().SetBytes(g.toBig(base).Bytes(), g.secretP)
	if err != nil {
		panic(err) // a residue is below p by construction
	}
	return x.Exp(x, exponent.n.Bytes(g.scalars.m), g.secretP).Bytes(g.secretP)
}
