package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
)

// csvWriter writes UTF-8 with the mark by which Excel knows it.
type csvWriter struct{ csv *csv.Writer }

func newCSVWriter(w io.Writer, h Heading) (writer, error) {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return nil, err
	}
	out := &csvWriter{csv: csv.NewWriter(w)}
	out.csv.UseCRLF = true
	if err := out.write([]any{disarm(h.Mark)}); err != nil {
		return nil, err
	}
	titles := make([]any, len(h.Columns))
	for i, title := range h.Columns {
		titles[i] = disarm(title)
	}
	return out, out.write(titles)
}

func (w *csvWriter) write(cells []any) error {
	record := make([]string, len(cells))
	for i, c := range cells {
		switch v := c.(type) {
		case nil:
		case float64:
			record[i] = strconv.FormatFloat(v, 'f', -1, 64)
		default:
			record[i] = fmt.Sprint(v)
		}
	}
	return w.csv.Write(record)
}

func (w *csvWriter) close() error {
	w.csv.Flush()
	return w.csv.Error()
}
