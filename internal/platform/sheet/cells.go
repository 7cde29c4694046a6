package sheet

import (
	"errors"
	"io"
	"strconv"
)

// cells is the source of the rows of one sheet of an XLSX.
type cells struct {
	book   *book
	part   io.ReadCloser
	m      *markup
	number int // of the row last read
	merges fillDown
}

// rows starts reading a sheet from its top.
func (b *book) rows(s sheetPart, merges []merge) (*cells, error) {
	part, err := b.part(s.path)
	if err != nil {
		return nil, b.refusal(err)
	}
	return &cells{book: b, part: part, m: newMarkup(part), merges: fillDown{todo: merges, active: map[int]filled{}}}, nil
}

func (c *cells) Close() error { return c.part.Close() }

// next reads the next row that the file holds, blank or not.
func (c *cells) next(l *line) error {
	for {
		found, err := c.m.next()
		switch {
		case err != nil || !found:
			return c.book.refusal(orUnexpected(err))
		case c.m.kind == openTag && string(c.m.name) == "row":
			if err := c.row(l); err != nil {
				return c.book.refusal(err)
			}
			c.merges.fill(l)
			return nil
		case c.m.kind == closeTag && string(c.m.name) == "sheetData":
			return io.EOF
		}
	}
}

// orUnexpected names the end of input where more had to come.
func orUnexpected(err error) error {
	if err == nil {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (c *cells) row(l *line) error {
	c.number++
	for name, value, rest := nextAttr(c.m.attrs); name != nil; name, value, rest = nextAttr(rest) {
		if string(name) == "r" {
			if n, err := strconv.Atoi(string(value)); err == nil && n >= c.number {
				c.number = n
			}
		}
	}
	l.reset(c.number)
	column := -1
	for {
		found, err := c.m.next()
		if err != nil || !found {
			return orUnexpected(err)
		}
		switch {
		case c.m.kind == openTag && string(c.m.name) == "c":
			if column, err = c.cell(l, column+1); err != nil {
				return err
			}
		case c.m.kind == closeTag && string(c.m.name) == "row":
			l.seal()
			return nil
		}
	}
}

// cell reads one cell, whose opening tag was just read, and gives its column.
func (c *cells) cell(l *line, column int) (int, error) {
	var form byte // of the value: 0 number, s shared, i inline, t text, b e d as in XLSX
	style := 0
	for name, value, rest := nextAttr(c.m.attrs); name != nil; name, value, rest = nextAttr(rest) {
		switch string(name) {
		case "r":
			if at, ok := columnOf(value); ok {
				column = at
			}
		case "s":
			style, _ = strconv.Atoi(string(value))
		case "t":
			form = formOf(string(value))
		}
	}
	into, from := l.at(column), len(l.arena)
	if into != nil {
		return column, c.value(l, into, form, style)
	}
	err := c.value(l, &cell{}, form, style) // beyond the last column looked at
	l.arena = l.arena[:from]
	return column, err
}

// columnOf reads the letters of a reference: A1 is 0, AB7 is 27.
func columnOf(ref []byte) (column int, ok bool) {
	for i, b := range ref {
		if b < 'A' || b > 'Z' {
			return column - 1, i > 0
		}
		if column = column*26 + int(b-'A') + 1; column > 1<<20 {
			return 0, false
		}
	}
	return column - 1, len(ref) > 0
}

func formOf(t string) byte {
	switch t {
	case "s", "b", "e", "d":
		return t[0]
	case "inlineStr":
		return 'i'
	case "str":
		return 't'
	}
	return 0
}

// value reads the inside of a cell up to its closing tag. A formula without a
// stored result was never computed: nothing is known of its cell.
func (c *cells) value(l *line, into *cell, form byte, style int) error {
	*into = cell{from: len(l.arena)}
	most := min(len(l.arena)+maxCell, maxLine)
	inValue, formula, stored := false, false, false
	for {
		found, err := c.m.next()
		if err != nil || !found {
			return orUnexpected(err)
		}
		switch c.m.kind {
		case openTag:
			switch string(c.m.name) {
			case "v":
				inValue, stored = true, true
			case "f":
				formula = true
			case "is":
				if l.arena, err = appendRich(l.arena, c.m, "is", most); err != nil {
					return err
				}
			}
		case closeTag:
			inValue = false
			if string(c.m.name) == "c" {
				if into.to = len(l.arena); formula && !stored {
					into.kind = failure
				}
				return nil
			}
		case charData:
			if !inValue {
				continue
			}
			if c.convert(l, into, form, style); len(l.arena) > most {
				return errCell
			}
		}
	}
}

var errCell = errors.New("sheet: a cell or a row is too long")

// convert appends the value at hand as a person would read it.
func (c *cells) convert(l *line, into *cell, form byte, style int) {
	switch form {
	case 's':
		if index, err := strconv.Atoi(string(c.m.text)); err == nil {
			into.text = c.book.shared.at(index)
		}
	case 0:
		shown := c.book.style(style)
		if shown.date {
			l.arena, into.kind = appendDate(l.arena, c.m.text, c.book.from1904)
			return
		}
		from := len(l.arena)
		l.arena, into.kind = appendNumber(l.arena, c.m.text)
		l.arena = zeroFilled(l.arena, from, shown.zeros)
	case 'e':
		l.arena, into.kind = appendText(l.arena, c.m), failure
	case 'b':
		l.arena = append(l.arena, map[bool]string{true: "是", false: "否"}[string(c.m.text) == "1"]...)
	default:
		l.arena = appendText(l.arena, c.m)
	}
}
