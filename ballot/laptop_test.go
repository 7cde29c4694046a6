package ballot_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/group"
)

// memory is a file in memory.
type memory struct{ content []byte }

func (m *memory) ReadAt(p []byte, at int64) (int, error) {
	if at >= int64(len(m.content)) {
		return 0, io.EOF
	}
	n := copy(p, m.content[at:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (m *memory) Write(p []byte) (int, error) {
	m.content = append(m.content, p...)
	return len(p), nil
}

// belenios is the scheme almost every test uses.
func belenios(t testing.TB) ballot.Scheme {
	t.Helper()
	s, err := ballot.SchemeOf(1, group.Belenios2048Name)
	must(t, err)
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// matter is the question of owners' meetings.
var matter = ballot.Question{Text: "同意吗？", Answers: []string{"同意", "反对", "弃权"}, Min: 1, Max: 1}

// plan is what a test election is made of.
type plan struct {
	scheme    ballot.Scheme
	questions []ballot.Question
	weights   []uint64
	singles   int // single trustees
	threshold int // of the Pedersen group, if there is one
	group     int // its trustees
}

// laptop is an election in one memory: everybody's secrets are at hand.
type laptop struct {
	file        *memory
	board       *ballot.Board
	credentials []ballot.Credential
	weights     []uint64
	keys        []*ballot.PrivateKey // trustee n at n-1
}

func hold(t testing.TB, p plan) *laptop {
	t.Helper()
	if p.scheme == nil {
		p.scheme = belenios(t)
	}
	l := &laptop{file: &memory{}, weights: p.weights}
	uuid, err := ballot.NewUUID(rand.Reader)
	must(t, err)
	trustees := l.trustees(t, p)
	e, err := ballot.NewElection(ballot.Draft{UUID: uuid, Name: "业主大会 <1>", Description: "", Questions: p.questions}, trustees)
	must(t, err)
	var list []ballot.PublicCredential
	for _, w := range p.weights {
		c, err := ballot.NewCredential(rand.Reader)
		must(t, err)
		l.credentials = append(l.credentials, c)
		list = append(list, ballot.PublicCredential{Key: c.Public(p.scheme, uuid), Weight: w})
	}
	l.board, err = ballot.CreateBoard(l.file, ballot.Foundation{
		Time: time.Unix(1_795_303_840, 0), Election: e, Trustees: trustees, Credentials: list,
	})
	must(t, err)
	return l
}

// trustees makes the single trustees and then the Pedersen group.
func (l *laptop) trustees(t testing.TB, p plan) *ballot.Trustees {
	t.Helper()
	var items []ballot.TrusteeItem
	for range p.singles {
		private, key, err := ballot.NewTrustee(p.scheme, rand.Reader)
		must(t, err)
		l.keys = append(l.keys, private)
		items = append(items, ballot.Single(key))
	}
	if p.group > 0 {
		privates, pedersen, err := ceremony(ballot.Ceremony{Scheme: p.scheme, Threshold: p.threshold, Trustees: p.group})
		must(t, err)
		l.keys = append(l.keys, privates...)
		items = append(items, pedersen)
	}
	trustees, err := ballot.NewTrustees(p.scheme, items...)
	must(t, err)
	return trustees
}

// ceremony plays all trustees.
func ceremony(c ballot.Ceremony) ([]*ballot.PrivateKey, *ballot.Pedersen, error) {
	seeds := make([]ballot.Seed, c.Trustees)
	certs, deals, confirmations := make([]ballot.Signed, c.Trustees), make([]ballot.Signed, c.Trustees), make([]ballot.Signed, c.Trustees)
	privates := make([]*ballot.PrivateKey, c.Trustees)
	var err, first error
	each := func(f func(i int) error) {
		for i := range seeds {
			if err = f(i); err != nil && first == nil {
				first = err
			}
		}
	}
	each(func(i int) error { seeds[i], err = ballot.NewSeed(rand.Reader); return err })
	each(func(i int) error { certs[i], err = c.Certify(seeds[i], rand.Reader); return err })
	each(func(i int) error { deals[i], err = c.Deal(seeds[i], certs, rand.Reader); return err })
	each(func(i int) error {
		privates[i], confirmations[i], err = c.Confirm(seeds[i], certs, deals, rand.Reader)
		return err
	})
	if first != nil {
		return nil, nil, first
	}
	p, err := c.Assemble(certs, deals, confirmations)
	return privates, p, err
}

// seal makes ballots on all processors; nil choices make none.
func (l *laptop) seal(t testing.TB, choices [][][]int) [][]byte {
	t.Helper()
	out := make([][]byte, len(choices))
	errs := make([]error, len(choices))
	var wg sync.WaitGroup
	for w := range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := w; i < len(choices); i += runtime.GOMAXPROCS(0) {
				if choices[i] != nil {
					out[i], errs[i] = ballot.Seal(l.board.Election, l.credentials[i], choices[i])
				}
			}
		})
	}
	wg.Wait()
	must(t, errors.Join(errs...))
	return out
}

// vote seals and casts the choices of voters, in order.
func (l *laptop) vote(t testing.TB, choices [][][]int) {
	t.Helper()
	for _, raw := range l.seal(t, choices) {
		if raw != nil {
			_, err := l.board.Append(raw)
			must(t, err)
		}
	}
}

// decrypt closes the vote, tallies it and lets the trustees decrypt, by number.
func (l *laptop) decrypt(t testing.TB, trustees ...int) {
	t.Helper()
	must(t, l.board.Close())
	report, err := l.board.Tally(context.Background(), ballot.Options{})
	must(t, err)
	if !report.Valid() {
		t.Fatal(report.Text(ballot.English))
	}
	for _, n := range trustees {
		raw, err := l.keys[n-1].Decrypt(l.board.Election, l.board.Sums(), rand.Reader)
		must(t, err)
		must(t, l.board.AddDecryption(n, raw))
	}
}

// finish is decrypt and the result.
func (l *laptop) finish(t testing.TB, trustees ...int) ballot.Result {
	t.Helper()
	l.decrypt(t, trustees...)
	r, err := l.board.Result(context.Background())
	must(t, err)
	return r
}

// verify is our verification of a file in memory.
func verify(t testing.TB, content []byte, o ballot.Options) *ballot.Report {
	t.Helper()
	r, err := ballot.Verify(context.Background(), bytes.NewReader(content), int64(len(content)), o)
	must(t, err)
	return r
}

// count is the plain sum of choices by weight.
func count(questions []ballot.Question, weights []uint64, choices [][][]int) ballot.Result {
	r := make(ballot.Result, len(questions))
	for i, q := range questions {
		r[i] = make([]uint64, q.Choices())
		for v, c := range choices {
			if c == nil {
				continue
			}
			for j, x := range c[i] {
				r[i][j] += weights[v] * uint64(x)
			}
		}
	}
	return r
}
