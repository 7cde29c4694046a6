package sheet

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Format is the kind of file to write.
type Format uint8

// The formats.
const (
	XLSX Format = iota + 1
	CSV
)

// Ext is the format's file name ending, with its dot.
func (f Format) Ext() string {
	if f == CSV {
		return ".csv"
	}
	return ".xlsx"
}

// ContentType is the format's media type.
func (f Format) ContentType() string {
	if f == CSV {
		return "text/csv; charset=utf-8"
	}
	return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

// Heading is what stands above the rows of an export.
type Heading struct {
	Title   string   // of the sheet: 事项
	Mark    string   // who exported this, when and for what; see [Mark]
	Columns []string // the titles
	Cap     int      // most rows; 0 is 50,000
}

// Mark is the line that makes an export traceable.
func Mark(by string, at time.Time, purpose string) string {
	mark := fmt.Sprintf("由 %s 于 %s 导出", by, at.In(calendar.Zone).Format("2006-01-02 15:04"))
	if purpose != "" {
		mark += "，用途：" + purpose
	}
	return mark + "。含居民信息的请勿外传。"
}

// Out is an export being written. Close must be called; on an error what was
// written so far is no whole file.
type Out struct {
	rows    writer
	cap     int
	count   int
	columns int
}

// writer puts rows into one format.
type writer interface {
	write(cells []any) error
	close() error
}

// Create starts an export with its mark and its titles.
func Create(w io.Writer, format Format, h Heading) (*Out, error) {
	if h.Cap == 0 {
		h.Cap = 50_000
	}
	rows, err := newWriter(w, format, h)
	if err != nil {
		return nil, fmt.Errorf("start export: %w", err)
	}
	return &Out{rows: rows, cap: h.Cap, columns: len(h.Columns)}, nil
}

func newWriter(w io.Writer, format Format, h Heading) (writer, error) {
	if format == CSV {
		return newCSVWriter(w, h)
	}
	return newXLSXWriter(w, h)
}

// Row writes one row: strings, whole and decimal numbers, bools (是, 否), days
// and times; nil leaves a cell empty, anything else is printed. Strings are
// disarmed. Beyond the cap it refuses.
func (o *Out) Row(cells ...any) error {
	if o.count++; o.count > o.cap {
		return errs.New(errs.Invalid, "export.cap", "一次最多导出 %d 行，请把范围缩小一些", o.cap)
	}
	if len(cells) != o.columns {
		return fmt.Errorf("export row %d: %d cells for %d columns", o.count, len(cells), o.columns)
	}
	out := make([]any, len(cells))
	for i, c := range cells {
		out[i] = shown(c)
	}
	return o.rows.write(out)
}

// Count is how many rows were written.
func (o *Out) Count() int { return min(o.count, o.cap) }

// Close finishes the file.
func (o *Out) Close() error { return o.rows.close() }

// maxShown is the most characters a spreadsheet takes in a cell.
const maxShown = 32_000

// shown brings a value to a number, a string or nil.
func shown(value any) any {
	switch v := value.(type) {
	case nil:
		return nil
	case int, int64, int32, float64:
		return v
	case string:
		return disarm(v)
	case bool:
		return map[bool]string{true: "是", false: "否"}[v]
	case time.Time:
		if v.IsZero() {
			return nil
		}
		return v.In(calendar.Zone).Format("2006-01-02 15:04")
	case calendar.Day:
		return v.String()
	}
	return disarm(fmt.Sprint(value))
}

// disarm keeps a spreadsheet from taking a text for a formula: an apostrophe is
// put before = + - @ tab and their full-width sisters. Text beyond what a cell
// takes is cut.
func disarm(s string) string {
	if utf8.RuneCountInString(s) > maxShown {
		s = string([]rune(s)[:maxShown]) + "…"
	}
	if dangerous(s) {
		return "'" + s
	}
	return s
}

// armed undoes disarm, so that an export read again gives what went in.
func armed(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && dangerous(rest) {
		return rest
	}
	return s
}

func dangerous(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r)
}
