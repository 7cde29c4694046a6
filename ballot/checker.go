package ballot

import (
	"math/big"
	"strings"

	"github.com/jinlin-oss/jinlin/ballot/group"
)

// Checker tells whether ballots of one election are sound. It holds tables for
// the generator and the key of the election, which make it fast; keep one for
// the life of an election. It is safe for concurrent use.
type Checker struct {
	e              *Election
	g              group.Group
	q              *big.Int
	tableG, tableY group.Table
}

// NewChecker prepares for about so many ballots. For more than a hundred the
// tables take 16 MB.
func NewChecker(e *Election, ballots int) *Checker {
	n := 1
	for _, q := range e.Questions {
		n += 2 * q.branches()
	}
	uses := max(ballots, 1) * n
	g := e.Group()
	return &Checker{e, g, g.Order(), g.Table(g.Generator(), uses), g.Table(e.PublicKey, uses)}
}

// Check reads a ballot and checks everything that can be checked without the
// board: canonical form, that it is for this election, that everything in it lies
// in the group, every proof and the signature. The error is a *Fault.
func (c *Checker) Check(raw []byte) (*Ballot, error) {
	b, err := parseBallot(c.e, raw)
	if err != nil {
		return nil, err
	}
	return b, c.verify(b)
}

// verify checks the signature and all proofs (specification, sections 4.12 to
// 4.14).
func (c *Checker) verify(b *Ballot) error {
	powers, inGroup := c.g.Member(b.Credential, b.Signature.Challenge)
	if !inGroup {
		return fault(CodeCredentialOutside)
	}
	if !verifyKnowledge(c.e.scheme.transcript("sig").add('|', b.hash), powers[0], b.Signature, c.tableG) {
		return fault(CodeSignature)
	}
	for i, q := range c.e.Questions {
		st := statements{c.e, binding(c.e, b.credential), b.choices[i]}
		if err := c.verifyAnswer(i, q, b.Answers[i], st); err != nil {
			return err
		}
	}
	return nil
}

func (c *Checker) verifyAnswer(i int, q Question, a Answer, st statements) error {
	texts := pairs(st.choices, len(a.Choices))
	for j, choice := range a.Choices {
		t, claims := st.individual(choice, texts[j])
		inGroup, holds := c.verifyOne(t, claims, a.Individual[j], true)
		if !inGroup {
			return fault(CodeChoiceOutside, i+1, j+1)
		}
		if !holds {
			return fault(CodeIndividualProof, i+1, j+1)
		}
	}
	t, claims := st.overall(q, a.Choices)
	if _, holds := c.verifyOne(t, claims, a.Overall, false); !holds {
		return fault(CodeOverallProof, i+1)
	}
	if q.Blank {
		t, claims := st.blank(a.Choices)
		if _, holds := c.verifyOne(t, claims, a.Blank, false); !holds {
			return fault(CodeBlankProof, i+1)
		}
	}
	return nil
}

// pairs cuts "α,β,α,β,…" into n texts "α,β".
func pairs(text string, n int) []string {
	out := make([]string, n)
	for i := range out {
		end := len(text)
		if comma := strings.IndexByte(text, ','); comma >= 0 {
			if next := strings.IndexByte(text[comma+1:], ','); next >= 0 {
				end = comma + 1 + next
			}
		}
		out[i] = text[:end]
		text = strings.TrimPrefix(text[end:], ",")
	}
	return out
}
