package sheet

import (
	"archive/zip"
	"errors"
	"io"
	"math"
	"path"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// book is an opened XLSX.
type book struct {
	limits   Limits
	parts    map[string]*zip.File
	inflated int64 // bytes unpacked in the present pass
	sheets   []sheetPart
	shared   shared
	styles   []style // by cell style
	from1904 bool
}

// sheetPart is one visible sheet.
type sheetPart struct {
	name, path string
}

const (
	// maxParts bounds how many parts an XLSX may have, and how many relations and
	// sheets it may name.
	maxParts = 10_000
	// maxDirectory bounds what is read to learn which parts there are, in bytes: a
	// list of a million parts fills the memory before it can be counted.
	maxDirectory = 4 << 20
	// maxStyles bounds its cell styles and its formats.
	maxStyles = 1 << 16
	// maxName bounds what it calls a part or a sheet, in bytes.
	maxName = 1024
)

var errInflated = errors.New("sheet: more unpacked bytes than allowed")

// openBook reads everything of an XLSX but its rows.
func openBook(r io.ReaderAt, size int64, limits Limits) (*book, error) {
	directory := &sipped{from: r, left: maxDirectory}
	archive, err := zip.NewReader(directory, size)
	if err != nil || len(archive.File) > maxParts {
		return nil, broken(err)
	}
	directory.left = math.MaxInt64 // what the parts hold is metered as it is unpacked
	b := &book{limits: limits, parts: map[string]*zip.File{}}
	for _, f := range archive.File {
		b.parts[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	main := b.related("_rels/.rels", "/officeDocument")
	if len(main) != 1 || !strings.HasSuffix(main[0].path, ".xml") {
		return nil, errs.New(errs.Invalid, "sheet.kind", "这不是 Excel 表格，请另存为 .xlsx 或 .csv 再上传")
	}
	folder, file := path.Split(main[0].path)
	rels := folder + "_rels/" + file + ".rels"
	if err := b.readWorkbook(main[0].path, b.related(rels, "/worksheet")); err != nil {
		return nil, b.refusal(err)
	}
	for _, p := range b.related(rels, "/styles") {
		if err := b.readStyles(p.path); err != nil {
			return nil, b.refusal(err)
		}
	}
	for _, p := range b.related(rels, "/sharedStrings") {
		if err := b.readShared(p.path); err != nil {
			return nil, b.refusal(err)
		}
	}
	return b, nil
}

// refusal turns what went wrong inside into a sentence.
func (b *book) refusal(err error) error {
	switch {
	case errs.As(err) != nil:
		return err
	case errors.Is(err, errInflated):
		return errs.New(errs.Invalid, "sheet.large", "表格太大了，解开后超过 %d MB，请分成几份再上传", b.limits.Inflated>>20)
	}
	return broken(err)
}

// part opens one part for reading, counted against the limit.
func (b *book) part(name string) (io.ReadCloser, error) {
	f := b.parts[strings.ToLower(strings.TrimPrefix(name, "/"))]
	if f == nil {
		return nil, errors.New("sheet: missing part " + name)
	}
	if f.Flags&1 != 0 {
		return nil, errs.New(errs.Invalid, "sheet.locked", "这个表格加了密码，请去掉密码再上传")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &metered{ReadCloser: r, book: b}, nil
}

// metered counts unpacked bytes and stops at the limit.
type metered struct {
	io.ReadCloser
	book *book
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	m.book.inflated += int64(n)
	if m.book.inflated > m.book.limits.Inflated {
		return n, errInflated
	}
	return n, err
}

// sipped gives so many bytes and no more.
type sipped struct {
	from io.ReaderAt
	left int64
}

func (s *sipped) ReadAt(p []byte, at int64) (int, error) {
	if s.left < int64(len(p)) {
		return 0, errInflated
	}
	s.left -= int64(len(p))
	return s.from.ReadAt(p, at)
}

// each runs do for every opening tag of a part.
func (b *book) each(part string, do func(m *markup) error) error {
	r, err := b.part(part)
	if err != nil {
		return err
	}
	defer r.Close()
	m := newMarkup(r)
	for {
		found, err := m.next()
		if err != nil || !found {
			return err
		}
		if m.kind == openTag {
			if err := do(m); err != nil {
				return err
			}
		}
	}
}

// relation is a line of a .rels part.
type relation struct{ id, path string }

// related lists the relations of one kind; a part without any is nobody's fault.
func (b *book) related(rels, kind string) []relation {
	var out []relation
	folder := path.Dir(path.Dir(rels))
	_ = b.each(rels, func(m *markup) error {
		if string(m.name) != "Relationship" || !strings.HasSuffix(m.attr("Type"), kind) {
			return nil
		}
		target := m.attr("Target")
		if len(m.attrs) > 4*maxName || len(out) == maxParts {
			return errMarkup
		}
		if !strings.HasPrefix(target, "/") {
			target = path.Join(folder, target)
		}
		out = append(out, relation{m.attr("Id"), strings.TrimPrefix(target, "/")})
		return nil
	})
	return out
}

// readWorkbook notes the visible sheets in order and the date system.
func (b *book) readWorkbook(part string, worksheets []relation) error {
	paths := map[string]string{}
	for _, rel := range worksheets {
		paths[rel.id] = rel.path
	}
	return b.each(part, func(m *markup) error {
		switch string(m.name) {
		case "workbookPr":
			on := m.attr("date1904")
			b.from1904 = on == "1" || on == "true"
		case "sheet":
			if state := m.attr("state"); state == "hidden" || state == "veryHidden" {
				return nil
			}
			path, ok := paths[m.attr("id")]
			if !ok {
				return nil
			}
			if len(m.attrs) > 4*maxName || len(b.sheets) == maxParts {
				return errMarkup
			}
			b.sheets = append(b.sheets, sheetPart{m.attr("name"), path})
		}
		return nil
	})
}
