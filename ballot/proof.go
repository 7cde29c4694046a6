package ballot

import (
	"crypto/subtle"
	"io"
	"math/big"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// Proof shows that its author knows a secret exponent, without showing the
// exponent (specification, section 4.3). Both numbers lie in [0, q).
type Proof struct {
	Challenge *big.Int
	Response  *big.Int
}

func (p Proof) append(dst []byte) []byte {
	dst = p.Challenge.Append(append(dst, `{"challenge":"`...), 10)
	dst = p.Response.Append(append(dst, `","response":"`...), 10)
	return append(dst, `"}`...)
}

func appendProofs(dst []byte, proofs []Proof) []byte {
	return canon.AppendList(dst, len(proofs), func(dst []byte, i int) []byte { return proofs[i].append(dst) })
}

// proveKnowledge proves knowledge of x, for X = g^x, under a challenge made from
// t and A = g^w. It is the proof of a public key, of a signature and of a signed
// message alike (specification, sections 4.5, 4.6.1 and 4.14):
//
//	A = g^w    challenge = H(t, A)    response = w - x·challenge
func proveKnowledge(t *transcript, x *group.Secret, rnd io.Reader) (Proof, error) {
	s := t.g.Scalars()
	w, err := s.Random(rnd)
	if err != nil {
		return Proof{}, err
	}
	c := t.element('|', power(t.g, w)).challenge()
	return Proof{c, s.Publish(s.Sub(w, s.Mul(x, public(s, c))))}, nil
}

// verifyKnowledge recomputes A = g^response · X^challenge. xc is X^challenge.
func verifyKnowledge(t *transcript, xc group.Element, p Proof, g group.Table) bool {
	return t.element('|', g.Mul(xc, p.Response)).challenge().Cmp(p.Challenge) == 0
}

// public takes a number that is below q by construction.
func public(s *group.Scalars, x *big.Int) *group.Secret {
	out, err := s.Take(x)
	if err != nil {
		panic(err)
	}
	return out
}

// A claim says that a ciphertext (α, β) encrypts one of some values. A proof of
// several claims says that at least one of all their values is right, and hides
// which. Every proof about a choice is of this shape (specification, sections
// 4.12 and 4.13); a branch is one value of one claim.
type claim struct {
	Ciphertext
	values []int
}

// branches counts the values of all claims.
func branches(claims []claim) int {
	n := 0
	for _, c := range claims {
		n += len(c.values)
	}
	return n
}

// A branch for value M with challenge c and response s has the commitments
//
//	A = g^s · α^c    B = y^s · (β/g^M)^c
//
// and the proof holds if the challenges of all branches add up to the hash of
// the transcript and all commitments. The author knows the randomness r of the
// right branch: there c = 0 and s = w give A and B at first, and when the hash is
// known, c = hash - (all other challenges) and s = w - r·c give the same A and B.

// proveOne proves that branch right (counted over all claims) holds; secrets are
// the randomness of each claim's ciphertext. Nothing in its running time or in
// what it touches depends on which branch is right: all are computed alike and
// the right one is put in at the end by constant-time selection. It draws a
// challenge and a response for every branch, in order.
func (p *prover) proveOne(t *transcript, claims []claim, secrets []*group.Secret, right int) ([]Proof, error) {
	s := p.scalars
	n := branches(claims)
	challenges, responses := make([]*group.Secret, n), make([]*group.Secret, n)
	total := s.Small(0)
	sep := byte('|')
	for b, at := 0, (cursor{claims, 0, 0}); b < n; b, at = b+1, at.next() {
		c, err := s.Random(p.rnd)
		if err != nil {
			return nil, err
		}
		if responses[b], err = s.Random(p.rnd); err != nil {
			return nil, err
		}
		challenges[b] = s.Select(same(b, right), s.Small(0), c)
		total = s.Add(total, challenges[b])
		A, B := p.commit(at, challenges[b], responses[b])
		t.element(sep, A).element(',', B)
		sep = ','
	}
	last := s.Sub(public(s, t.challenge()), total)
	proofs := make([]Proof, n)
	for b, at := 0, (cursor{claims, 0, 0}); b < n; b, at = b+1, at.next() {
		closed := s.Sub(responses[b], s.Mul(secrets[at.claim], last))
		proofs[b].Challenge = s.Publish(s.Select(same(b, right), last, challenges[b]))
		proofs[b].Response = s.Publish(s.Select(same(b, right), closed, responses[b]))
	}
	return proofs, nil
}

// commit computes A and B of a branch in constant time.
func (p *prover) commit(at cursor, challenge, response *group.Secret) (A, B group.Element) {
	c, value := at.claims[at.claim], at.claims[at.claim].values[at.value]
	A = p.g.SecretProduct([]group.Element{p.g.Generator(), c.Alpha}, []*group.Secret{response, challenge})
	bases := []group.Element{p.election.PublicKey, c.Beta}
	exponents := []*group.Secret{response, challenge}
	if value != 0 {
		s := p.scalars
		bases = append(bases, p.g.Generator())
		exponents = append(exponents, s.Sub(s.Small(0), s.Mul(s.Small(uint(value)), challenge)))
	}
	return A, p.g.SecretProduct(bases, exponents)
}

// cursor walks over the branches of claims.
type cursor struct {
	claims       []claim
	claim, value int
}

func (c cursor) next() cursor {
	c.value++
	if c.value == len(c.claims[c.claim].values) {
		c.claim, c.value = c.claim+1, 0
	}
	return c
}

// same is 1 if a = b and 0 otherwise, in constant time.
func same(a, b int) int { return subtle.ConstantTimeEq(int32(a), int32(b)) }

// verifyOne checks a proof that one branch holds. With member set it also checks
// that α and β of every claim lie in the group, in the same squaring chains.
func (c *Checker) verifyOne(t *transcript, claims []claim, proofs []Proof, member bool) (inGroup, holds bool) {
	total := new(big.Int)
	sep := byte('|')
	for _, cl := range claims {
		mine := proofs[:len(cl.values)]
		proofs = proofs[len(cl.values):]
		alphas, betas, ok := c.raise(cl.Ciphertext, mine, member)
		if !ok {
			return false, false
		}
		for i, p := range mine {
			A := c.tableG.Mul(alphas[i], p.Response)
			B := c.tableY.Mul(betas[i], p.Response)
			if v := cl.values[i]; v != 0 {
				back := new(big.Int).Mul(p.Challenge, big.NewInt(-int64(v)))
				B = c.tableG.Mul(B, back.Mod(back, c.q))
			}
			t.element(sep, A).element(',', B)
			sep = ','
			total.Add(total, p.Challenge)
		}
	}
	return true, total.Mod(total, c.q).Cmp(t.challenge()) == 0
}

// raise returns α and β to the challenge of each proof.
func (c *Checker) raise(ct Ciphertext, proofs []Proof, member bool) (alphas, betas []group.Element, ok bool) {
	challenges := make([]*big.Int, len(proofs))
	for i, p := range proofs {
		challenges[i] = p.Challenge
	}
	if !member {
		return c.g.Powers(ct.Alpha, challenges...), c.g.Powers(ct.Beta, challenges...), true
	}
	alphas, inA := c.g.Member(ct.Alpha, challenges...)
	betas, inB := c.g.Member(ct.Beta, challenges...)
	return alphas, betas, inA && inB
}
