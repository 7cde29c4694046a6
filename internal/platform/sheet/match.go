package sheet

import (
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Column is a column that a table may or must have.
type Column struct {
	Name     string   // what the code calls it: "area"
	Title    string   // what people call it: 建筑面积
	Aliases  []string // what else it is called: 面积, 产权面积
	Required bool     // the table is refused without it
}

// Matched is a table whose header row was found.
type Matched struct {
	Sheet  string   // the sheet's name; "" for CSV
	Header int      // the number of the header row
	Unused []string // titles in the header that no column answers to
	Filled int      // merged ranges whose value was filled downwards
	Total  int      // about how many rows there are, for showing progress

	table   *Table
	sheet   int
	survey  survey
	titles  map[string]string // by column name: the title as it stands in the table
	columns map[string]int    // by column name: where it stands
	faults  faults
}

// headerRows is how far down a header is looked for.
const headerRows = 20

// Match finds the header row: on the first visible sheet that has every
// required column, among the first rows with anything in them. Titles are
// compared without blanks, brackets, stars and colons, and without regard to
// width and case. The error says which columns are missing or stand twice.
func (t *Table) Match(columns ...Column) (*Matched, error) {
	names := map[string]string{}
	for _, c := range columns {
		for _, title := range append([]string{c.Title}, c.Aliases...) {
			names[plainTitle(title)] = c.Name
		}
	}
	t.rewind()
	var best *Matched
	for i, name := range t.sheets() {
		m, err := t.header(i, names)
		if err != nil {
			return nil, err
		}
		m.Sheet = name
		if best == nil || len(m.columns) > len(best.columns) {
			best = m
		}
		if len(m.missing(columns)) == 0 {
			best = m
			break
		}
	}
	if best == nil {
		return nil, errs.New(errs.Invalid, "sheet.empty", "这个文件里没有看得见的工作表")
	}
	return best, best.check(columns)
}

// header finds the row of one sheet in which most titles are known.
func (t *Table) header(sheet int, names map[string]string) (*Matched, error) {
	known, err := t.survey(sheet)
	if err != nil {
		return nil, err
	}
	rows, err := t.source(sheet, known)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	best := &Matched{}
	var l line
	for seen := 0; seen < headerRows; {
		if err := rows.next(&l); err == io.EOF {
			break
		} else if err != nil {
			return nil, err
		}
		if l.blank() {
			continue
		}
		seen++
		if m := matchTitles(&l, names); len(m.columns) > len(best.columns) || best.Header == 0 {
			best = m
		}
	}
	best.table, best.sheet, best.survey = t, sheet, known
	best.Total, best.Filled = max(0, known.rows-best.Header), len(known.merges)
	return best, nil
}

// matchTitles tries a row as the header.
func matchTitles(l *line, names map[string]string) *Matched {
	m := &Matched{Header: l.number, columns: map[string]int{}, titles: map[string]string{}}
	for i := range l.cells {
		title := strings.Join(strings.Fields(l.cells[i].text), "")
		name, ok := names[plainTitle(title)]
		switch {
		case !ok && title != "":
			m.Unused = append(m.Unused, title)
		case ok && m.has(name):
			m.titles[name] += "、" + title
		case ok:
			m.columns[name], m.titles[name] = i, title
		}
	}
	return m
}

func (m *Matched) has(column string) bool {
	_, ok := m.columns[column]
	return ok
}

func (m *Matched) missing(columns []Column) (titles []string) {
	for _, c := range columns {
		if c.Required && !m.has(c.Name) {
			titles = append(titles, c.Title)
		}
	}
	return titles
}

// check refuses a header that lacks a required column or has one twice.
func (m *Matched) check(columns []Column) error {
	var check errs.Check
	for _, c := range columns {
		if twice := m.titles[c.Name]; strings.Contains(twice, "、") {
			check.Note(c.Name, errs.New(errs.Invalid, "sheet.twice", "“%s”说的是同一项，请只留一列", twice))
		}
	}
	if titles := m.missing(columns); len(titles) > 0 {
		missing, found := strings.Join(titles, "、"), strings.Join(m.Unused[:min(len(m.Unused), 12)], "、")
		if found == "" {
			check.Note("header", errs.New(errs.Invalid, "sheet.missing", "表头里少了这几列：%s", missing))
		} else {
			check.Note("header", errs.New(errs.Invalid, "sheet.missing", "表头里少了这几列：%s。没认出来的列有：%s", missing, found))
		}
	}
	return check.Err()
}

// Names lists the columns that the table has, by the names the code gives them.
func (m *Matched) Names() []string {
	var names []string
	for name := range m.columns {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return m.columns[a] - m.columns[b] })
	return names
}

// plainTitle brings a title to the form in which titles are compared.
func plainTitle(title string) string {
	depth := 0
	return strings.ToLower(strings.Map(func(r rune) rune {
		switch {
		case r == '(' || r == '[' || r == '【':
			depth++
			return -1
		case r == ')' || r == ']' || r == '】':
			depth = max(0, depth-1)
			return -1
		case depth > 0 || unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("*:'\"_-/、", r):
			return -1
		}
		return r
	}, norm.NFKC.String(title)))
}
