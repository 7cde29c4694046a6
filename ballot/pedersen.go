package ballot

import (
	"math/big"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// Pedersen is a group of trustees of whom Threshold can decrypt together, and
// fewer can do nothing (specification, section 4.6.7). Their joint private key
// exists nowhere: it is the value at zero of the sum of their polynomials, and
// each trustee holds the value of that sum at the trustee's own place.
type Pedersen struct {
	Threshold int
	Certs     []Signed     // who they are: keys for signing and for encryption
	Coefexps  []Signed     // g to the coefficients of each one's polynomial
	Keys      []TrusteeKey // g to each one's share of the private key
}

func (p *Pedersen) keys() []TrusteeKey { return p.Keys }
func (p *Pedersen) needed() int        { return p.Threshold }

func (p *Pedersen) append(dst []byte, g group.Group) []byte {
	dst = big.NewInt(int64(p.Threshold)).Append(append(dst, `["Pedersen",{"threshold":`...), 10)
	signed := func(dst []byte, ms []Signed) []byte {
		return canon.AppendList(dst, len(ms), func(dst []byte, i int) []byte { return ms[i].append(dst) })
	}
	dst = signed(append(dst, `,"certs":`...), p.Certs)
	dst = signed(append(dst, `,"coefexps":`...), p.Coefexps)
	dst = canon.AppendList(append(dst, `,"verification_keys":`...), len(p.Keys), func(dst []byte, i int) []byte {
		return p.Keys[i].append(dst, g)
	})
	return append(dst, `}]`...)
}

func scanPedersen(s *canon.Scanner, g group.Group) *Pedersen {
	p := &Pedersen{}
	s.Lit(`{"threshold":`)
	p.Threshold = s.Int(maxTrustees)
	s.Lit(`,"certs":`)
	s.List(maxTrustees, func(int) { p.Certs = append(p.Certs, scanSigned(s, g)) })
	s.Lit(`,"coefexps":`)
	s.List(maxTrustees, func(int) { p.Coefexps = append(p.Coefexps, scanSigned(s, g)) })
	s.Lit(`,"verification_keys":`)
	s.List(maxTrustees, func(int) { p.Keys = append(p.Keys, scanTrusteeKey(s, g)) })
	s.Lit(`}`)
	return p
}

// certificate are the public keys of one trustee in the key ceremony
// (specification, section 4.6.2).
type certificate struct {
	verification group.Element
	encryption   group.Element
}

func (c certificate) message(g group.Group) string {
	dst := g.Append([]byte(`{"verification":"`), c.verification)
	return string(append(g.Append(append(dst, `","encryption":"`...), c.encryption), `"}`...))
}

// openCertificate reads a certificate and checks that both keys lie in the group
// and that it is signed with its own key.
func openCertificate(s Scheme, m Signed) (certificate, bool) {
	g := s.Group()
	var c certificate
	in := canon.Scan([]byte(m.Message))
	in.Lit(`{"verification":`)
	c.verification = scanElement(in, g)
	in.Lit(`,"encryption":`)
	c.encryption = scanElement(in, g)
	in.Lit(`}`)
	ok := in.End() == nil && g.Contains(c.verification) && g.Contains(c.encryption)
	return c, ok && m.signedBy(s, c.verification)
}

// coefexpsMessage writes g to the coefficients of a polynomial.
func coefexpsMessage(g group.Group, coefexps []group.Element) string {
	dst := canon.AppendList([]byte(`{"coefexps":`), len(coefexps), func(dst []byte, i int) []byte {
		return append(g.Append(append(dst, '"'), coefexps[i]), '"')
	})
	return string(append(dst, '}'))
}

// openCoefexps reads g to the coefficients and checks that they are as many as
// the threshold, lie in the group, and are signed.
func openCoefexps(s Scheme, m Signed, threshold int, signer group.Element) ([]group.Element, bool) {
	g := s.Group()
	var out []group.Element
	in := canon.Scan([]byte(m.Message))
	in.Lit(`{"coefexps":`)
	in.Exactly(threshold, func(int) { out = append(out, scanElement(in, g)) })
	in.Lit(`}`)
	ok := in.End() == nil
	for _, e := range out {
		ok = ok && g.Contains(e)
	}
	return out, ok && m.signedBy(s, signer)
}

// evaluate returns g^f(place) = ∏ A(k)^(place^k) from A(k) = g^a(k), by Horner's
// rule (specification, section 4.6.5).
func evaluate(g group.Group, coefexps []group.Element, place int) group.Element {
	z := g.One()
	x := big.NewInt(int64(place))
	for k := len(coefexps) - 1; k >= 0; k-- {
		z = g.Mul(g.Powers(z, x)[0], coefexps[k])
	}
	return z
}

// check is what every observer does with threshold parameters (specification,
// sections 4.6.5 to 4.6.7).
func (p *Pedersen) check(s Scheme, first int) error {
	g, n := s.Group(), len(p.Certs)
	if p.Threshold < 1 || p.Threshold > n || len(p.Coefexps) != n || len(p.Keys) != n {
		return fault(CodeThresholdForm)
	}
	sums := make([]group.Element, p.Threshold)
	for k := range sums {
		sums[k] = g.One()
	}
	for i := range n {
		cert, ok := openCertificate(s, p.Certs[i])
		if !ok {
			return fault(CodeCertificate, first+i)
		}
		coefexps, ok := openCoefexps(s, p.Coefexps[i], p.Threshold, cert.verification)
		if !ok {
			return fault(CodeCoefexps, first+i)
		}
		for k, e := range coefexps {
			sums[k] = g.Mul(sums[k], e)
		}
	}
	for i, key := range p.Keys {
		if !key.holds(s) {
			return fault(CodeTrusteeProof, first+i)
		}
		if !g.Equal(key.Key, evaluate(g, sums, i+1)) {
			return fault(CodeShareKey, first+i)
		}
	}
	return nil
}

// joint is the product of g^f(0) over all polynomials (specification, section
// 4.6.4). It can be read from the verification keys too: any Threshold of them
// determine it.
func (p *Pedersen) joint(g group.Group) group.Element {
	places := make([]int, p.Threshold)
	for i := range places {
		places[i] = i + 1
	}
	y := g.One()
	for _, at := range places {
		y = g.Mul(y, g.Powers(p.Keys[at-1].Key, lagrange(places, at, g.Order()))[0])
	}
	return y
}
