package sheet

import (
	"bytes"
	"errors"
	"io"
)

// markup is a pull scanner for the little XML that spreadsheets are written in.
// It hands out slices of its own buffer, valid until the next call, and never
// looks at namespaces: a prefix before a name is dropped.
type markup struct {
	from       io.Reader
	buf        []byte
	start, end int  // the unread part of buf
	eof        bool // from has nothing more
	selfClosed bool // the tag last opened ends by itself: its end tag is still owed

	kind  token
	name  []byte // of a tag, without prefix
	attrs []byte // of an opening tag, raw
	text  []byte // of text, raw unless literal
	cdata bool   // text is literal: no entities in it
}

type token uint8

const (
	openTag token = iota + 1
	closeTag
	charData
)

// maxToken bounds one tag or one stretch of text, in bytes.
const maxToken = 1 << 20

var (
	errMarkup  = errors.New("sheet: broken markup")
	errDoctype = errors.New("sheet: document types are refused")
	errToken   = errors.New("sheet: a tag or text is too long")
)

func newMarkup(r io.Reader) *markup { return &markup{from: r, buf: make([]byte, 64<<10)} }

// next moves to the next tag or text and says whether there is one.
func (m *markup) next() (bool, error) {
	if m.selfClosed {
		m.selfClosed, m.kind = false, closeTag
		return true, nil
	}
	for {
		at, err := m.find(0, '<')
		if err != nil {
			return false, err
		}
		if at < 0 { // blanks may follow the last tag
			return false, nil
		}
		if at > 0 {
			m.kind, m.text, m.cdata = charData, m.buf[m.start:m.start+at], false
			m.start += at
			return true, nil
		}
		if found, err := m.tag(); found || err != nil {
			return found, err
		}
	}
}

// tag reads what starts with < at the front. It says false for what is skipped:
// comments and processing instructions.
func (m *markup) tag() (bool, error) {
	if err := m.need(2); err != nil {
		return false, err
	}
	if second := m.buf[min(m.start+1, m.end-1)]; second == '?' || second == '!' {
		return m.declaration()
	}
	size, err := m.tagEnd()
	if err != nil {
		return false, err
	}
	inner := m.buf[m.start+1 : m.start+size]
	m.start += size + 1
	return true, m.split(inner)
}

// declaration reads what is no tag: it skips comments and processing
// instructions, says true for literal text, and refuses the rest.
func (m *markup) declaration() (bool, error) {
	if err := m.need(9); err != nil {
		return false, err
	}
	front := m.buf[m.start:m.end]
	switch {
	case bytes.HasPrefix(front, []byte("<?")):
		return false, m.skip("?>")
	case bytes.HasPrefix(front, []byte("<!--")):
		return false, m.skip("-->")
	case bytes.HasPrefix(front, []byte("<![CDATA[")):
		at, err := m.findText(9, "]]>")
		if err != nil {
			return false, err
		}
		m.kind, m.text, m.cdata = charData, m.buf[m.start+9:m.start+at], true
		m.start += at + 3
		return true, nil
	}
	return false, errDoctype
}

// tagEnd finds the > that closes the tag at the front, past quoted values.
func (m *markup) tagEnd() (int, error) {
	for from := 1; ; {
		at, err := m.must(from, '>')
		if err != nil {
			return 0, err
		}
		quote := -1
		for i, b := range m.buf[m.start+from : m.start+at] {
			if b == '"' || b == '\'' {
				quote = from + i
				break
			}
		}
		if quote < 0 {
			return at, nil
		}
		if from, err = m.must(quote+1, m.buf[m.start+quote]); err != nil {
			return 0, err
		}
		from++
	}
}

// split takes the inside of a tag apart.
func (m *markup) split(inner []byte) error {
	m.kind, m.attrs = openTag, nil
	if len(inner) > 0 && inner[0] == '/' {
		m.kind, inner = closeTag, inner[1:]
	} else if n := len(inner); n > 0 && inner[n-1] == '/' {
		m.selfClosed, inner = true, inner[:n-1]
	}
	from := 0
	for at, b := range inner {
		if b == ':' {
			from = at + 1
		} else if b <= ' ' {
			m.attrs, inner = inner[at:], inner[:at]
			break
		}
	}
	if m.name = inner[from:]; len(m.name) == 0 {
		return errMarkup
	}
	return nil
}

// skip drops everything up to and with the ending.
func (m *markup) skip(ending string) error {
	at, err := m.findText(2, ending)
	if err == nil {
		m.start += at + len(ending)
	}
	return err
}

// find gives the place of c counted from start, looking from the offset on, or
// -1 where the input ends before it.
func (m *markup) find(from int, c byte) (int, error) {
	for {
		if at := bytes.IndexByte(m.buf[m.start+from:m.end], c); at >= 0 {
			return from + at, nil
		}
		from = m.end - m.start
		if more, err := m.fill(); !more {
			return -1, err
		}
	}
}

// must is find where the input may not end.
func (m *markup) must(from int, c byte) (int, error) {
	at, err := m.find(from, c)
	if err == nil && at < 0 {
		err = io.ErrUnexpectedEOF
	}
	return at, err
}

func (m *markup) findText(from int, ending string) (int, error) {
	for {
		if at := bytes.Index(m.buf[m.start+from:m.end], []byte(ending)); at >= 0 {
			return from + at, nil
		}
		from = max(from, m.end-m.start-len(ending)+1)
		if more, err := m.fill(); !more {
			if err == nil {
				err = io.ErrUnexpectedEOF
			}
			return 0, err
		}
	}
}

// need reads on until n bytes are at hand or the input ends.
func (m *markup) need(n int) error {
	for m.end-m.start < n {
		if more, err := m.fill(); !more {
			return err
		}
	}
	return nil
}

// fill reads more behind what is unread, making room first, and says whether
// anything came.
func (m *markup) fill() (bool, error) {
	if m.eof {
		return false, nil
	}
	if m.start > 0 && m.end == len(m.buf) {
		m.end = copy(m.buf, m.buf[m.start:m.end])
		m.start = 0
	}
	if m.end == len(m.buf) {
		if len(m.buf) >= maxToken {
			return false, errToken
		}
		m.buf = append(m.buf, make([]byte, len(m.buf))...)
	}
	for range 100 {
		n, err := m.from.Read(m.buf[m.end:])
		m.end += n
		if err == io.EOF {
			m.eof = true
			return n > 0, nil
		}
		if n > 0 || err != nil {
			return n > 0, err
		}
	}
	return false, io.ErrNoProgress
}
