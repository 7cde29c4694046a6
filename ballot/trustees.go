package ballot

import (
	"bytes"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// maxTrustees bounds the trustees of one election.
const maxTrustees = 100

// Trustees are those who hold the key of an election between them
// (specification, section 4.7). Each item is a single trustee, who cannot be
// missing at the tally, or a Pedersen group, of which a threshold is enough. All
// trustees are numbered through from 1.
type Trustees struct {
	Items []TrusteeItem

	scheme Scheme
	raw    []byte
}

// TrusteeItem is a TrusteeKey or a *Pedersen.
type TrusteeItem interface {
	// keys are the public keys of the trustees, in order.
	keys() []TrusteeKey
	// joint is the item's part of the election key.
	joint(g group.Group) group.Element
	// needed is how many of the trustees must decrypt.
	needed() int
	// check tells what is wrong with the item, whose first trustee is number first.
	check(s Scheme, first int) error
	append(dst []byte, g group.Group) []byte
}

type single struct{ TrusteeKey }

func (k single) keys() []TrusteeKey              { return []TrusteeKey{k.TrusteeKey} }
func (k single) joint(group.Group) group.Element { return k.Key }
func (k single) needed() int                     { return 1 }

func (k single) check(s Scheme, first int) error {
	if !k.holds(s) {
		return fault(CodeTrusteeProof, first)
	}
	return nil
}

func (k single) append(dst []byte, g group.Group) []byte {
	return append(k.TrusteeKey.append(append(dst, `["Single",`...), g), ']')
}

// Single makes an item of one trustee.
func Single(k TrusteeKey) TrusteeItem { return single{k} }

// AppendTrusteeItem writes an item as canonical JSON, as it stands in the list of
// trustees.
func AppendTrusteeItem(dst []byte, s Scheme, item TrusteeItem) []byte {
	return item.append(dst, s.Group())
}

// ParseTrusteeItem reads what AppendTrusteeItem writes, or the bare public key
// of a single trustee, and checks every proof in it.
func ParseTrusteeItem(s Scheme, raw []byte) (TrusteeItem, error) {
	if bytes.HasPrefix(raw, []byte("{")) {
		k, err := ParseTrusteeKey(s, raw)
		return single{k}, err
	}
	in := canon.Scan(raw)
	item := scanTrusteeItem(in, s.Group())
	if err := in.End(); err != nil {
		return nil, fault(CodeTrusteesForm, err)
	}
	return item, item.check(s, 1)
}

func scanTrusteeItem(in *canon.Scanner, g group.Group) (item TrusteeItem) {
	if in.Try(`["Single",`) {
		item = single{scanTrusteeKey(in, g)}
	} else {
		in.Lit(`["Pedersen",`)
		item = scanPedersen(in, g)
	}
	in.Lit(`]`)
	return item
}

// NewTrustees joins items and checks every proof in them.
func NewTrustees(s Scheme, items ...TrusteeItem) (*Trustees, error) {
	t := &Trustees{Items: items, scheme: s}
	t.raw = canon.AppendList(nil, len(items), func(dst []byte, i int) []byte {
		return items[i].append(dst, s.Group())
	})
	return t, t.check()
}

// ParseTrustees reads the trustees of an election and checks every proof: that
// each knows the private key, that certificates and polynomials are signed, and
// that verification keys come from the polynomials.
func ParseTrustees(s Scheme, raw []byte) (*Trustees, error) {
	t := &Trustees{scheme: s, raw: bytes.Clone(raw)}
	in := canon.Scan(t.raw)
	in.List(maxTrustees, func(int) {
		t.Items = append(t.Items, scanTrusteeItem(in, s.Group()))
	})
	if err := in.End(); err != nil {
		return nil, fault(CodeTrusteesForm, err)
	}
	return t, t.check()
}

func (t *Trustees) check() error {
	if len(t.Items) == 0 {
		return fault(CodeTrusteesForm, "no trustee")
	}
	first := 1
	for _, item := range t.Items {
		if err := item.check(t.scheme, first); err != nil {
			return err
		}
		first += len(item.keys())
	}
	if first-1 > maxTrustees {
		return fault(CodeTrusteesForm, "too many trustees")
	}
	return t.distinct()
}

// distinct checks that no item uses a key of another. Within an item keys may be
// equal: where one trustee is enough, all of them hold the same key.
func (t *Trustees) distinct() error {
	g := t.scheme.Group()
	items := map[string]int{}
	place := 0
	for i, item := range t.Items {
		for _, k := range item.keys() {
			place++
			text := string(g.Append(nil, k.Key))
			if other, taken := items[text]; taken && other != i {
				return fault(CodeTrusteeTwice, place)
			}
			items[text] = i
		}
	}
	return nil
}

// Raw returns the trustees as text. The caller must not change it.
func (t *Trustees) Raw() []byte { return t.raw }

// Keys are the public keys of all trustees; trustee n is at n-1.
func (t *Trustees) Keys() []TrusteeKey {
	var out []TrusteeKey
	for _, item := range t.Items {
		out = append(out, item.keys()...)
	}
	return out
}

// PublicKey is the key y of the election: the product of the keys of all items
// (specification, section 3.1.1).
func (t *Trustees) PublicKey() group.Element {
	g := t.scheme.Group()
	y := g.One()
	for _, item := range t.Items {
		y = g.Mul(y, item.joint(g))
	}
	return y
}

// Place returns the number of the trustee who holds the private key, or 0.
func (t *Trustees) Place(k *PrivateKey) int {
	for i, key := range t.Keys() {
		if t.scheme.Group().Equal(key.Key, k.public) {
			return i + 1
		}
	}
	return 0
}
