package ballot

import (
	"context"
	"io"
	"time"

	"github.com/jinlin-oss/jinlin/ballot/bel"
)

// File is where a board is kept: an *os.File opened for reading and appending
// will do. Every step is written with one Write.
type File interface {
	io.ReaderAt
	io.Writer
}

// Board is the public file of an election while the election goes on. It writes
// nothing that Verify would refuse. It is not safe for concurrent use, and no one
// else may write to the file.
type Board struct {
	Election *Election
	Trustees *Trustees
	// Paper are voters who voted on paper; their ballots are refused.
	Paper *PaperList
	// NoRevote refuses a second ballot of the same voter. Otherwise the last
	// one counts.
	NoRevote bool

	file    File
	size    int64
	w       *bel.Writer
	voters  map[credentialID]*voter
	seen    map[bel.Hash]int
	checker *Checker
	tally   *Tally
	partial map[int]*PartialDecryption
}

// Foundation is what a board begins with.
type Foundation struct {
	Time        time.Time // stands in the file, to the second
	Election    *Election
	Trustees    *Trustees // whose joint key the election has
	Credentials []PublicCredential
}

// CreateBoard begins the file of an election, which must be empty.
func CreateBoard(f File, begin Foundation) (*Board, error) {
	e, t := begin.Election, begin.Trustees
	counted := &countingWriter{w: f}
	w, err := bel.NewWriter(counted, bel.Header{Version: e.scheme.Version(), Timestamp: begin.Time.Unix()})
	if err != nil {
		return nil, err
	}
	credentials := AppendCredentials(nil, e.Group(), begin.Credentials)
	payload := bel.SetupPayload{Election: bel.Sum(e.raw), Trustees: bel.Sum(t.raw), Credentials: bel.Sum(credentials)}
	if _, err := w.Step(bel.Setup, e.raw, t.raw, credentials, payload.Append(nil)); err != nil {
		return nil, err
	}
	return OpenBoard(f, counted.n)
}

// OpenBoard reads a board that this package wrote, to go on with it. Ballots
// already on it are not checked again; Verify does that, and Tally.
func OpenBoard(f File, size int64) (*Board, error) {
	v := newVerifier(f, size, Options{})
	v.trust = true
	if err := v.run(context.Background()); err != nil {
		return nil, err
	}
	if !v.report.Valid() {
		return nil, v.report.First().Fault
	}
	if v.election == nil {
		return nil, fault(CodeClosed)
	}
	b := &Board{
		Election: v.election, Trustees: v.trustees, file: f, size: size,
		voters: v.voters, seen: v.seen, tally: v.tally, partial: v.partial,
	}
	b.w = bel.Resume(&countingWriter{w: f, total: &b.size}, v.reader)
	return b, nil
}

// countingWriter counts what it writes, in n and in total if given.
type countingWriter struct {
	w     io.Writer
	n     int64
	total *int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	if c.total != nil {
		*c.total += int64(n)
	}
	return n, err
}

// Size is the length of the file.
func (b *Board) Size() int64 { return b.size }

// Head is the hash of the last event. Publish it every day: two copies of a board
// with the same head are the same.
func (b *Board) Head() bel.Hash { return b.w.Head() }

// Stage is the kind of the last event.
func (b *Board) Stage() bel.Kind { return b.w.Last().Kind }

// Append checks a ballot and puts it on the board. It returns the tracker that
// the voter finds the ballot by. The error is a *Fault if the ballot is refused.
func (b *Board) Append(raw []byte) (tracker string, err error) {
	if k := b.Stage(); k != bel.Setup && k != bel.Ballot {
		return "", fault(CodeClosed)
	}
	if first, again := b.seen[bel.Sum(raw)]; again {
		return "", fault(CodeReplay, first)
	}
	if b.checker == nil {
		b.checker = NewChecker(b.Election, len(b.voters))
	}
	ballot, err := b.checker.Check(raw)
	if err != nil {
		return "", err
	}
	id := identify(ballot.credential)
	x := b.voters[id]
	switch {
	case x == nil:
		return "", fault(CodeUnknown)
	case b.Paper.has(id):
		return "", fault(CodePaper)
	case b.NoRevote && x.last != 0:
		return "", fault(CodeRevote)
	}
	if _, err := b.w.Step(bel.Ballot, raw); err != nil {
		return "", err
	}
	entry := 2*b.w.Last().Height + 4 // the header, five entries of the set-up, two for each ballot before
	x.last, b.seen[bel.Sum(raw)] = entry, entry
	return b.Election.scheme.Fingerprint(raw), nil
}

// Close ends the vote.
func (b *Board) Close() error {
	_, err := b.w.Step(bel.EndBallots)
	return err
}

// Tally verifies the whole board and, if everything holds, writes the encrypted
// tally. Roster, Paper and Progress come from the options.
func (b *Board) Tally(ctx context.Context, o Options) (*Report, error) {
	v := newVerifier(b.file, b.size, o)
	if err := v.run(ctx); err != nil || !v.report.Valid() {
		return v.report, err
	}
	raw := v.tally.Append(nil, b.Election)
	if _, err := b.w.Step(bel.EncryptedTally, raw, v.tally.sized(raw).Append(nil)); err != nil {
		return v.report, err
	}
	b.tally = v.tally
	return v.report, nil
}

// Sums is the encrypted tally that the trustees decrypt; nil before Tally.
func (b *Board) Sums() [][]Ciphertext {
	if b.tally == nil {
		return nil
	}
	return b.tally.Sums
}

// AddDecryption checks the contribution of trustee owner, from 1, and puts it on
// the board.
func (b *Board) AddDecryption(owner int, raw []byte) error {
	keys := b.Trustees.Keys()
	switch {
	case b.Sums() == nil:
		return fault(CodeClosed)
	case owner < 1 || owner > len(keys):
		return fault(CodeOwner, owner)
	case b.partial[owner] != nil:
		return fault(CodeOwnerTwice, owner)
	}
	d, err := parseDecryption(b.Election, raw)
	if err != nil {
		return err
	}
	if question, choice, ok := d.verify(b.Election, keys[owner-1].Key, b.Sums()); !ok {
		return fault(CodeDecryption, owner, question, choice)
	}
	payload := bel.Owned{Owner: owner, Payload: bel.Sum(raw)}
	if _, err := b.w.Step(bel.PartialDecryption, raw, payload.Append(nil)); err != nil {
		return err
	}
	b.partial[owner] = d
	return nil
}

// Result joins the contributions, finds the result and writes it. It can take
// long when the total weight is large; the context ends it.
func (b *Board) Result(ctx context.Context) (Result, error) {
	if b.Sums() == nil {
		return nil, fault(CodeClosed)
	}
	factors, err := b.Trustees.Combine(b.partial)
	if err != nil {
		return nil, err
	}
	r, err := b.tally.Open(ctx, b.Election, factors)
	if err != nil {
		return nil, err
	}
	_, err = b.w.Step(bel.Result, r.Append(nil))
	return r, err
}
