package sheet

import (
	"bytes"
	"errors"
	"io"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Table is an opened file of rows. Its reader must stay open while rows are read.
type Table struct {
	limits Limits
	file   *io.SectionReader
	book   *book // nil for CSV
	csv    dialect
}

// Open looks at what the size bytes of r are and prepares to read them: XLSX by
// its inside, anything else that is text as CSV (UTF-8, UTF-16 or GB18030, with
// commas, semicolons or tabs). The file name plays no part.
func Open(r io.ReaderAt, size int64, limits Limits) (*Table, error) {
	limits = limits.orDefault()
	if size > limits.File {
		return nil, errs.New(errs.Invalid, "sheet.large", "表格文件不能超过 %d MB，请分成几份再上传", limits.File>>20)
	}
	t := &Table{limits: limits, file: io.NewSectionReader(r, 0, size)}
	head := make([]byte, 8)
	n, err := t.file.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch head = head[:n]; {
	case n == 0:
		return nil, errs.New(errs.Invalid, "sheet.empty", "这个文件是空的")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		t.book, err = openBook(t.file, size, limits)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return nil, errs.New(errs.Invalid, "sheet.old", "这是旧版 .xls 或加了密码的表格，请另存为没有密码的 .xlsx 再上传")
	default:
		t.csv, err = sniff(t.file)
	}
	return t, err
}

// sheets lists the names of the sheets to look at; CSV has one without a name.
func (t *Table) sheets() []string {
	if t.book == nil {
		return []string{""}
	}
	names := make([]string, len(t.book.sheets))
	for i, s := range t.book.sheets {
		names[i] = s.name
	}
	return names
}

// source starts reading a sheet from its top.
func (t *Table) source(sheet int, known survey) (source, error) {
	if t.book == nil {
		return t.csv.rows(io.NewSectionReader(t.file, 0, t.file.Size())), nil
	}
	return t.book.rows(t.book.sheets[sheet], known.merges)
}

func (t *Table) survey(sheet int) (survey, error) {
	if t.book == nil {
		return survey{rows: t.csv.lines}, nil
	}
	return t.book.survey(t.book.sheets[sheet])
}

// rewind begins a new pass, with the whole allowance of unpacked bytes.
func (t *Table) rewind() {
	if t.book != nil {
		t.book.inflated = 0
	}
}
