package sheet

import (
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// xlsxWriter streams one sheet; excelize spills to a temporary file by itself.
type xlsxWriter struct {
	to     io.Writer
	file   *excelize.File
	stream *excelize.StreamWriter
	row    int
}

func newXLSXWriter(w io.Writer, h Heading) (writer, error) {
	file := excelize.NewFile()
	out := &xlsxWriter{to: w, file: file}
	if err := out.begin(h); err != nil {
		_ = file.Close()
		return nil, err
	}
	return out, nil
}

func (w *xlsxWriter) begin(h Heading) error {
	name := sheetName(h.Title)
	if err := w.file.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	// The mark stands on every printed page as well.
	printed := strings.ReplaceAll(h.Mark, "&", "&&")
	footer := &excelize.HeaderFooterOptions{OddFooter: "&L" + string([]rune(printed)[:min(200, len([]rune(printed)))]) + "&R&P / &N"}
	if err := w.file.SetHeaderFooter(name, footer); err != nil {
		return err
	}
	bold, err := w.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if w.stream, err = w.file.NewStreamWriter(name); err != nil {
		return err
	}
	if err := w.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if len(h.Columns) > 0 {
		if err := w.stream.SetColWidth(1, len(h.Columns), 16); err != nil {
			return err
		}
	}
	if err := w.write([]any{disarm(h.Mark)}); err != nil {
		return err
	}
	titles := make([]any, len(h.Columns))
	for i, title := range h.Columns {
		titles[i] = excelize.Cell{StyleID: bold, Value: disarm(title)}
	}
	return w.write(titles)
}

func (w *xlsxWriter) write(cells []any) error {
	w.row++
	at, err := excelize.CoordinatesToCellName(1, w.row)
	if err != nil {
		return err
	}
	return w.stream.SetRow(at, cells)
}

func (w *xlsxWriter) close() error {
	defer w.file.Close()
	if err := w.stream.Flush(); err != nil {
		return err
	}
	_, err := w.file.WriteTo(w.to)
	return err
}

// sheetName brings a title to what a sheet may be called: at most 31
// characters, none of : \ / ? * [ ].
func sheetName(title string) string {
	name := []rune(strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return -1
		}
		return r
	}, title), "' "))
	if len(name) == 0 {
		return "导出"
	}
	return string(name[:min(31, len(name))])
}
