package sheet

import "strings"

// kind says what a cell holds besides its text.
type kind uint8

const (
	words kind = iota
	figure
	lossy   // a number of more digits than a spreadsheet keeps
	failure // the result of a formula that went wrong: #N/A
)

// cell is one cell as a person would read it.
type cell struct {
	text     string
	kind     kind
	from, to int // where its text lies in the arena of the line, while it is read
}

// line is one row, filled anew for every row so that nothing grows.
type line struct {
	number int    // as the spreadsheet shows it, from 1
	cells  []cell // from column A; may be shorter than the table is wide
	arena  []byte // the text of all cells that is not shared
}

func (l *line) reset(number int) {
	l.number, l.cells, l.arena = number, l.cells[:0], l.arena[:0]
}

// at gives the cell of a column for writing; columns must come in order or fall
// on one already given. Beyond the last column looked at it is nil.
func (l *line) at(column int) *cell {
	if column < 0 || column >= maxColumns {
		return nil
	}
	for len(l.cells) <= column {
		l.cells = append(l.cells, cell{})
	}
	return &l.cells[column]
}

// seal turns the arena into the texts of the cells, with one allocation.
func (l *line) seal() {
	all := string(l.arena)
	for i := range l.cells {
		if c := &l.cells[i]; c.to > c.from {
			c.text = all[c.from:c.to]
		}
	}
}

// blank says whether nobody would see anything in the row.
func (l *line) blank() bool {
	for i := range l.cells {
		if strings.TrimSpace(l.cells[i].text) != "" {
			return false
		}
	}
	return true
}

// source gives the rows of one sheet in order, io.EOF after the last.
type source interface {
	next(l *line) error
	Close() error
}
