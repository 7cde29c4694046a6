package sheet

import (
	"bytes"
	"io"
	"slices"
	"strings"
)

// merge is a merged range, as far as it goes down its first column.
type merge struct {
	column, top, bottom int
}

// maxMerges bounds how many merged ranges are kept.
const maxMerges = 200_000

// survey is what must be known of a sheet before its rows are read, because
// XLSX writes it behind them.
type survey struct {
	rows   int     // how many the file holds, blank ones too; for showing progress
	merges []merge // by top
}

// survey passes over a sheet once without taking it apart: it counts rows, meets
// the limit of unpacked bytes, and reads the merged ranges at its end.
func (b *book) survey(s sheetPart) (survey, error) {
	part, err := b.part(s.path)
	if err != nil {
		return survey{}, b.refusal(err)
	}
	defer part.Close()
	var out survey
	tail, err := out.passRows(part)
	if err != nil {
		return out, b.refusal(err)
	}
	m := newMarkup(io.MultiReader(bytes.NewReader(tail), part))
	for len(out.merges) < maxMerges {
		found, err := m.next()
		if err != nil {
			return out, b.refusal(err)
		}
		if !found {
			break
		}
		if m.kind == openTag && string(m.name) == "mergeCell" {
			out.note(m.attr("ref"))
		}
	}
	slices.SortFunc(out.merges, func(a, b merge) int { return a.top - b.top })
	return out, nil
}

// passRows reads to the end of the rows and gives what was read beyond it.
func (s *survey) passRows(r io.Reader) (tail []byte, err error) {
	const keep = 64 // longer than anything looked for
	buf := make([]byte, 256<<10)
	for have := 0; ; {
		n, err := io.ReadFull(r, buf[have:])
		have += n
		if end := rowsEnd(buf[:have]); end >= 0 {
			s.rows += bytes.Count(buf[:end], []byte("<row"))
			return buf[end:have], nil
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF && have < len(buf) {
			return nil, nil // reading the rows will say that it is cut off
		}
		if err != nil {
			return nil, err
		}
		// Count what will not be looked at again, and keep a little.
		cut := have - keep
		s.rows += bytes.Count(buf[:cut], []byte("<row"))
		if bytes.Contains(buf[cut-3:cut+3], []byte("<row")) {
			s.rows++
		}
		have = copy(buf, buf[cut:have])
	}
}

// rowsEnd is the place behind </sheetData>, whatever its prefix, or -1.
func rowsEnd(buf []byte) int {
	const end = "sheetData>"
	for from := 0; ; {
		at := bytes.Index(buf[from:], []byte(end))
		if at < 0 {
			return -1
		}
		from += at
		if open := bytes.LastIndexByte(buf[:from], '<'); open >= 0 && open+1 < len(buf) && buf[open+1] == '/' {
			return from + len(end)
		}
		from += len(end)
	}
}

// note keeps a range such as B2:C5.
func (s *survey) note(ref string) {
	first, last, _ := strings.Cut(ref, ":")
	column, top, ok := cellAt(first)
	_, bottom, okLast := cellAt(last)
	if ok && okLast && bottom > top && column < maxColumns {
		s.merges = append(s.merges, merge{column, top, bottom})
	}
}

// cellAt reads a reference such as B2.
func cellAt(ref string) (column, row int, ok bool) {
	column, ok = columnOf([]byte(ref))
	digits := strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	n, isNumber := number([]byte(digits), 10)
	return column, int(n), ok && isNumber && n > 0
}

// fillDown puts the value of a merged range into the rows it covers.
type fillDown struct {
	todo   []merge        // by top, those not yet reached
	active map[int]filled // by column: ranges of one column never overlap
}

type filled struct {
	merge
	value cell
}

// fill must see every row in order. Rows without anything of their own stay
// blank, so that an empty row within a range is still skipped.
func (f *fillDown) fill(l *line) {
	if len(f.todo) == 0 && len(f.active) == 0 {
		return
	}
	for len(f.todo) > 0 && f.todo[0].top <= l.number {
		if m := f.todo[0]; m.top == l.number && m.column < len(l.cells) {
			f.active[m.column] = filled{m, l.cells[m.column]}
		}
		f.todo = f.todo[1:]
	}
	if len(f.active) == 0 || l.blank() {
		return
	}
	for column, a := range f.active {
		if a.bottom < l.number {
			delete(f.active, column)
		} else if into := l.at(column); into.text == "" {
			into.text, into.kind = a.value.text, a.value.kind
		}
	}
}
