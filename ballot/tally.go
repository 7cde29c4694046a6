package ballot

import (
	"github.com/jinlin-oss/jinlin/ballot/bel"
	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// Tally is the encrypted sum of the last ballots of all voters, by question and
// choice (specification, section 4.16).
type Tally struct {
	Sums        [][]Ciphertext
	NumTallied  int    // ballots in the sums
	TotalWeight uint64 // of their voters
}

// Append writes the sums as canonical JSON.
func (t *Tally) Append(dst []byte, e *Election) []byte {
	return canon.AppendList(dst, len(t.Sums), func(dst []byte, i int) []byte {
		return canon.AppendList(dst, len(t.Sums[i]), func(dst []byte, j int) []byte {
			return t.Sums[i][j].append(dst, e.Group())
		})
	})
}

// sized writes the payload of the EncryptedTally event over the sums as text.
func (t *Tally) sized(raw []byte) bel.SizedTally {
	return bel.SizedTally{NumTallied: t.NumTallied, TotalWeight: t.TotalWeight, EncryptedTally: bel.Sum(raw)}
}

// parseSums reads what Append writes.
func parseSums(e *Election, raw []byte) ([][]Ciphertext, error) {
	var sums [][]Ciphertext
	s := canon.Scan(raw)
	s.Exactly(len(e.Questions), func(i int) {
		var row []Ciphertext
		s.Exactly(e.Questions[i].Choices(), func(int) {
			c, _ := scanCiphertext(s, e.Group())
			row = append(row, c)
		})
		sums = append(sums, row)
	})
	if err := s.End(); err != nil {
		return nil, fault(CodeTallyForm, err)
	}
	return sums, nil
}

// equal tells whether two sums are the same.
func equalSums(g group.Group, a, b [][]Ciphertext) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if len(a[i]) != len(b[i]) {
			return false
		}
		for j := range a[i] {
			if !g.Equal(a[i][j].Alpha, b[i][j].Alpha) || !g.Equal(a[i][j].Beta, b[i][j].Beta) {
				return false
			}
		}
	}
	return true
}

// tallier adds ballots up: each ciphertext to the power of the voter's weight
// (specification, section 4.16). It is not safe for concurrent use; one per
// goroutine can be merged.
type tallier struct {
	e    *Election
	sums [][]products
}

type products struct{ alpha, beta group.Product }

// tallyFactors bounds what all products of a tallier are told to expect, and with
// it their memory: about 20 MB, whatever the number of choices.
const tallyFactors = 1 << 15

func newTallier(e *Election, ballots int) *tallier {
	t := &tallier{e: e, sums: make([][]products, len(e.Questions))}
	choices := 0
	for _, q := range e.Questions {
		choices += q.Choices()
	}
	factors := min(ballots, tallyFactors/choices)
	for i, q := range e.Questions {
		t.sums[i] = make([]products, q.Choices())
		for j := range t.sums[i] {
			t.sums[i][j] = products{e.Group().Product(factors), e.Group().Product(factors)}
		}
	}
	return t
}

func (t *tallier) add(b *Ballot, weight uint64) {
	for i, a := range b.Answers {
		for j, c := range a.Choices {
			t.sums[i][j].alpha.Mul(c.Alpha, weight)
			t.sums[i][j].beta.Mul(c.Beta, weight)
		}
	}
}

func (t *tallier) merge(o *tallier) {
	for i := range t.sums {
		for j := range t.sums[i] {
			t.sums[i][j].alpha.Merge(o.sums[i][j].alpha)
			t.sums[i][j].beta.Merge(o.sums[i][j].beta)
		}
	}
}

// less returns the sums of t without those of removed, which may be nil.
func (t *tallier) less(removed *tallier) [][]Ciphertext {
	g := t.e.Group()
	out := make([][]Ciphertext, len(t.sums))
	for i := range t.sums {
		out[i] = make([]Ciphertext, len(t.sums[i]))
		for j, p := range t.sums[i] {
			c := Ciphertext{p.alpha.Value(), p.beta.Value()}
			if removed != nil {
				c.Alpha = g.Mul(c.Alpha, g.Inverse(removed.sums[i][j].alpha.Value()))
				c.Beta = g.Mul(c.Beta, g.Inverse(removed.sums[i][j].beta.Value()))
			}
			out[i][j] = c
		}
	}
	return out
}
