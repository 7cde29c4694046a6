package bel

import (
	"errors"
	"fmt"
	"io"
)

// Writer appends to an archive. Each Step is written with one call of Write, so
// that a file opened for appending never shows half a step to its readers.
type Writer struct {
	w      io.Writer
	header Header
	last   Event
	head   Hash
	open   bool // the first event was written
	broken error
}

// ErrOrder tells that an event may not come at this point of an election.
var ErrOrder = errors.New("bel: event out of order")

// NewWriter begins an archive with its header entry.
func NewWriter(w io.Writer, h Header) (*Writer, error) {
	if h.Timestamp < 0 || h.Timestamp > maxTimestamp {
		return nil, fmt.Errorf("bel: time %d does not fit an archive", h.Timestamp)
	}
	out := &Writer{w: w, header: h}
	_, err := w.Write(out.entry(nil, headerName, h.Append(nil)))
	return out, err
}

// Resume goes on with an archive that was read to its end by r.
func Resume(w io.Writer, r *Reader) *Writer {
	return &Writer{w: w, header: r.header, last: r.last, head: r.head, open: r.last.Kind != ""}
}

// Head returns the hash of the last event: it fixes everything written so far.
func (w *Writer) Head() Hash { return w.head }

// Last returns the last event; its Kind is empty before the first.
func (w *Writer) Last() Event { return w.last }

// Step writes the data entries an event needs, the last being its payload, and
// the event itself. It returns the hash of the event. After an error of writing,
// of which nobody knows how much was written, every further step fails.
func (w *Writer) Step(kind Kind, data ...[]byte) (Hash, error) {
	if w.broken != nil {
		return Hash{}, w.broken
	}
	if !kind.follows(w.last.Kind) {
		return Hash{}, fmt.Errorf("%w: %s after %q", ErrOrder, kind, w.last.Kind)
	}
	if len(data) != kind.data() {
		return Hash{}, fmt.Errorf("bel: %s needs %d entries before it, not %d", kind, kind.data(), len(data))
	}
	e := Event{Kind: kind}
	if w.open {
		e.Parent, e.Height = w.head, w.last.Height+1
	}
	var out []byte
	for _, body := range data {
		if int64(len(body)) > maxSize {
			return Hash{}, errors.New("bel: entry too large")
		}
		e.Payload = Sum(body)
		out = w.entry(out, e.Payload.String()+dataSuffix, body)
	}
	body := e.Append(nil)
	head := Sum(body)
	out = w.entry(out, head.String()+eventSuffix, body)
	if _, w.broken = w.w.Write(out); w.broken != nil {
		return Hash{}, w.broken
	}
	w.last, w.head, w.open = e, head, true
	return head, nil
}

func (w *Writer) entry(dst []byte, name string, body []byte) []byte {
	dst = append(dst, tarHeader(name, int64(len(body)), w.header.Timestamp)[:]...)
	dst = append(dst, body...)
	return append(dst, make([]byte, padding(int64(len(body))))...)
}
