package ballot

import (
	"context"
	"errors"
	"sync"

	"github.com/jinlin-oss/jinlin/ballot/bel"
)

// ballotPool checks ballots on several goroutines and adds them up as they come.
// Which ballot of a voter is the last does not depend on the order in which they
// are finished.
type ballotPool struct {
	v       *verifier
	checker *Checker
	jobs    chan ballotJob
	wait    func()

	mu       sync.Mutex // guards what follows, the voters, and the findings meanwhile
	failed   bool       // a ballot could not be read, so no tally can be made
	err      error      // of reading the archive again
	counted  []*tallier
	replaced []*tallier
}

type ballotJob struct {
	entry int
	at    bel.Datum
}

// workers starts n goroutines and returns what waits for them.
func workers(n int, work func()) (wait func()) {
	var wg sync.WaitGroup
	for range n {
		wg.Go(work)
	}
	return wg.Wait
}

func (v *verifier) startPool(ctx context.Context) {
	p := &ballotPool{v: v, jobs: make(chan ballotJob, 2*v.o.Workers)}
	if !v.trust {
		p.checker = NewChecker(v.election, v.report.Voters)
	}
	p.wait = workers(v.o.Workers, func() { p.work(ctx) })
	v.pool = p
}

// stopPool ends the goroutines; it may be called again.
func (v *verifier) stopPool() {
	if v.pool != nil && v.pool.jobs != nil {
		close(v.pool.jobs)
		v.pool.wait()
		v.pool.jobs = nil
	}
}

// ballot takes a ballot of the archive: whether it is a replay is seen here, the
// rest goes to the pool.
func (v *verifier) ballot(ctx context.Context, s *bel.Step) error {
	v.report.Ballots++
	if first, again := v.seen[s.Event.Payload]; again {
		v.pool.find(fault(CodeReplay, first), s.Entry, "")
		return nil
	}
	if len(s.Data) == 0 {
		return &bel.FormatError{Fault: bel.FaultPayload, Offset: v.reader.Offset(), Entry: s.Entry}
	}
	v.seen[s.Event.Payload] = s.Entry - 1
	select {
	case v.pool.jobs <- ballotJob{s.Entry - 1, s.Data[0]}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// drain waits for the ballots in work and finishes what rests on all of them.
func (v *verifier) drain(ctx context.Context) error {
	if v.pool == nil || v.tally != nil {
		return ctx.Err()
	}
	v.stopPool()
	if err := errors.Join(ctx.Err(), v.pool.err); err != nil {
		return err
	}
	v.pass(CheckBallots, v.report.Ballots)
	v.pass(CheckReplay, v.report.Ballots)
	v.tally = v.count()
	v.report.Tallied, v.report.TalliedWeight = v.tally.NumTallied, v.tally.TotalWeight
	if v.trust {
		return nil
	}
	return v.members(ctx)
}

// count adds up what the goroutines have added up.
func (v *verifier) count() *Tally {
	t := &Tally{}
	for _, x := range v.voters {
		if x.last != 0 {
			t.NumTallied++
			t.TotalWeight += x.weight
		}
	}
	if v.pool.failed || v.trust {
		return t
	}
	total, gone := newTallier(v.election, v.report.Voters), (*tallier)(nil)
	for _, c := range v.pool.counted {
		total.merge(c)
	}
	for _, c := range v.pool.replaced {
		if gone == nil {
			gone = newTallier(v.election, v.report.Voters)
		}
		gone.merge(c)
	}
	t.Sums = total.less(gone)
	return t
}

func (p *ballotPool) find(f *Fault, entry int, tracker string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.v.find(f, entry, tracker)
}

// work is one goroutine.
func (p *ballotPool) work(ctx context.Context) {
	counted := newTallier(p.v.election, p.v.report.Voters)
	var replaced *tallier
	for job := range p.jobs {
		if ctx.Err() != nil {
			continue
		}
		b, err := p.check(job)
		if err != nil {
			p.refuse(err, job)
			continue
		}
		weight, old, counts := p.settle(b, job)
		if !counts || p.v.trust {
			continue
		}
		counted.add(b, weight)
		if old == nil {
			continue
		}
		if replaced == nil {
			replaced = newTallier(p.v.election, p.v.report.Voters)
		}
		if err := p.remove(replaced, *old); err != nil {
			p.refuse(err, job)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.counted = append(p.counted, counted)
	if replaced != nil {
		p.replaced = append(p.replaced, replaced)
	}
}

func (p *ballotPool) check(job ballotJob) (*Ballot, error) {
	if p.v.trust {
		return parseBallot(p.v.election, job.at.Body)
	}
	return p.checker.Check(job.at.Body)
}

// refuse records what is wrong with a ballot.
func (p *ballotPool) refuse(err error, job ballotJob) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.failed = true
	var f *Fault
	if errors.As(err, &f) {
		p.v.find(f, job.entry, p.v.election.scheme.Fingerprint(job.at.Body))
	} else if p.err == nil {
		p.err = err
	}
}

// settle finds the voter of a sound ballot and tells whether the ballot counts
// so far: it does if no later one of the voter was seen. old is the ballot it
// replaces, with the voter's weight.
func (p *ballotPool) settle(b *Ballot, job ballotJob) (weight uint64, old *voter, counts bool) {
	id := identify(b.credential)
	p.mu.Lock()
	defer p.mu.Unlock()
	x := p.v.voters[id]
	tracker := p.v.election.scheme.Fingerprint(job.at.Body)
	if x == nil {
		p.failed = true
		p.v.find(fault(CodeUnknown), job.entry, tracker)
		return 0, nil, false
	}
	if p.v.o.Paper.has(id) {
		p.v.find(fault(CodePaper), job.entry, tracker)
	}
	if x.last != 0 {
		p.v.report.Superseded++
		before := *x
		old = &before
	}
	if x.last > job.entry {
		return 0, nil, false
	}
	x.last, x.offset, x.size = job.entry, job.at.Offset, job.at.Size
	return x.weight, old, true
}

// remove reads a replaced ballot again and adds it to what must be taken off.
func (p *ballotPool) remove(from *tallier, old voter) error {
	raw := make([]byte, old.size)
	if _, err := p.v.in.ReadAt(raw, old.offset); err != nil {
		return err
	}
	b, err := parseBallot(p.v.election, raw)
	if err != nil {
		return err
	}
	from.add(b, old.weight)
	return nil
}
