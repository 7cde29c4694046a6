package ballot

import (
	"io"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// PartialDecryption is what one trustee contributes to the result: each α of the
// tally to the power of the private key, with a proof that it is that power
// (specification, section 4.18).
type PartialDecryption struct {
	Factors [][]group.Element
	Proofs  [][]Proof
}

// decryption is the transcript of the proof of one factor, to which A and B are
// added.
func decryption(e *Election, key group.Element) *transcript {
	return e.scheme.transcript("decrypt").add('|', e.fingerprint).element('|', key)
}

// Decrypt makes a trustee's contribution, as canonical JSON. It refuses sums
// outside the group, which would draw the private key out of the trustee. It
// trusts that the sums are those of the board: verify the archive first.
func (k *PrivateKey) Decrypt(e *Election, sums [][]Ciphertext, rnd io.Reader) ([]byte, error) {
	g := e.Group()
	var d PartialDecryption
	for i, row := range sums {
		d.Factors = append(d.Factors, nil)
		d.Proofs = append(d.Proofs, nil)
		for _, c := range row {
			if !g.Contains(c.Alpha) {
				return nil, fault(CodeTallyOutside, i+1)
			}
			f, p, err := k.factor(e, c.Alpha, rnd)
			if err != nil {
				return nil, err
			}
			d.Factors[i] = append(d.Factors[i], f)
			d.Proofs[i] = append(d.Proofs[i], p)
		}
	}
	return d.append(nil, g), nil
}

// factor returns α^x and the proof that its logarithm to α is that of X to g:
//
//	A = g^w  B = α^w    challenge = H(φ, X, A, B)    response = w - x·challenge
func (k *PrivateKey) factor(e *Election, alpha group.Element, rnd io.Reader) (group.Element, Proof, error) {
	g := e.Group()
	s := g.Scalars()
	w, err := s.Random(rnd)
	if err != nil {
		return nil, Proof{}, err
	}
	raise := func(x *group.Secret) group.Element {
		return g.SecretProduct([]group.Element{alpha}, []*group.Secret{x})
	}
	c := decryption(e, k.public).element('|', power(g, w)).element(',', raise(w)).challenge()
	return raise(k.x), Proof{c, s.Publish(s.Sub(w, s.Mul(k.x, public(s, c))))}, nil
}

// verify checks every factor against the sums and the trustee's public key. It
// returns the question and choice of the first that does not hold, from 1.
func (d *PartialDecryption) verify(e *Election, key group.Element, sums [][]Ciphertext) (question, choice int, ok bool) {
	g := e.Group()
	table := g.Table(g.Generator(), 1)
	for i, row := range sums {
		for j, c := range row {
			f, p := d.Factors[i][j], d.Proofs[i][j]
			fc, in := g.Member(f, p.Challenge)
			if !in {
				return i + 1, j + 1, false
			}
			A := table.Mul(g.Powers(key, p.Challenge)[0], p.Response)
			B := g.Mul(g.Powers(c.Alpha, p.Response)[0], fc[0])
			if decryption(e, key).element('|', A).element(',', B).challenge().Cmp(p.Challenge) != 0 {
				return i + 1, j + 1, false
			}
		}
	}
	return 0, 0, true
}

func (d *PartialDecryption) append(dst []byte, g group.Group) []byte {
	dst = canon.AppendList(append(dst, `{"decryption_factors":`...), len(d.Factors), func(dst []byte, i int) []byte {
		return canon.AppendList(dst, len(d.Factors[i]), func(dst []byte, j int) []byte {
			return append(g.Append(append(dst, '"'), d.Factors[i][j]), '"')
		})
	})
	dst = canon.AppendList(append(dst, `,"decryption_proofs":`...), len(d.Proofs), func(dst []byte, i int) []byte {
		return appendProofs(dst, d.Proofs[i])
	})
	return append(dst, '}')
}

// parseDecryption reads a contribution of the shape of the election's tally.
func parseDecryption(e *Election, raw []byte) (*PartialDecryption, error) {
	g := e.Group()
	d := &PartialDecryption{}
	s := canon.Scan(raw)
	s.Lit(`{"decryption_factors":`)
	s.Exactly(len(e.Questions), func(i int) {
		var row []group.Element
		s.Exactly(e.Questions[i].Choices(), func(int) { row = append(row, scanElement(s, g)) })
		d.Factors = append(d.Factors, row)
	})
	s.Lit(`,"decryption_proofs":`)
	s.Exactly(len(e.Questions), func(i int) {
		var row []Proof
		s.Exactly(e.Questions[i].Choices(), func(int) { row = append(row, scanProof(s, g)) })
		d.Proofs = append(d.Proofs, row)
	})
	s.Lit(`}`)
	if err := s.End(); err != nil {
		return nil, fault(CodeDecryptionForm, err)
	}
	return d, nil
}
