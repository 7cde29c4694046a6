package ballot

import (
	"context"
	"errors"
	"io"
	"runtime"
	"slices"

	"github.com/jinlin-oss/jinlin/ballot/bel"
)

// Options of a verification. The zero value checks the archive alone.
type Options struct {
	Roster      *Roster        // who may vote with what weight, if published
	Paper       *PaperList     // who voted on paper, if anyone did
	Noted       []bel.Hash     // heads of the chain seen earlier, which must be part of it
	Workers     int            // goroutines; 0 for one per processor
	MaxFindings int            // findings to keep; 0 for 100
	Progress    func(Progress) // called from one goroutine after every step; should be quick
}

// Progress of a verification.
type Progress struct {
	Bytes   int64 // of the archive read so far
	Size    int64 // of the archive
	Ballots int   // read so far
}

// Verify checks an election from its public file alone: everything that the
// specification (section 3.5) asks of an auditor, and more, as the package
// documentation tells. The file may be larger than memory. It may end before the
// result; what is there must hold.
//
// A bad file is not an error: the report has findings. The error is that of
// reading or of the context.
func Verify(ctx context.Context, in io.ReaderAt, size int64, o Options) (*Report, error) {
	v := newVerifier(in, size, o)
	if err := v.run(ctx); err != nil {
		return nil, err
	}
	return v.report, nil
}

// verifier walks over an archive and keeps what later steps need.
type verifier struct {
	in     io.ReaderAt
	size   int64
	o      Options
	report *Report
	trust  bool // the board is our own: leave out the proofs of ballots

	reader      *bel.Reader
	election    *Election
	trustees    *Trustees
	credentials bel.Datum
	voters      map[credentialID]*voter
	seen        map[bel.Hash]int // entry of every ballot, by hash
	pool        *ballotPool

	counts  map[CheckName]int
	tally   *Tally                     // recomputed
	partial map[int]*PartialDecryption // by trustee
	noted   []bel.Hash                 // heads seen earlier that have not come yet
	stopped bool                       // a fault that leaves nothing to go on with
}

func newVerifier(in io.ReaderAt, size int64, o Options) *verifier {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.MaxFindings <= 0 {
		o.MaxFindings = 100
	}
	return &verifier{
		in: in, size: size, o: o, report: &Report{}, noted: slices.Clone(o.Noted),
		voters: map[credentialID]*voter{}, seen: map[bel.Hash]int{},
		counts: map[CheckName]int{}, partial: map[int]*PartialDecryption{},
	}
}

// run reads the archive to its end or its first break. Faults become findings;
// only errors of reading and of the context are returned.
func (v *verifier) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var err error
	v.reader, err = bel.NewReader(io.NewSectionReader(v.in, 0, v.size))
	v.pass(CheckArchive, 1)
	for err == nil && !v.stopped {
		if err = ctx.Err(); err != nil {
			break
		}
		var step *bel.Step
		if step, err = v.reader.Next(); err == nil {
			err = v.step(ctx, step)
		}
	}
	var format *bel.FormatError
	broken := errors.As(err, &format)
	if err == nil || broken || errors.Is(err, io.EOF) {
		err = v.drain(ctx)
	}
	v.stopPool()
	if err != nil {
		return err
	}
	if broken {
		v.find(archiveFault(format), format.Entry, "")
	}
	for _, head := range v.noted {
		v.find(fault(CodeNoted, head), -1, "")
	}
	v.conclude()
	return nil
}

// step checks one event with its entries.
func (v *verifier) step(ctx context.Context, s *bel.Step) error {
	v.report.Stage, v.report.Head = s.Event.Kind, s.Hash
	v.counts[CheckArchive] += len(s.Data) + 1
	if i := slices.Index(v.noted, s.Hash); i >= 0 {
		v.noted = slices.Delete(v.noted, i, i+1)
	}
	var err error
	switch s.Event.Kind {
	case bel.Setup:
		err = v.setup(s)
		if err == nil && !v.stopped {
			v.startPool(ctx)
		}
	case bel.Ballot:
		err = v.ballot(ctx, s)
	case bel.EncryptedTally:
		err = v.encryptedTally(ctx, s)
	case bel.PartialDecryption:
		v.decryption(s)
	case bel.Result:
		v.result(s)
	case bel.Shuffle:
		v.find(fault(CodeShuffle), s.Entry, "")
	}
	if v.o.Progress != nil {
		v.o.Progress(Progress{v.reader.Offset(), v.size, v.report.Ballots})
	}
	return err
}

// find records a fault.
func (v *verifier) find(f *Fault, entry int, tracker string) {
	if len(v.report.Findings) < v.o.MaxFindings {
		v.report.Findings = append(v.report.Findings, Finding{f, entry, tracker})
	}
}

// stopAt records a fault after which nothing more can be checked.
func (v *verifier) stopAt(err error, entry int) {
	var f *Fault
	if !errors.As(err, &f) {
		f = fault(CodeElectionForm, err)
	}
	v.find(f, entry, "")
	v.stopped = true
}

// pass counts things of a check that were looked at.
func (v *verifier) pass(c CheckName, n int) { v.counts[c] += n }

// conclude fills in the report what is known only at the end.
func (v *verifier) conclude() {
	r := v.report
	r.sort()
	for _, name := range checkOrder {
		n, looked := v.counts[name]
		state := NotDone
		if looked {
			state = Passed
		}
		if slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Fault.Check() == name }) {
			state = Failed
		}
		r.Checks = append(r.Checks, Checked{name, state, n})
	}
}

// breaks says in which way a file is not an archive.
var breaks = map[bel.Fault][2]string{
	bel.FaultTruncated: {"不完整，末尾被截断", "it is truncated"},
	bel.FaultTar:       {"条目的头不合规定", "a header block no archive has"},
	bel.FaultTime:      {"条目的时间与首条不同", "an entry has another time than the first"},
	bel.FaultName:      {"条目的名称不合规定", "an entry has a name that is not a hash"},
	bel.FaultHash:      {"内容与名称中的哈希不符，被改动过", "content does not have the hash in its name"},
	bel.FaultPadding:   {"条目之间有多余的内容", "there is something between two entries"},
	bel.FaultForm:      {"JSON 不是规范写法", "JSON is not canonical"},
	bel.FaultVersion:   {"不认识的版本", "unknown version"},
	bel.FaultChain:     {"事件的前后次序断了", "an event does not follow the one before it"},
	bel.FaultOrder:     {"条目不在它该在的位置", "an event or entry stands where it may not"},
	bel.FaultPayload:   {"事件与它所指的内容对不上", "an event does not refer to the entries before it"},
	bel.FaultSize:      {"条目过长", "an entry is too long"},
}

func archiveFault(e *bel.FormatError) *Fault {
	words := breaks[e.Fault]
	return fault(CodeArchive, words[Chinese], words[English], e.Entry, e.Offset)
}
