package ballot

import (
	"context"

	"github.com/jinlin-oss/jinlin/ballot/bel"
	"github.com/jinlin-oss/jinlin/ballot/group"
)

// encryptedTally compares the archived tally with the one recomputed from the
// ballots. The decryptions that follow are checked against the recomputed one.
func (v *verifier) encryptedTally(ctx context.Context, s *bel.Step) error {
	if err := v.drain(ctx); err != nil {
		return err
	}
	if v.tally.Sums == nil && !v.trust {
		return nil // some ballot could not be read, which was found already
	}
	entry := s.Entry - 2
	sums, err := parseSums(v.election, s.Data[0].Body)
	if err != nil {
		v.stopAt(err, entry)
		return nil
	}
	sized, err := bel.ParseSizedTally(s.Data[1].Body)
	if err != nil {
		v.stopAt(fault(CodeTallyForm, err), entry+1)
		return nil
	}
	if v.trust {
		v.tally.Sums = sums
	}
	v.pass(CheckTally, figures(sums))
	g := v.election.Group()
	for i, row := range sums {
		for _, c := range row {
			if !g.Contains(c.Alpha) || !g.Contains(c.Beta) {
				v.find(fault(CodeTallyOutside, i+1), entry, "")
			}
		}
	}
	if !equalSums(g, sums, v.tally.Sums) {
		v.find(fault(CodeTally), entry, "")
	}
	if sized.NumTallied != v.tally.NumTallied {
		v.find(fault(CodeNumTallied, sized.NumTallied, v.tally.NumTallied), entry+1, "")
	}
	if sized.TotalWeight != v.tally.TotalWeight {
		v.find(fault(CodeTotalWeight, sized.TotalWeight, v.tally.TotalWeight), entry+1, "")
	}
	return nil
}

// figures counts the entries of a table of sums.
func figures(sums [][]Ciphertext) int {
	n := 0
	for _, row := range sums {
		n += len(row)
	}
	return n
}

// decryption checks one trustee's contribution against the recomputed tally.
func (v *verifier) decryption(s *bel.Step) {
	if v.tally.Sums == nil {
		return
	}
	entry := s.Entry - 2
	owned, err := bel.ParseOwned(s.Data[1].Body)
	if err != nil {
		v.stopAt(fault(CodeDecryptionForm, err), entry+1)
		return
	}
	keys := v.trustees.Keys()
	if owned.Owner < 1 || owned.Owner > len(keys) {
		v.find(fault(CodeOwner, owned.Owner), entry+1, "")
		return
	}
	if v.partial[owned.Owner] != nil {
		v.find(fault(CodeOwnerTwice, owned.Owner), entry+1, "")
		return
	}
	d, err := parseDecryption(v.election, s.Data[0].Body)
	if err != nil {
		v.stopAt(err, entry)
		return
	}
	v.pass(CheckDecryption, 1)
	v.partial[owned.Owner] = d
	if question, choice, ok := d.verify(v.election, keys[owned.Owner-1].Key, v.tally.Sums); !ok {
		v.find(fault(CodeDecryption, owned.Owner, question, choice), entry, "")
	}
}

// result checks the result against the decryptions, without searching.
func (v *verifier) result(s *bel.Step) {
	if v.tally.Sums == nil {
		return
	}
	entry := s.Entry - 1
	r, err := parseResult(v.election, s.Data[0].Body)
	if err != nil {
		v.stopAt(err, entry)
		return
	}
	v.report.Result = r
	factors, err := v.combine()
	if err != nil {
		v.stopAt(err, entry)
		return
	}
	v.pass(CheckResult, figures(v.tally.Sums))
	if question, choice, ok := r.confirms(v.election, v.tally.Sums, factors); !ok {
		v.find(fault(CodeResult, question, choice), entry, "")
	}
}

func (v *verifier) combine() ([][]group.Element, error) { return v.trustees.Combine(v.partial) }
