package ballot

import (
	"context"
	"errors"
	"io"
	"math/bits"

	"github.com/jinlin-oss/jinlin/ballot/bel"
)

// The entries of the set-up stand at the same places in every archive, after the
// header.
const (
	electionEntry = 1 + iota
	trusteesEntry
	credentialsEntry
)

// setup checks what defines the election: its text, its trustees and the list of
// credentials.
func (v *verifier) setup(s *bel.Step) error {
	election, trustees, list := s.Data[0], s.Data[1], s.Data[2]
	var err error
	if v.election, err = ParseElection(election.Body); err != nil {
		v.stopAt(err, electionEntry)
		return nil
	}
	r := v.report
	r.UUID, r.Name, r.Fingerprint = v.election.UUID, v.election.Name, v.election.Fingerprint()
	v.pass(CheckElection, len(v.election.Questions))
	if v.trustees, err = ParseTrustees(v.election.scheme, trustees.Body); err != nil {
		v.stopAt(err, trusteesEntry)
		return nil
	}
	r.Trustees = len(v.trustees.Keys())
	v.pass(CheckTrustees, r.Trustees)
	if !v.election.Group().Equal(v.trustees.PublicKey(), v.election.PublicKey) {
		v.find(fault(CodeKeyWrong), trusteesEntry, "")
	}
	v.credentials = list
	v.reader.Limit(v.election.ballotLimit())
	return v.list()
}

// list reads the credentials: their form, their weights, and that each stands
// there once. Membership is checked with the ballots, and at the end for those
// who did not vote.
func (v *verifier) list() error {
	g, r := v.election.Group(), v.report
	err := scanCredentials(v.section(v.credentials), g, func(key string, weight uint64) error {
		if _, err := g.Parse([]byte(key)); err != nil {
			return fault(CodeCredentialList)
		}
		id := identify(key)
		r.Voters++
		if v.voters[id] != nil {
			return fault(CodeCredentialTwice, r.Voters)
		}
		v.voters[id] = &voter{weight: weight}
		total, carry := bits.Add64(r.Weight, weight, 0)
		if r.Weight = total; carry != 0 || total > MaxWeight {
			return fault(CodeWeightTotal)
		}
		return nil
	})
	var f *Fault
	if errors.As(err, &f) {
		v.stopAt(f, credentialsEntry)
		return nil
	}
	if err != nil {
		return err
	}
	v.compare()
	return nil
}

// compare checks the list against what was given from outside: the roster and
// the paper list.
func (v *verifier) compare() {
	if v.o.Roster != nil {
		v.pass(CheckRoster, len(v.o.Roster.Entries))
		if f := v.o.Roster.compare(v.voters); f != nil {
			v.find(f, credentialsEntry, "")
		}
	}
	if v.o.Paper != nil {
		v.pass(CheckPaper, v.o.Paper.Len())
		for id, line := range v.o.Paper.lines {
			if v.voters[id] == nil {
				v.find(fault(CodePaperUnknown, line), -1, "")
			}
		}
	}
}

// section reads an entry's content again.
func (v *verifier) section(d bel.Datum) io.Reader {
	return io.NewSectionReader(v.in, d.Offset, d.Size)
}

// members checks that the credentials of those who have no sound ballot lie in
// the group; the others were checked with their ballots.
func (v *verifier) members(ctx context.Context) error {
	g := v.election.Group()
	keys := make(chan string, 4*v.o.Workers)
	outside := make(chan struct{}, 1)
	wait := workers(v.o.Workers, func() {
		for key := range keys {
			e, err := g.Parse([]byte(key))
			if err != nil || !g.Contains(e) {
				select {
				case outside <- struct{}{}:
				default:
				}
			}
		}
	})
	err := scanCredentials(v.section(v.credentials), g, func(key string, _ uint64) error {
		if v.voters[identify(key)].last == 0 {
			keys <- key
		}
		return ctx.Err()
	})
	close(keys)
	wait()
	select {
	case <-outside:
		v.find(fault(CodeCredentialOutside), credentialsEntry, "")
	default:
	}
	v.pass(CheckCredentials, v.report.Voters)
	return err
}
