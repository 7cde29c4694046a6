package ballot

import (
	"bytes"
	"io"
	"math/big"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// TrusteeKey is the public key of a trustee with the proof that the trustee
// knows the private key (specification, section 4.5).
type TrusteeKey struct {
	Proof Proof
	Key   group.Element
}

func (k TrusteeKey) append(dst []byte, g group.Group) []byte {
	dst = k.Proof.append(append(dst, `{"pok":`...))
	return append(g.Append(append(dst, `,"public_key":"`...), k.Key), `"}`...)
}

func scanTrusteeKey(s *canon.Scanner, g group.Group) (k TrusteeKey) {
	s.Lit(`{"pok":`)
	k.Proof = scanProof(s, g)
	s.Lit(`,"public_key":`)
	k.Key = scanElement(s, g)
	s.Lit(`}`)
	return k
}

// ParseTrusteeKey reads a public key as a trustee sends it and checks its proof.
func ParseTrusteeKey(s Scheme, raw []byte) (TrusteeKey, error) {
	in := canon.Scan(raw)
	k := scanTrusteeKey(in, s.Group())
	if err := in.End(); err != nil {
		return k, fault(CodeTrusteesForm, err)
	}
	if !k.holds(s) {
		return k, fault(CodeTrusteeProof, 0)
	}
	return k, nil
}

// Append writes the key as canonical JSON.
func (k TrusteeKey) Append(dst []byte, s Scheme) []byte { return k.append(dst, s.Group()) }

// pok is the transcript of the proof of a public key: the group is named, so that
// the proof cannot be moved to another one.
func pok(s Scheme, key group.Element) *transcript {
	return s.transcript("pok").add('|', s.Group().Name()).element('|', key)
}

// holds checks that the key lies in the group and its proof.
func (k TrusteeKey) holds(s Scheme) bool {
	g := s.Group()
	powers, in := g.Member(k.Key, k.Proof.Challenge)
	return in && verifyKnowledge(pok(s, k.Key), powers[0], k.Proof, g.Table(g.Generator(), 1))
}

// PrivateKey is what a trustee keeps: a single key, or a share of a joint one.
type PrivateKey struct {
	scheme Scheme
	x      *group.Secret
	public group.Element
}

// NewTrustee draws the keys of a single trustee, without whom nothing can be
// decrypted.
func NewTrustee(s Scheme, rnd io.Reader) (*PrivateKey, TrusteeKey, error) {
	x, err := s.Group().Scalars().Random(rnd)
	if err != nil {
		return nil, TrusteeKey{}, err
	}
	return newPrivateKey(s, x, rnd)
}

func newPrivateKey(s Scheme, x *group.Secret, rnd io.Reader) (*PrivateKey, TrusteeKey, error) {
	k := &PrivateKey{s, x, power(s.Group(), x)}
	proof, err := proveKnowledge(pok(s, k.public), x, rnd)
	return k, TrusteeKey{proof, k.public}, err
}

// ParsePrivateKey reads what Reveal writes; it is also the tool's file for a
// single trustee.
func ParsePrivateKey(s Scheme, raw []byte) (*PrivateKey, error) {
	in := canon.Scan(bytes.TrimSpace(raw))
	n := scanScalar(in, s.Group())
	if in.End() != nil {
		return nil, fault(CodePrivateKey)
	}
	x, err := s.Group().Scalars().Take(n)
	if err != nil {
		return nil, fault(CodePrivateKey)
	}
	return &PrivateKey{s, x, power(s.Group(), x)}, nil
}

// Reveal returns the key in clear, as a JSON string, for the trustee's own file.
func (k *PrivateKey) Reveal() []byte {
	text := k.scheme.Group().Scalars().Publish(k.x).Append([]byte{'"'}, 10)
	return append(text, '"')
}

// Public returns g^x.
func (k *PrivateKey) Public() group.Element { return k.public }

// String keeps keys out of logs.
func (*PrivateKey) String() string { return "ballot.PrivateKey(…)" }

// GoString keeps keys out of logs.
func (*PrivateKey) GoString() string { return "ballot.PrivateKey(…)" }

// Signed is a message with a signature of a trustee (specification, section
// 4.6.1).
type Signed struct {
	Message   string
	Signature Proof
}

func sign(s Scheme, key *group.Secret, message string, rnd io.Reader) (Signed, error) {
	proof, err := proveKnowledge(s.transcript("sigmsg").add('|', message), key, rnd)
	return Signed{message, proof}, err
}

// signedBy checks the signature with a verification key that lies in the group.
func (m Signed) signedBy(s Scheme, key group.Element) bool {
	g := s.Group()
	powers := g.Powers(key, m.Signature.Challenge)
	return verifyKnowledge(s.transcript("sigmsg").add('|', m.Message), powers[0], m.Signature, g.Table(g.Generator(), 1))
}

func (m Signed) append(dst []byte) []byte {
	dst = canon.AppendText(append(dst, `{"message":`...), m.Message)
	return append(m.Signature.append(append(dst, `,"signature":`...)), '}')
}

// maxMessage bounds a signed message, which holds at most maxTrustees elements.
const maxMessage = 1 << 18

func scanSigned(s *canon.Scanner, g group.Group) (m Signed) {
	s.Lit(`{"message":`)
	m.Message = s.Text(maxMessage)
	s.Lit(`,"signature":`)
	m.Signature = scanProof(s, g)
	s.Lit(`}`)
	return m
}

// lagrange returns the coefficient of trustee delta when the trustees at places
// interpolate a polynomial at zero (specification, section 4.19):
//
//	λ = ∏ k/(k-δ) mod q over the other places k
func lagrange(places []int, delta int, q *big.Int) *big.Int {
	top, bottom := big.NewInt(1), big.NewInt(1)
	for _, k := range places {
		if k != delta {
			top.Mul(top, big.NewInt(int64(k))).Mod(top, q)
			bottom.Mul(bottom, big.NewInt(int64(k-delta))).Mod(bottom, q)
		}
	}
	return top.Mul(top, bottom.ModInverse(bottom, q)).Mod(top, q)
}
