package group

import (
	"context"
	"errors"
	"math/big"
)

// Element is a number of the set on which a group computes. Whether it lies in
// the group is told by [Group.Contains]; parsing alone does not promise it.
// Elements are immutable. Elements of two groups must not be mixed.
type Element interface {
	element()
}

// Group is a cyclic group of prime order, written multiplicatively
// (specification, section 5). All methods are safe for concurrent use.
type Group interface {
	// Name is the word by which an election names the group.
	Name() string
	// Order returns the prime q. The caller must not change it.
	Order() *big.Int
	// Scalars returns the arithmetic of secret numbers modulo q.
	Scalars() *Scalars
	// Generator returns g.
	Generator() Element
	// One returns the neutral element.
	One() Element

	// Parse reads the canonical text of an element. It refuses numbers out of
	// range and any text that Append would not write, but does not test
	// membership: see Contains and Member.
	Parse(text []byte) (Element, error)
	// Append writes the canonical text of e, as it stands in JSON strings and
	// in what is hashed.
	Append(dst []byte, e Element) []byte
	// MaxText is the length in bytes of the longest text Append can write.
	MaxText() int

	// Equal tells whether a and b are the same element.
	Equal(a, b Element) bool
	// Mul returns a·b.
	Mul(a, b Element) Element
	// Inverse returns a⁻¹.
	Inverse(a Element) Element
	// Contains tells whether e lies in the group.
	Contains(e Element) bool

	// Powers returns base raised to each exponent (not negative, below q) in
	// variable time, sharing the squarings.
	Powers(base Element, exponents ...*big.Int) []Element
	// Member is Powers and Contains in one walk.
	Member(base Element, exponents ...*big.Int) (powers []Element, contained bool)
	// Table prepares base for about so many later exponentiations.
	Table(base Element, uses int) Table
	// Product starts an empty weighted product of about so many factors.
	Product(factors int) Product
	// Logs finds, for each target, the x in [0, limit] with g^x = target. It
	// returns ErrNoLog when there is none, or the error of the context.
	Logs(ctx context.Context, targets []Element, limit uint64) ([]uint64, error)

	// SecretProduct returns the product of bases[i]^exponents[i]. Its running
	// time does not depend on the exponents.
	SecretProduct(bases []Element, exponents []*Secret) Element
	// SecretBytes returns base^exponent in a fixed number of bytes, for a power
	// that must itself stay secret, such as an agreed key.
	SecretBytes(base Element, exponent *Secret) []byte
}

// Table raises one fixed element to many public exponents.
type Table interface {
	// Mul returns start · base^exponent; the exponent lies in [0, q).
	Mul(start Element, exponent *big.Int) Element
}

// Product collects the product of elements raised to small weights. It is not
// safe for concurrent use; collect one per goroutine and Merge them.
type Product interface {
	// Mul multiplies e^weight into the product.
	Mul(e Element, weight uint64)
	// Merge multiplies another product of the same group into this one.
	Merge(Product)
	// Value returns the product so far.
	Value() Element
}

var (
	// ErrText tells that a text is not the canonical form of an element.
	ErrText = errors.New("group: not a canonical element")
	// ErrNoLog tells that an element has no logarithm within the limit.
	ErrNoLog = errors.New("group: no discrete logarithm within the limit")
	// ErrUnknown tells that no group has the name.
	ErrUnknown = errors.New("group: unknown group")
)

// ByName returns the group that an election names (specification, section 5).
func ByName(name string) (Group, error) {
	switch name {
	case Belenios2048Name:
		return Belenios2048(), nil
	case RFC3526Name:
		return RFC3526(), nil
	}
	return nil, ErrUnknown
}
