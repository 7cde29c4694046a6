package bel

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Datum is a data entry that precedes an event.
type Datum struct {
	Hash   Hash
	Offset int64  // of its content in the file
	Size   int64  // of its content
	Body   []byte // its content; nil for the list of credentials
}

// Step is an event with the entries it needs.
type Step struct {
	Event Event
	Hash  Hash    // of the event
	Entry int     // number of the event in the archive, the header being 0
	Data  []Datum // the last is the payload
}

// Reader walks over an archive from the beginning. It takes nothing on trust:
// every name, hash, time, link and filler is compared with what it must be.
type Reader struct {
	in     *bufio.Reader
	offset int64 // of the next entry
	entry  int   // number of the next entry
	limit  int64
	header Header
	last   Event
	head   Hash
}

// maxEvent bounds an event, a header and the small payloads.
const maxEvent = 1 << 10

// DefaultLimit bounds an entry unless Limit says otherwise.
const DefaultLimit = 16 << 20

// NewReader begins to read an archive and reads its header.
func NewReader(in io.Reader) (*Reader, error) {
	r := &Reader{in: bufio.NewReaderSize(in, 64<<10), limit: DefaultLimit}
	f, err := r.next()
	if errors.Is(err, io.EOF) {
		return nil, r.fault(FaultTruncated, errors.New("empty file"))
	}
	if err != nil {
		return nil, err
	}
	if f.name != headerName {
		return nil, r.fault(FaultName, fmt.Errorf("first entry is not %s", headerName))
	}
	body, _, err := r.body(f.size, maxEvent)
	if err != nil {
		return nil, err
	}
	if r.header, err = ParseHeader(body); err != nil {
		return nil, r.fault(FaultForm, err)
	}
	if r.header.Version != 1 {
		return nil, r.fault(FaultVersion, fmt.Errorf("version %d", r.header.Version))
	}
	if r.header.Timestamp != f.mtime {
		return nil, r.fault(FaultTime, nil)
	}
	r.advance(f.size)
	return r, nil
}

// Header returns the first entry.
func (r *Reader) Header() Header { return r.header }

// Head returns the hash of the last event read.
func (r *Reader) Head() Hash { return r.head }

// Offset returns where the next entry begins.
func (r *Reader) Offset() int64 { return r.offset }

// Limit bounds the size of every entry from now on, except the credentials. The
// Reader takes no more memory than this for an entry.
func (r *Reader) Limit(bytes int64) { r.limit = max(bytes, maxEvent) }

// Next returns the next step, io.EOF at the end of the file, and a *FormatError
// where the file is not an archive. A Ballot step may come without its entry if
// an earlier one has the same hash: whether that is a replay is for the caller
// to say.
func (r *Reader) Next() (*Step, error) {
	var step Step
	for {
		f, err := r.next()
		if errors.Is(err, io.EOF) && len(step.Data) > 0 {
			return nil, r.fault(FaultTruncated, errors.New("entries without their event"))
		}
		if err != nil {
			return nil, err
		}
		hash, event, err := parseName(f.name)
		if err != nil {
			return nil, r.fault(FaultName, err)
		}
		if event {
			return r.event(&step, f, hash)
		}
		if err := r.datum(&step, f, hash); err != nil {
			return nil, err
		}
	}
}

// next reads a header block.
func (r *Reader) next() (tarFields, error) {
	var b [block]byte
	if _, err := io.ReadFull(r.in, b[:]); errors.Is(err, io.EOF) {
		return tarFields{}, io.EOF
	} else if err != nil {
		return tarFields{}, r.short(err)
	}
	f, ok := parseTar(&b)
	if !ok {
		return f, r.fault(FaultTar, nil)
	}
	if r.entry > 0 && f.mtime != r.header.Timestamp {
		return f, r.fault(FaultTime, nil)
	}
	return f, nil
}

// datum reads a data entry into the step.
func (r *Reader) datum(step *Step, f tarFields, hash Hash) error {
	if len(step.Data) == r.most() {
		return r.fault(FaultOrder, errors.New("an entry too many"))
	}
	limit := r.limit
	if r.last.Kind == "" && len(step.Data) == 2 {
		limit = 0 // the credentials, read apart
	}
	body, sum, err := r.body(f.size, limit)
	if err != nil {
		return err
	}
	if sum != hash {
		return r.fault(FaultHash, nil)
	}
	step.Data = append(step.Data, Datum{hash, r.offset + block, f.size, body})
	r.advance(f.size)
	return nil
}

// most is how many entries can come before the next event.
func (r *Reader) most() int {
	switch r.last.Kind {
	case "":
		return Setup.data()
	case Setup, Ballot:
		return Ballot.data()
	case Result:
		return 0
	}
	return 2
}

// event ends a step.
func (r *Reader) event(step *Step, f tarFields, hash Hash) (*Step, error) {
	body, sum, err := r.body(f.size, maxEvent)
	if err != nil {
		return nil, err
	}
	if sum != hash {
		return nil, r.fault(FaultHash, nil)
	}
	e, err := ParseEvent(body)
	if err != nil {
		return nil, r.fault(FaultForm, err)
	}
	step.Event, step.Hash, step.Entry = e, hash, r.entry
	if err := r.link(step); err != nil {
		return nil, err
	}
	r.last, r.head = e, hash
	r.advance(f.size)
	return step, nil
}

// body reads a content and its padding. With limit 0 the content is hashed and
// not kept. Memory is taken only for bytes that are there.
func (r *Reader) body(size, limit int64) ([]byte, Hash, error) {
	sum := sha256.New()
	var kept bytes.Buffer
	out := io.Writer(sum)
	if limit > 0 {
		if size > limit {
			return nil, Hash{}, r.fault(FaultSize, fmt.Errorf("%d bytes", size))
		}
		kept.Grow(int(min(size, 64<<10)))
		out = io.MultiWriter(sum, &kept)
	}
	if _, err := io.CopyN(out, r.in, size); err != nil {
		return nil, Hash{}, r.short(err)
	}
	var filler [block]byte
	rest := filler[:padding(size)]
	if _, err := io.ReadFull(r.in, rest); err != nil {
		return nil, Hash{}, r.short(err)
	}
	for _, c := range rest {
		if c != 0 {
			return nil, Hash{}, r.fault(FaultPadding, nil)
		}
	}
	return kept.Bytes(), Hash(sum.Sum(nil)), nil
}

func (r *Reader) advance(size int64) {
	r.offset += span(size)
	r.entry++
}

// short turns an unexpected end into a fault and passes other errors on.
func (r *Reader) short(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.fault(FaultTruncated, nil)
	}
	return err
}

func (r *Reader) fault(f Fault, err error) error {
	return &FormatError{f, r.offset, r.entry, err}
}

// parseName splits the name of an entry.
func parseName(name string) (h Hash, event bool, err error) {
	text, event := strings.CutSuffix(name, eventSuffix)
	if !event {
		text = strings.TrimSuffix(name, dataSuffix)
	}
	if len(text) == len(name) || !parseHash(&h, []byte(text)) {
		return h, event, fmt.Errorf("%q", name)
	}
	return h, event, nil
}
