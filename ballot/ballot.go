package ballot

import (
	"bytes"
	"math/big"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// Ciphertext encrypts a number m under a key y as α = g^r, β = y^r·g^m
// (specification, section 4.11.1). The product of two ciphertexts encrypts the
// sum of their numbers.
type Ciphertext struct {
	Alpha, Beta group.Element
}

func (c Ciphertext) append(dst []byte, g group.Group) []byte {
	dst = g.Append(append(dst, `{"alpha":"`...), c.Alpha)
	dst = g.Append(append(dst, `","beta":"`...), c.Beta)
	return append(dst, `"}`...)
}

// Answer is what a ballot says about one question (specification, section 4.11).
type Answer struct {
	Choices    []Ciphertext
	Individual [][]Proof // for each choice, that it is 0 or 1
	Overall    []Proof   // that the number of ticks is allowed
	Blank      []Proof   // only if the question may be left blank: that it is blank or nothing is ticked
}

// Ballot is an encrypted vote (specification, section 4.15).
type Ballot struct {
	Credential group.Element
	Answers    []Answer
	Signature  Proof

	credential string   // as text
	choices    []string // for each question, the ciphertexts as text
	hash       string   // of everything but the signature
}

// unsigned writes the ballot without its last field and without closing it.
func (b *Ballot) unsigned(e *Election) []byte {
	g := e.Group()
	dst := append([]byte(`{"election_uuid":"`), e.UUID...)
	dst = append(append(dst, `","election_hash":"`...), e.fingerprint...)
	dst = g.Append(append(dst, `","credential":"`...), b.Credential)
	dst = canon.AppendList(append(dst, `","answers":`...), len(b.Answers), func(dst []byte, i int) []byte {
		return b.Answers[i].append(dst, g)
	})
	return dst
}

func (a Answer) append(dst []byte, g group.Group) []byte {
	dst = canon.AppendList(append(dst, `{"choices":`...), len(a.Choices), func(dst []byte, i int) []byte {
		return a.Choices[i].append(dst, g)
	})
	dst = canon.AppendList(append(dst, `,"individual_proofs":`...), len(a.Individual), func(dst []byte, i int) []byte {
		return appendProofs(dst, a.Individual[i])
	})
	dst = appendProofs(append(dst, `,"overall_proof":`...), a.Overall)
	if a.Blank != nil {
		dst = appendProofs(append(dst, `,"blank_proof":`...), a.Blank)
	}
	return append(dst, '}')
}

// parseBallot reads a ballot of the election. It checks the form and nothing
// else; proofs, signature and membership are for a Checker.
func parseBallot(e *Election, raw []byte) (*Ballot, error) {
	s := canon.Scan(raw)
	s.Lit(`{"election_uuid":`)
	uuid := s.Plain(maxUUID)
	s.Lit(`,"election_hash":`)
	hash := s.Plain(2 * maxUUID)
	if s.Err() == nil && (string(uuid) != e.UUID || string(hash) != e.fingerprint) {
		return nil, fault(CodeForeign)
	}
	b := &Ballot{}
	s.Lit(`,"credential":`)
	from := s.At()
	b.Credential = scanElement(s, e.Group())
	b.credential = string(bytes.Trim(s.Since(from), `"`))
	s.Lit(`,"answers":`)
	s.Exactly(len(e.Questions), func(i int) { b.scanAnswer(s, e, i) })
	signed := s.At()
	s.Lit(`,"signature":{"hash":`)
	b.hash = string(s.Plain(2 * maxUUID))
	s.Lit(`,"proof":`)
	b.Signature = scanProof(s, e.Group())
	s.Lit(`}}`)
	if err := s.End(); err != nil {
		return nil, fault(CodeBallotForm, err)
	}
	if b.hash != e.scheme.Fingerprint(append(bytes.Clone(raw[:signed]), '}')) {
		return nil, fault(CodeSignature)
	}
	return b, nil
}

// scanAnswer reads the answer to question i.
func (b *Ballot) scanAnswer(s *canon.Scanner, e *Election, i int) {
	g, q := e.Group(), e.Questions[i]
	var a Answer
	var text []byte
	s.Lit(`{"choices":`)
	s.Exactly(q.Choices(), func(int) {
		c, t := scanCiphertext(s, g)
		a.Choices = append(a.Choices, c)
		text = append(append(text, ','), t...)
	})
	proofs := func(n int) (out []Proof) {
		s.Exactly(n, func(int) { out = append(out, scanProof(s, g)) })
		return out
	}
	s.Lit(`,"individual_proofs":`)
	s.Exactly(q.Choices(), func(int) { a.Individual = append(a.Individual, proofs(2)) })
	s.Lit(`,"overall_proof":`)
	if q.Blank {
		a.Overall = proofs(q.Max - q.Min + 2)
		s.Lit(`,"blank_proof":`)
		a.Blank = proofs(2)
	} else {
		a.Overall = proofs(q.Max - q.Min + 1)
	}
	s.Lit(`}`)
	b.Answers = append(b.Answers, a)
	b.choices = append(b.choices, string(text[min(1, len(text)):]))
}

// scanCiphertext reads a ciphertext and returns it also as "α,β", the text that
// goes into transcripts.
func scanCiphertext(s *canon.Scanner, g group.Group) (c Ciphertext, text []byte) {
	s.Lit(`{"alpha":`)
	from := s.At()
	c.Alpha = scanElement(s, g)
	text = append(text, bytes.Trim(s.Since(from), `"`)...)
	s.Lit(`,"beta":`)
	from = s.At()
	c.Beta = scanElement(s, g)
	text = append(append(text, ','), bytes.Trim(s.Since(from), `"`)...)
	s.Lit(`}`)
	return c, text
}

// scanScalar reads a number below q as a string.
func scanScalar(s *canon.Scanner, g group.Group) *big.Int {
	text := s.Plain(8 * g.Scalars().Size())
	if s.Err() != nil {
		return new(big.Int)
	}
	x, ok := group.ParseDecimal(text)
	if !ok || x.Cmp(g.Order()) >= 0 {
		s.Fail("want a number below q")
		return new(big.Int)
	}
	return x
}

// sum returns the product of ciphertexts, which encrypts the sum of what they
// encrypt.
func sum(g group.Group, cs []Ciphertext) Ciphertext {
	total := Ciphertext{g.One(), g.One()}
	for _, c := range cs {
		total.Alpha, total.Beta = g.Mul(total.Alpha, c.Alpha), g.Mul(total.Beta, c.Beta)
	}
	return total
}

// binding is S0 = φ|g^s, to which the proofs of a ballot are bound, so that they
// cannot be moved to another voter or another election.
func binding(e *Election, credential string) string { return e.fingerprint + "|" + credential }

// statements are the three kinds of proof in an answer, given as transcript and
// claims, for the one who proves and the one who verifies alike (specification,
// sections 4.11.1 to 4.13).
type statements struct {
	e       *Election
	bound   string // S0
	choices string // all α,β of the answer
}

// individual says that choice c, with text αβ, is 0 or 1.
func (st statements) individual(c Ciphertext, text string) (*transcript, []claim) {
	t := st.e.scheme.transcript("prove").add('|', st.bound).add('|', text)
	return t, []claim{{c, []int{0, 1}}}
}

// overall says that the number of ticks is allowed; with blank, that the answer
// is blank or the number of ticks is allowed.
func (st statements) overall(q Question, choices []Ciphertext) (*transcript, []claim) {
	g := st.e.Group()
	if !q.Blank {
		total := sum(g, choices)
		t := st.e.scheme.transcript("prove").add('|', st.bound).add('|', st.choices)
		return t.element('|', total.Alpha).element(',', total.Beta), []claim{{total, q.sums()}}
	}
	t := st.e.scheme.transcript("bproof1").add('|', st.bound).add('|', st.choices)
	return t, []claim{{choices[0], []int{1}}, {sum(g, choices[1:]), q.sums()}}
}

// blank says that the answer is not blank or nothing is ticked.
func (st statements) blank(choices []Ciphertext) (*transcript, []claim) {
	t := st.e.scheme.transcript("bproof0").add('|', st.bound).add('|', st.choices)
	return t, []claim{{choices[0], []int{0}}, {sum(st.e.Group(), choices[1:]), []int{0}}}
}
