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
	first, err := bufio.NewReaderSize(d.decode(bytes.NewReader(start)), 32<<10).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return d, errNotTable
	}
	if trimmed := strings.TrimSpace(first); strings.HasPrefix(trimmed, "<") || strings.HasPrefix(trimmed, "%PDF") {
		return d, errNotTable
	}
	d.comma = separator(first)
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
// quotes in the first line.
func separator(first string) rune {
	count := map[rune]int{}
	quoted := false
	for _, r := range first {
		if r == '"' {
			quoted = !quoted
		} else if !quoted {
			count[r]++
		}
	}
	best := ','
	for _, r := range "\t;" {
		if count[r] > count[best] {
			best = r
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
	extra int // line breaks within cells so far: a spreadsheet counts rows
}

func (d dialect) rows(file io.Reader) *records {
	in := bufio.NewReaderSize(d.decode(file), 64<<10)
	if bom, _ := in.Peek(3); string(bom) == "\ufeff" {
		_, _ = in.Discard(3)
	}
	r := csv.NewReader(in)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = d.comma, -1, true, true
	return &records{csv: r}
}

func (r *records) Close() error { return nil }

func (r *records) next(l *line) error {
	fields, err := r.csv.Read()
	if err == io.EOF {
		return err
	}
	if err != nil {
		return broken(err)
	}
	at, _ := r.csv.FieldPos(0)
	l.reset(at - r.extra)
	for column, text := range fields[:min(len(fields), maxColumns)] {
		if len(text) > maxCell {
			return errs.New(errs.Invalid, "sheet.cell", "第 %d 行有一格太长，可能少了一个引号", l.number)
		}
		r.extra += strings.Count(text, "\n")
		*l.at(column) = cell{text: strings.ToValidUTF8(text, "\ufffd")}
	}
	return nil
}
