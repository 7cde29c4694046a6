package bel

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// Hash is the SHA-256 of an entry, its name in the archive.
type Hash [sha256.Size]byte

// Sum returns the hash of an entry's content.
func Sum(body []byte) Hash { return sha256.Sum256(body) }

// String returns the hash in hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// ParseHash reads what String writes.
func ParseHash(text string) (h Hash, ok bool) {
	ok = parseHash(&h, []byte(text))
	return h, ok
}

// Kind tells what an event records (specification, section 4.4).
type Kind string

// The kinds of events, in the order in which they come.
const (
	Setup             Kind = "Setup"
	Ballot            Kind = "Ballot"
	EndBallots        Kind = "EndBallots"
	EncryptedTally    Kind = "EncryptedTally"
	Shuffle           Kind = "Shuffle"
	EndShuffles       Kind = "EndShuffles"
	PartialDecryption Kind = "PartialDecryption"
	Result            Kind = "Result"
)

// data tells how many data entries precede an event of the kind, the last of
// them being its payload; -1 for a kind that does not exist.
func (k Kind) data() int {
	switch k {
	case Setup:
		return 4
	case Ballot, Result:
		return 1
	case EncryptedTally, Shuffle, PartialDecryption:
		return 2
	case EndBallots, EndShuffles:
		return 0
	}
	return -1
}

// follows tells whether an event of kind k may come directly after one of kind
// last, "" standing for the beginning.
func (k Kind) follows(last Kind) bool {
	switch k {
	case Setup:
		return last == ""
	case Ballot, EndBallots:
		return last == Setup || last == Ballot
	case EncryptedTally:
		return last == EndBallots
	case Shuffle:
		return last == EncryptedTally || last == Shuffle
	case EndShuffles:
		return last == Shuffle
	case PartialDecryption:
		return last == EncryptedTally || last == EndShuffles || last == PartialDecryption
	case Result:
		return last == PartialDecryption
	}
	return false
}

// Header opens an archive.
type Header struct {
	Version   int   // of the protocol; 1
	Timestamp int64 // Unix seconds, the time of every entry
}

// maxTimestamp is the largest time that fits the tar header: 11 octal digits.
const maxTimestamp = 1<<33 - 1

// Append writes the header canonically.
func (h Header) Append(dst []byte) []byte {
	dst = strconv.AppendInt(append(dst, `{"version":`...), int64(h.Version), 10)
	dst = strconv.AppendInt(append(dst, `,"timestamp":"`...), h.Timestamp, 10)
	return append(dst, `"}`...)
}

// ParseHeader reads what Append writes.
func ParseHeader(body []byte) (Header, error) {
	var h Header
	s := canon.Scan(body)
	s.Lit(`{"version":`)
	h.Version = s.Int(1 << 20)
	s.Lit(`,"timestamp":`)
	text := s.Plain(11)
	s.Lit(`}`)
	n, err := strconv.ParseInt(string(text), 10, 64)
	if s.Err() == nil && (err != nil || n < 0 || n > maxTimestamp || strconv.FormatInt(n, 10) != string(text)) {
		s.Fail("not a time")
	}
	h.Timestamp = n
	return h, s.End()
}

// Event is one link of the chain.
type Event struct {
	Parent  Hash // of the event before; zero in the first
	Height  int  // 0 in the first, then one more each time
	Kind    Kind
	Payload Hash // of the entry it is about; zero if the kind has none
}

// Append writes the event canonically.
func (e Event) Append(dst []byte) []byte {
	dst = append(dst, '{')
	if e.Height > 0 {
		dst = append(appendHash(append(dst, `"parent":`...), e.Parent), ',')
	}
	dst = strconv.AppendInt(append(dst, `"height":`...), int64(e.Height), 10)
	dst = append(append(append(dst, `,"type":"`...), e.Kind...), '"')
	if e.Kind.data() > 0 {
		dst = appendHash(append(dst, `,"payload":`...), e.Payload)
	}
	return append(dst, '}')
}

// ParseEvent reads what Append writes.
func ParseEvent(body []byte) (Event, error) {
	var e Event
	s := canon.Scan(body)
	s.Lit(`{`)
	if s.Try(`"parent":`) {
		e.Parent = scanHash(s)
		s.Lit(`,`)
	}
	parent := s.At() > 1
	s.Lit(`"height":`)
	e.Height = s.Int(1<<31 - 1)
	s.Lit(`,"type":`)
	e.Kind = Kind(s.Plain(32))
	if s.Err() == nil && e.Kind.data() < 0 {
		s.Fail("unknown type of event")
	}
	if s.Err() == nil && parent != (e.Height > 0) {
		s.Fail("only the first event has no parent")
	}
	if e.Kind.data() > 0 {
		s.Lit(`,"payload":`)
		e.Payload = scanHash(s)
	}
	s.Lit(`}`)
	return e, s.End()
}

func appendHash(dst []byte, h Hash) []byte {
	return append(hex.AppendEncode(append(dst, '"'), h[:]), '"')
}

func scanHash(s *canon.Scanner) Hash {
	var h Hash
	text := s.Plain(2 * len(h))
	if s.Err() == nil && !parseHash(&h, text) {
		s.Fail("want a SHA-256 in lower-case hexadecimal")
	}
	return h
}

// parseHash reads 64 hexadecimal digits in lower case.
func parseHash(h *Hash, text []byte) bool {
	if n, err := hex.Decode(h[:], text[:min(len(text), 2*len(h))]); err != nil || n != len(h) {
		return false
	}
	return h.String() == string(text)
}
