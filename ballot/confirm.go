package ballot

import (
	"bytes"
	"io"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// Confirm makes the trustee's message of round 3 and the private key the trustee
// keeps. If a share is wrong it names the dealer, and the ceremony starts anew
// without that trustee.
func (c Ceremony) Confirm(seed Seed, certs, deals []Signed, rnd io.Reader) (*PrivateKey, Signed, error) {
	opened, fingerprint, err := c.open(certs)
	if err != nil {
		return nil, Signed{}, err
	}
	place, err := c.find(seed, opened)
	if err != nil {
		return nil, Signed{}, err
	}
	if len(deals) != c.Trustees {
		return nil, Signed{}, fault(CodeCeremony, "deals missing")
	}
	g := c.Scheme.Group()
	x := g.Scalars().Small(0)
	for i := range deals {
		share, err := c.take(seed, opened[i], deals[i], i+1, place, fingerprint)
		if err != nil {
			return nil, Signed{}, err
		}
		x = g.Scalars().Add(x, share)
	}
	private, key, err := newPrivateKey(c.Scheme, x, rnd)
	if err != nil {
		return nil, Signed{}, err
	}
	message := c.confirmation(fingerprint, deals, key)
	out, err := sign(c.Scheme, seed.signing(g), message, rnd)
	return private, out, err
}

// take opens the share from dealer i and checks that it lies on the polynomial
// (specification, section 4.6.5): g^s = ∏ A(k)^(place^k).
func (c Ceremony) take(seed Seed, dealer certificate, m Signed, i, place int, fingerprint string) (*group.Secret, error) {
	g := c.Scheme.Group()
	d, coefexps, err := c.openDeal(m, i, dealer, fingerprint)
	if err != nil {
		return nil, err
	}
	share, ok := d.shares[place-1].open(g, seed.decryption(g), d.label(place))
	if !ok || !g.Equal(power(g, share), evaluate(g, coefexps, place)) {
		return nil, fault(CodeDealer, i)
	}
	return share, nil
}

// confirmation is the content of a message of round 3: the trustee's public key
// and everything the trustee saw, by hash.
func (c Ceremony) confirmation(fingerprint string, deals []Signed, key TrusteeKey) string {
	dst := canon.AppendText([]byte(`{"ceremony":`), fingerprint)
	dst = canon.AppendText(append(dst, `,"deals":`...), c.Scheme.Fingerprint(AppendSigned(nil, deals...)))
	return string(append(key.append(append(dst, `,"key":`...), c.Scheme.Group()), '}'))
}

// Assemble joins the messages of all rounds into what is published, and checks
// that everybody saw the same.
func (c Ceremony) Assemble(certs, deals, confirmations []Signed) (*Pedersen, error) {
	opened, fingerprint, err := c.open(certs)
	if err != nil {
		return nil, err
	}
	if len(deals) != c.Trustees || len(confirmations) != c.Trustees {
		return nil, fault(CodeCeremony, "messages missing")
	}
	p := &Pedersen{Threshold: c.Threshold, Certs: certs}
	for i, m := range confirmations {
		d, _, err := c.openDeal(deals[i], i+1, opened[i], fingerprint)
		if err != nil {
			return nil, err
		}
		p.Coefexps = append(p.Coefexps, d.coefexps)
		key, ok := c.openConfirmation(m, opened[i], fingerprint, deals)
		if !ok {
			return nil, fault(CodeTrusteeProof, i+1)
		}
		p.Keys = append(p.Keys, key)
	}
	return p, p.check(c.Scheme, 1)
}

// openConfirmation reads a message of round 3: it must be just what the signer
// would have written for the same deals.
func (c Ceremony) openConfirmation(m Signed, signer certificate, fingerprint string, deals []Signed) (TrusteeKey, bool) {
	const mark = `,"key":`
	at := bytes.LastIndex([]byte(m.Message), []byte(mark))
	if at < 0 {
		return TrusteeKey{}, false
	}
	in := canon.Scan([]byte(m.Message[at+len(mark):]))
	key := scanTrusteeKey(in, c.Scheme.Group())
	in.Lit(`}`)
	ok := in.End() == nil && m.Message == c.confirmation(fingerprint, deals, key)
	return key, ok && m.signedBy(c.Scheme, signer.verification)
}

// AppendSigned writes messages as canonical JSON, one per line.
func AppendSigned(dst []byte, messages ...Signed) []byte {
	for _, m := range messages {
		dst = append(m.append(dst), '\n')
	}
	return dst
}

// ParseSigned reads what AppendSigned writes.
func ParseSigned(s Scheme, raw []byte) ([]Signed, error) {
	var out []Signed
	for line := range bytes.Lines(raw) {
		in := canon.Scan(bytes.TrimSuffix(line, []byte("\n")))
		out = append(out, scanSigned(in, s.Group()))
		if err := in.End(); err != nil || len(out) > maxTrustees {
			return nil, fault(CodeCeremony, "message malformed")
		}
	}
	return out, nil
}
