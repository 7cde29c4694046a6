package sheet

import (
	"io"
	"iter"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

var (
	errLossy      = errs.New(errs.Invalid, "sheet.lossy", "数字太长，表格软件已经丢掉了后几位。请把这一列设成“文本”格式，重新填一遍")
	errFormula    = errs.New(errs.Invalid, "sheet.formula", "这一格的公式算不出结果，请直接填写内容")
	errUnreadable = errs.New(errs.Invalid, "sheet.unreadable", "有认不出的字，请重新填写")
	errEmpty      = errs.New(errs.Invalid, "sheet.empty_cell", "这一格不能空着")
)

// Row is one row with content. It is valid until the next one is asked for; the
// texts taken from it stay. Every reading method answers the zero value for an
// empty cell, and notes a fault for a cell it cannot read.
type Row struct {
	Number int // as the spreadsheet shows it

	m    *Matched
	line *line
	bad  bool
}

// Rows gives the rows below the header that have anything in them, from the top
// at every call. An error ends them: a broken file, or more rows than allowed.
// Faults are those of the last pass.
func (m *Matched) Rows() iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		m.faults = faults{}
		m.table.rewind()
		rows, err := m.table.source(m.sheet, m.survey)
		if err != nil {
			yield(nil, err)
			return
		}
		defer rows.Close()
		l := &line{}
		row := &Row{m: m, line: l}
		for count := 0; ; {
			err := rows.next(l)
			if err == io.EOF {
				return
			}
			if err == nil && (l.number <= m.Header || l.blank()) {
				continue
			}
			if count++; err == nil && count > m.table.limits.Rows {
				err = errs.New(errs.Invalid, "sheet.large", "一次最多读 %d 行，请分成几份再上传", m.table.limits.Rows)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if row.Number, row.bad = l.number, false; !yield(row, nil) {
				return
			}
		}
	}
}

// OK says whether no fault was noted in this row so far.
func (r *Row) OK() bool { return !r.bad }

// Fault notes that the cell of a column is wrong.
func (r *Row) Fault(column, text string) { r.fault(column, Fault{Text: text}) }

// Note notes err as what is wrong with the cell of a column; the error of a
// parser says its own sentence.
func (r *Row) Note(column string, err error) {
	f := Fault{Text: err.Error()}
	if e := errs.As(err); e != nil {
		f.Text = e.Message()
		if len(e.Args) > 0 {
			f.Key, f.Args = e.Text, e.Args
		}
	}
	r.fault(column, f)
}

func (r *Row) fault(column string, f Fault) {
	r.bad = true
	f.Row, f.Column = r.Number, r.m.titles[column]
	if f.Column == "" {
		f.Column = column
	}
	r.m.faults.add(f)
}

// raw is the cell's text, trimmed, or "" with a fault where the cell itself is
// beyond use.
func (r *Row) raw(column string) string {
	at, ok := r.m.columns[column]
	if !ok || at >= len(r.line.cells) {
		return ""
	}
	switch c := r.line.cells[at]; {
	case c.kind == lossy:
		r.Note(column, errLossy)
	case c.kind == failure:
		r.Note(column, errFormula)
	case strings.ContainsRune(c.text, '\ufffd'):
		r.Note(column, errUnreadable)
	default:
		return armed(strings.TrimSpace(c.text))
	}
	return ""
}

// Parse reads a cell with a function of the caller's, whose error becomes the
// fault. ok is false for an empty cell too.
func Parse[T any](r *Row, column string, parse func(string) (T, error)) (value T, ok bool) {
	text := r.raw(column)
	if text == "" {
		return value, false
	}
	parsed, err := parse(text)
	if err == nil {
		return parsed, true
	}
	r.Note(column, err)
	return value, false
}

// Text reads one line of at most max characters.
func (r *Row) Text(column string, max int) string {
	text, _ := Parse(r, column, func(s string) (string, error) { return clean.Line(s, max) })
	return text
}

// Need is Text for a cell that must not be empty.
func (r *Row) Need(column string, max int) string {
	was := r.bad
	r.bad = false
	text := r.Text(column, max)
	if text == "" && !r.bad {
		r.Note(column, errEmpty)
	}
	r.bad = r.bad || was
	return text
}

// Int reads a whole number between low and high.
func (r *Row) Int(column string, low, high int64) int64 {
	n, ok := Parse(r, column, func(s string) (int64, error) { return decimal(s, 0) })
	if ok && (n < low || n > high) {
		r.Note(column, errs.New(errs.Invalid, "sheet.range", "请填 %d 到 %d 之间的整数", low, high))
		return 0
	}
	return n
}

// Area reads an area in m² and gives it in 0.001 m²: 89370 for "89.37㎡".
func (r *Row) Area(column string) int64 {
	area, _ := Parse(r, column, func(s string) (int64, error) { return parseArea(s) })
	return area
}

// Day reads a day, however it is written; a time behind it is dropped.
func (r *Row) Day(column string) calendar.Day {
	from1904 := r.m.table.book != nil && r.m.table.book.from1904
	day, _ := Parse(r, column, func(s string) (calendar.Day, error) { return parseDay(s, from1904) })
	return day
}

// Phone reads a telephone number.
func (r *Row) Phone(column string) codes.Phone {
	phone, _ := Parse(r, column, codes.ParsePhone)
	return phone
}

// Bool reads 是 or 否 and what people write for them; empty is false.
func (r *Row) Bool(column string) bool {
	yes, _ := Parse(r, column, func(s string) (bool, error) {
		switch strings.ToLower(norm.NFKC.String(s)) {
		case "是", "有", "对", "√", "✓", "✔", "y", "yes", "true", "1":
			return true, nil
		case "否", "无", "不", "没有", "不是", "×", "x", "n", "no", "false", "0", "-":
			return false, nil
		}
		return false, errs.New(errs.Invalid, "sheet.bool", "请填“是”或“否”")
	})
	return yes
}

// bareDay is a day's number: from 1927 on, counted from 1900.
var bareDay = regexp.MustCompile(`^[1-9][0-9]{4}$`)

// parseDay reads a day as calendar.ParseDay does, dropping a time of day, and
// the bare number a spreadsheet leaves when a day lost its format.
func parseDay(s string, from1904 bool) (calendar.Day, error) {
	s = norm.NFKC.String(s)
	if bareDay.MatchString(s) {
		serial, _ := strconv.Atoi(s)
		return serialDay(serial, from1904), nil
	}
	if at := strings.IndexByte(s, 'T'); at == 10 {
		s = s[:at]
	}
	if at := strings.LastIndexByte(s, ' '); at >= 8 && strings.Contains(s[at:], ":") {
		s = s[:at]
	}
	return calendar.ParseDay(s)
}

func digitsOnly(s string) bool {
	return strings.Trim(s, "0123456789") == "" && s != ""
}
