// Package canon reads and writes the one spelling of JSON that counts in an
// election: compact, with the fields in the order of the specification, numbers
// without leading zeros, and text escaped only where it must be.
//
// Ballots are hashed as text, so two spellings of one ballot would be two
// ballots (specification, section 4.15). The scanner therefore accepts nothing
// but the canonical spelling: whatever it reads, writing it again gives the same
// bytes. It never allocates more than the text it is given.
package canon

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// ErrForm tells that a text is not canonical JSON of the expected shape.
var ErrForm = errors.New("not canonical JSON")

// Scanner walks over canonical JSON of a known shape. The first mismatch is kept
// in Err and everything after it does nothing.
type Scanner struct {
	text []byte
	at   int
	err  error
}

// Scan starts at the beginning of text, which must not change meanwhile.
func Scan(text []byte) *Scanner { return &Scanner{text: text} }

// Err returns the first mismatch.
func (s *Scanner) Err() error { return s.err }

// At returns the offset reached, for cutting raw parts out of the text.
func (s *Scanner) At() int { return s.at }

// Since returns the raw text from offset from to where the scanner stands.
func (s *Scanner) Since(from int) []byte { return s.text[from:s.at] }

// Fail records a mismatch at the place reached.
func (s *Scanner) Fail(why string) {
	if s.err == nil {
		s.err = fmt.Errorf("%w at byte %d: %s", ErrForm, s.at, why)
	}
}

// Lit expects exactly these bytes.
func (s *Scanner) Lit(lit string) {
	if s.err == nil && !s.Try(lit) {
		s.Fail("want " + strconv.Quote(lit))
	}
}

// Try takes these bytes if they come next.
func (s *Scanner) Try(lit string) bool {
	if s.err != nil || len(s.text)-s.at < len(lit) || string(s.text[s.at:s.at+len(lit)]) != lit {
		return false
	}
	s.at += len(lit)
	return true
}

// End expects the text to be over and returns the first mismatch.
func (s *Scanner) End() error {
	if s.err == nil && s.at != len(s.text) {
		s.Fail("something follows the end")
	}
	return s.err
}

// List expects an array of at most limit items, each read by item.
func (s *Scanner) List(limit int, item func(i int)) {
	s.Lit("[")
	if s.Try("]") {
		return
	}
	for i := 0; s.err == nil; i++ {
		if i == limit {
			s.Fail("more than " + strconv.Itoa(limit) + " items")
			return
		}
		item(i)
		if s.Try("]") {
			return
		}
		s.Lit(",")
	}
}

// Exactly expects an array of just count items.
func (s *Scanner) Exactly(count int, item func(i int)) {
	n := 0
	s.List(count, func(i int) { item(i); n++ })
	if s.err == nil && n != count {
		s.Fail("want " + strconv.Itoa(count) + " items, have " + strconv.Itoa(n))
	}
}

// Int expects a number from 0 to limit.
func (s *Scanner) Int(limit int) int {
	digits := s.digits()
	n, err := strconv.Atoi(string(digits))
	if s.err == nil && (err != nil || n > limit) {
		s.Fail("number out of range")
	}
	if s.err != nil {
		return 0
	}
	return n
}

// digits takes a number without leading zero.
func (s *Scanner) digits() []byte {
	from := s.at
	for s.err == nil && s.at < len(s.text) && s.text[s.at] >= '0' && s.text[s.at] <= '9' {
		s.at++
	}
	d := s.text[from:s.at]
	if len(d) == 0 || (len(d) > 1 && d[0] == '0') {
		s.Fail("want a number")
		return nil
	}
	return d
}

// Bool expects true or false.
func (s *Scanner) Bool() bool {
	if s.Try("true") {
		return true
	}
	s.Lit("false")
	return false
}

// smallest number that Belenios writes as a string: its JSON integers end below 2^30.
const firstQuoted = 1 << 30

// Weight expects a weight or a count of votes: a number below 2^30, or a string
// with a number from 2^30 to 2^63-1 (the tool's practice).
func (s *Scanner) Weight() uint64 {
	quoted := s.Try(`"`)
	digits := s.digits()
	n, err := strconv.ParseInt(string(digits), 10, 64)
	if s.err == nil && (err != nil || (n >= firstQuoted) != quoted) {
		s.Fail("not a canonical weight")
	}
	if quoted {
		s.Lit(`"`)
	}
	if s.err != nil {
		return 0
	}
	return uint64(n)
}

// AppendWeight writes what Weight reads.
func AppendWeight(dst []byte, n uint64) []byte {
	if n < firstQuoted {
		return strconv.AppendUint(dst, n, 10)
	}
	return append(strconv.AppendUint(append(dst, '"'), n, 10), '"')
}

// Plain expects a string of at most limit bytes in which nothing is or needs to
// be escaped and everything is ASCII: a number, a hash, an identifier.
func (s *Scanner) Plain(limit int) []byte {
	s.Lit(`"`)
	from := s.at
	for s.err == nil {
		if s.at == len(s.text) || s.at-from > limit {
			s.Fail("string too long or not closed")
			return nil
		}
		c := s.text[s.at]
		if c == '"' {
			break
		}
		if c < 0x20 || c >= 0x7f || c == '\\' {
			s.Fail("unexpected character")
			return nil
		}
		s.at++
	}
	if s.err != nil {
		return nil
	}
	s.at++
	return s.text[from : s.at-1]
}

// Text expects a string of at most limit bytes of canonical spelling and
// returns what it says.
func (s *Scanner) Text(limit int) string {
	s.Lit(`"`)
	var out []byte
	from := s.at
	for s.err == nil {
		if s.at == len(s.text) || s.at-from > limit {
			s.Fail("string too long or not closed")
			return ""
		}
		c := s.text[s.at]
		switch {
		case c == '"':
			s.at++
			return string(out)
		case c == '\\':
			out = append(out, s.escape())
		case c < 0x20 || c == 0x7f:
			s.Fail("control character")
		case c < utf8.RuneSelf:
			out = append(out, c)
			s.at++
		default:
			r, size := utf8.DecodeRune(s.text[s.at:])
			if r == utf8.RuneError && size == 1 {
				s.Fail("not UTF-8")
				return ""
			}
			out = append(out, s.text[s.at:s.at+size]...)
			s.at += size
		}
	}
	return ""
}

// escape takes one escape sequence if it is the canonical one of its character.
func (s *Scanner) escape() byte {
	var spelled [6]byte
	for _, c := range escaped {
		if s.Try(string(appendEscape(spelled[:0], c))) {
			return c
		}
	}
	s.Fail("escape not canonical")
	return 0
}

// escaped are the characters that must be escaped.
var escaped = func() []byte {
	out := []byte{'"', '\\', 0x7f}
	for c := range byte(0x20) {
		out = append(out, c)
	}
	return out
}()

func appendEscape(dst []byte, c byte) []byte {
	const short = "\"\"\\\\\bb\ff\nn\rr\tt"
	for i := 0; i < len(short); i += 2 {
		if short[i] == c {
			return append(dst, '\\', short[i+1])
		}
	}
	return fmt.Appendf(dst, `\u%04x`, c)
}

// AppendText writes a string in canonical spelling. The text must be UTF-8.
func AppendText(dst []byte, text string) []byte {
	dst = append(dst, '"')
	for i := range len(text) {
		if c := text[i]; c < 0x20 || c == '"' || c == '\\' || c == 0x7f {
			dst = appendEscape(dst, c)
		} else {
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}

// AppendList writes an array of count items.
func AppendList(dst []byte, count int, item func(dst []byte, i int) []byte) []byte {
	dst = append(dst, '[')
	for i := range count {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = item(dst, i)
	}
	return append(dst, ']')
}
