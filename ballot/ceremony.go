package ballot

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// Ceremony is how a Pedersen group makes its joint key (specification, sections
// 3.1.1 and 4.6), in three rounds of messages that may pass through anyone's
// hands:
//
//  1. Certify: each trustee publishes keys for signing and for encryption.
//  2. Deal: each picks a polynomial f of degree Threshold-1, publishes g to its
//     coefficients, and sends every other trustee j the share f(j), encrypted.
//  3. Confirm: each checks the shares received against the published
//     coefficients, adds them up to the private key, and publishes g to it.
//
// Between rounds 1 and 2 the trustees compare the Fingerprint, aloud or on paper:
// it stands for the certificates, the threshold and the occasion together.
//
// The published outcome is that of the specification. The messages between the
// trustees are stricter than the tool's and not exchangeable with them: shares are
// sealed with AES-256-GCM under a key bound to the ceremony, the sender and the
// receiver, polynomials are bound to the fingerprint, and in round 3 everyone
// signs what everyone dealt.
type Ceremony struct {
	Scheme    Scheme
	Occasion  string // what the key is for, such as the election's identifier
	Threshold int    // how many trustees can decrypt
	Trustees  int    // how many there are
}

// Certify makes the trustee's message of round 1.
func (c Ceremony) Certify(seed Seed, rnd io.Reader) (Signed, error) {
	g := c.Scheme.Group()
	sk := seed.signing(g)
	cert := certificate{power(g, sk), power(g, seed.decryption(g))}
	return sign(c.Scheme, sk, cert.message(g), rnd)
}

// Fingerprint checks the certificates and returns what the trustees compare.
func (c Ceremony) Fingerprint(certs []Signed) (string, error) {
	_, fingerprint, err := c.open(certs)
	return fingerprint, err
}

// open reads the certificates of round 1.
func (c Ceremony) open(certs []Signed) ([]certificate, string, error) {
	if c.Threshold < 1 || c.Threshold > c.Trustees || c.Trustees > maxTrustees || len(certs) != c.Trustees {
		return nil, "", fault(CodeThresholdForm)
	}
	out := make([]certificate, len(certs))
	text := []byte("jinlin ballot ceremony|" + c.Scheme.Group().Name())
	text = canon.AppendText(append(text, '|'), c.Occasion)
	text = strconv.AppendInt(append(text, '|'), int64(c.Threshold), 10)
	for i, m := range certs {
		var ok bool
		if out[i], ok = openCertificate(c.Scheme, m); !ok {
			return nil, "", fault(CodeCertificate, i+1)
		}
		for j := range i {
			if c.Scheme.Group().Equal(out[i].verification, out[j].verification) {
				return nil, "", fault(CodeTrusteeTwice, i+1)
			}
		}
		text = append(append(text, '|'), m.Message...)
	}
	return out, c.Scheme.Fingerprint(text), nil
}

// find returns the place of the one who holds the seed, from 1.
func (c Ceremony) find(seed Seed, certs []certificate) (int, error) {
	g := c.Scheme.Group()
	mine := power(g, seed.signing(g))
	at := slices.IndexFunc(certs, func(o certificate) bool { return g.Equal(o.verification, mine) })
	if at < 0 {
		return 0, fault(CodeCeremony, "own certificate missing")
	}
	return at + 1, nil
}

// dealing is the content of a message of round 2.
type dealing struct {
	fingerprint string
	dealer      int
	coefexps    Signed
	shares      []sealedShare
}

// Deal makes the trustee's message of round 2.
func (c Ceremony) Deal(seed Seed, certs []Signed, rnd io.Reader) (Signed, error) {
	opened, fingerprint, err := c.open(certs)
	if err != nil {
		return Signed{}, err
	}
	place, err := c.find(seed, opened)
	if err != nil {
		return Signed{}, err
	}
	g, sk := c.Scheme.Group(), seed.signing(c.Scheme.Group())
	f := seed.coefficients(g, fingerprint, c.Threshold)
	coefexps := make([]group.Element, len(f))
	for k, a := range f {
		coefexps[k] = power(g, a)
	}
	d := dealing{fingerprint: fingerprint, dealer: place}
	if d.coefexps, err = sign(c.Scheme, sk, coefexpsMessage(g, coefexps), rnd); err != nil {
		return Signed{}, err
	}
	for j, other := range opened {
		share, err := sealShare(g, other.encryption, value(g.Scalars(), f, j+1), d.label(j+1), rnd)
		if err != nil {
			return Signed{}, err
		}
		d.shares = append(d.shares, share)
	}
	return sign(c.Scheme, sk, d.message(g), rnd)
}

// value is f(place) by Horner's rule, in constant time.
func value(s *group.Scalars, f []*group.Secret, place int) *group.Secret {
	x, z := s.Small(uint(place)), s.Small(0)
	for k := len(f) - 1; k >= 0; k-- {
		z = s.Add(s.Mul(z, x), f[k])
	}
	return z
}

// label binds a sealed share to the ceremony, the dealer and the receiver.
func (d dealing) label(receiver int) string {
	return strings.Join([]string{"jinlin ballot share", d.fingerprint, strconv.Itoa(d.dealer), strconv.Itoa(receiver)}, "|")
}

func (d dealing) message(g group.Group) string {
	dst := canon.AppendText([]byte(`{"ceremony":`), d.fingerprint)
	dst = strconv.AppendInt(append(dst, `,"dealer":`...), int64(d.dealer), 10)
	dst = d.coefexps.append(append(dst, `,"coefexps":`...))
	dst = canon.AppendList(append(dst, `,"shares":`...), len(d.shares), func(dst []byte, i int) []byte {
		return d.shares[i].append(dst, g)
	})
	return string(append(dst, '}'))
}

// openDeal reads the message of dealer i, from 1, and checks its signatures.
func (c Ceremony) openDeal(m Signed, i int, signer certificate, fingerprint string) (dealing, []group.Element, error) {
	g := c.Scheme.Group()
	var d dealing
	in := canon.Scan([]byte(m.Message))
	in.Lit(`{"ceremony":`)
	d.fingerprint = in.Text(100)
	in.Lit(`,"dealer":`)
	d.dealer = in.Int(maxTrustees)
	in.Lit(`,"coefexps":`)
	d.coefexps = scanSigned(in, g)
	in.Lit(`,"shares":`)
	in.Exactly(c.Trustees, func(int) { d.shares = append(d.shares, scanShare(in, g)) })
	in.Lit(`}`)
	if in.End() != nil || d.fingerprint != fingerprint || d.dealer != i || !m.signedBy(c.Scheme, signer.verification) {
		return d, nil, fault(CodeDealer, i)
	}
	coefexps, ok := openCoefexps(c.Scheme, d.coefexps, c.Threshold, signer.verification)
	if !ok {
		return d, nil, fault(CodeCoefexps, i)
	}
	return d, coefexps, nil
}
