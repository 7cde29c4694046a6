package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// dialect is how a CSV file is written.
type dialect struct {
	coding encoding.Encoding // nil for UTF-8
	comma  rune
	lines  int // line breaks in the file; for showing progress
}

var errNotTable = errs.New(errs.Invalid, "sheet.kind", "这不是表格文件，请上传 .xlsx 或 .csv")

// sniff passes over the file once: a byte order mark or valid UTF-8 decides the
// coding, else it is GB18030; the first line decides what parts the cells.
func sniff(file *io.SectionReader) (dialect, error) {
	d := dialect{}
	start := make([]byte, 64<<10)
	n, err := io.ReadFull(io.NewSectionReader(file, 0, file.Size()), start)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return d, err
	}
	start = start[:n]
	switch {
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}):
		d.coding = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		d.coding = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case bytes.IndexByte(start, 0) >= 0:
		return d, errNotTable
	}
	valid, lines, err := pass(io.NewSectionReader(file, 0, file.Size()))
	if err != nil {
		return d, err
	}
	if d.lines = lines; d.coding == nil && !valid {
		d.coding = simplifiedchinese.GB18030
	}
	top, err := io.ReadAll(d.decode(bytes.NewReader(start)))
	if err != nil {
		return d, errNotTable
	}
	if trimmed := bytes.TrimSpace(top); bytes.HasPrefix(trimmed, []byte("<")) || bytes.HasPrefix(trimmed, []byte("%PDF")) {
		return d, errNotTable
	}
	d.comma = separator(string(top))
	return d, nil
}

// pass says whether a file is UTF-8 throughout, and counts its lines.
func pass(r io.Reader) (valid bool, lines int, err error) {
	valid = true
	buf := make([]byte, 256<<10)
	for have := 0; ; {
		n, err := io.ReadFull(r, buf[have:])
		lines += bytes.Count(buf[have:have+n], []byte{'\n'})
		have += n
		last := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !last {
			return false, lines, err
		}
		whole := have
		for !last && whole > have-utf8.UTFMax && !utf8.RuneStart(buf[whole-1]) {
			whole--
		}
		if !last {
			whole-- // the start of what may be a cut character
		}
		valid = valid && utf8.Valid(buf[:whole])
		if last {
			return valid, lines, nil
		}
		have = copy(buf, buf[whole:have])
	}
}

// separator is whichever of comma, tab and semicolon stands most often outside
// quotes in one line: of all the lines at the top, since a title often stands
// above the header.
func separator(top string) rune {
	best, most := ',', 0
	count := map[rune]int{}
	lines, quoted := 0, false
	for _, r := range top + "\n" {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\n':
			for _, sign := range ",\t;" {
				if count[sign] > most {
					best, most = sign, count[sign]
				}
			}
			clear(count)
			if lines++; lines == headerRows {
				return best
			}
		default:
			count[r]++
		}
	}
	return best
}

func (d dialect) decode(r io.Reader) io.Reader {
	if d.coding != nil {
		return d.coding.NewDecoder().Reader(r)
	}
	return r
}

// records is the source of the rows of a CSV file.
type records struct {
	csv   *csv.Reader
	in    *measured
	last  int // row last read
	extra int // line breaks within cells so far: a spreadsheet counts rows
}

// measured gives what it is asked for until too much of it is one row.
type measured struct {
	from io.Reader
	left int
}

var errRow = errors.New("sheet: a row is too long")

func (m *measured) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errRow
	}
	n, err := m.from.Read(p)
	m.left -= n
	return n, err
}

func (d dialect) rows(file io.Reader) *records {
	in := &measured{from: d.decode(file), left: maxLine}
	text := bufio.NewReaderSize(in, 64<<10)
	if bom, _ := text.Peek(3); string(bom) == "\ufeff" {
		_, _ = text.Discard(3)
	}
	r := csv.NewReader(text)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = d.comma, -1, true, true
	return &records{csv: r, in: in}
}

func (r *records) Close() error { return nil }

func (r *records) next(l *line) error {
	r.in.left = maxLine
	fields, err := r.csv.Read()
	switch {
	case err == io.EOF:
		return err
	case errors.Is(err, errRow):
		return tooLong(r.last + 1)
	case err != nil:
		return broken(err)
	}
	at, _ := r.csv.FieldPos(0)
	l.reset(at - r.extra)
	r.last = l.number
	for column, text := range fields[:min(len(fields), maxColumns)] {
		if len(text) > maxCell {
			return tooLong(l.number)
		}
		r.extra += strings.Count(text, "\n")
		*l.at(column) = cell{text: strings.ToValidUTF8(text, "\ufffd")}
	}
	return nil
}

// tooLong is the refusal of a row whose end does not come.
func tooLong(row int) error {
	return errs.New(errs.Invalid, "sheet.cell", "第 %d 行有一格太长，可能少了一个引号", row)
}
