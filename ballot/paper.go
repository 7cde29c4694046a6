package ballot

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/jinlin-oss/jinlin/ballot/group"
)

// PaperList are the public credentials of voters whose paper ballots were
// accepted. No electronic ballot may stand on the board under them.
type PaperList struct {
	lines map[credentialID]int
}

// ReadPaperList reads one public credential per line, as they stand in the list
// of credentials, without weight. Empty lines and lines that begin with # do not
// count.
func ReadPaperList(in io.Reader) (*PaperList, error) {
	p := &PaperList{lines: map[credentialID]int{}}
	err := eachLine(in, CodePaperForm, func(n int, line []byte) error {
		key, _, _ := bytes.Cut(line, []byte(","))
		if _, ok := group.ParseDecimal(key); !ok {
			return fault(CodePaperForm, n)
		}
		p.lines[identify(string(key))] = n
		return nil
	})
	return p, err
}

// Len is the number of voters on the list.
func (p *PaperList) Len() int { return len(p.lines) }

func (p *PaperList) has(id credentialID) bool {
	if p == nil {
		return false
	}
	_, ok := p.lines[id]
	return ok
}

// maxLine bounds a line of a roster or paper list.
const maxLine = 4 << 10

// byteOrderMark is what spreadsheets put before a CSV.
const byteOrderMark = "\ufeff"

// eachLine calls each with every line that says something, counted from 1. A
// line beyond maxLine gives a fault with the code.
func eachLine(in io.Reader, code Code, each func(n int, line []byte) error) error {
	s := bufio.NewScanner(in)
	s.Buffer(nil, maxLine)
	n := 1
	for ; s.Scan(); n++ {
		line := s.Bytes()
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte(byteOrderMark))
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		if err := each(n, line); err != nil {
			return err
		}
	}
	if errors.Is(s.Err(), bufio.ErrTooLong) {
		return fault(code, n)
	}
	return s.Err()
}
