package ballot

import (
	"context"
	"math/big"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// Result is the outcome of an election: for each question and choice, the sum of
// the weights of those who ticked it (specification, section 4.19).
type Result [][]uint64

// Append writes the result as canonical JSON.
func (r Result) Append(dst []byte) []byte {
	dst = canon.AppendList(append(dst, `{"result":`...), len(r), func(dst []byte, i int) []byte {
		return canon.AppendList(dst, len(r[i]), func(dst []byte, j int) []byte {
			return canon.AppendWeight(dst, r[i][j])
		})
	})
	return append(dst, '}')
}

// parseResult reads what Append writes.
func parseResult(e *Election, raw []byte) (Result, error) {
	var r Result
	s := canon.Scan(raw)
	s.Lit(`{"result":`)
	s.Exactly(len(e.Questions), func(i int) {
		var row []uint64
		s.Exactly(e.Questions[i].Choices(), func(int) { row = append(row, s.Weight()) })
		r = append(r, row)
	})
	s.Lit(`}`)
	if err := s.End(); err != nil {
		return nil, fault(CodeResultForm, err)
	}
	return r, nil
}

// Combine joins the contributions of the trustees, by their numbers, into what
// hides the votes: β divided by it is g to the number of votes. Every single
// trustee must be there, and as many of a Pedersen group as its threshold; the
// first of them are taken. The contributions must have been verified.
func (t *Trustees) Combine(partial map[int]*PartialDecryption) ([][]group.Element, error) {
	var total [][]group.Element
	first := 1
	for _, item := range t.Items {
		places := t.present(partial, first, item)
		if missing := item.needed() - len(places); missing > 0 {
			return nil, fault(CodeTrusteesMissing, missing, first, first+len(item.keys())-1)
		}
		for _, at := range places {
			exponent := lagrange(places, at, t.scheme.Group().Order())
			total = t.multiply(total, partial[first+at-1].Factors, exponent)
		}
		first += len(item.keys())
	}
	return total, nil
}

// present returns the places within the item, from 1, of those who contributed,
// as many as needed.
func (t *Trustees) present(partial map[int]*PartialDecryption, first int, item TrusteeItem) []int {
	var places []int
	for i := range item.keys() {
		if partial[first+i] != nil && len(places) < item.needed() {
			places = append(places, i+1)
		}
	}
	return places
}

// multiply returns total · factors^exponent.
func (t *Trustees) multiply(total, factors [][]group.Element, exponent *big.Int) [][]group.Element {
	g := t.scheme.Group()
	out := make([][]group.Element, len(factors))
	for i, row := range factors {
		out[i] = make([]group.Element, len(row))
		for j, f := range row {
			f = g.Powers(f, exponent)[0]
			if total != nil {
				f = g.Mul(total[i][j], f)
			}
			out[i][j] = f
		}
	}
	return out
}

// Open finds the result: the logarithms of β/F, none of which exceeds the total
// weight. The time grows with the root of the weight.
func (t *Tally) Open(ctx context.Context, e *Election, factors [][]group.Element) (Result, error) {
	g := e.Group()
	var targets []group.Element
	for i, row := range t.Sums {
		for j, c := range row {
			targets = append(targets, g.Mul(c.Beta, g.Inverse(factors[i][j])))
		}
	}
	logs, err := g.Logs(ctx, targets, t.TotalWeight)
	if err != nil {
		return nil, err
	}
	var r Result
	for _, row := range t.Sums {
		r = append(r, logs[:len(row):len(row)])
		logs = logs[len(row):]
	}
	return r, nil
}

// confirms tells whether a result is right without searching for it: g to each
// number must be β/F. It returns the question and choice of the first that is
// not, from 1.
func (r Result) confirms(e *Election, sums [][]Ciphertext, factors [][]group.Element) (question, choice int, ok bool) {
	g := e.Group()
	for i, row := range sums {
		for j, c := range row {
			n := new(big.Int).SetUint64(r[i][j])
			if !g.Equal(g.Mul(g.Powers(g.Generator(), n)[0], factors[i][j]), c.Beta) {
				return i + 1, j + 1, false
			}
		}
	}
	return 0, 0, true
}
