package sheet

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

var outHeading = Heading{
	Title:   "事项[2026/11]",
	Mark:    Mark("深田社区 小洪", time.Date(2026, 11, 22, 7, 20, 0, 0, time.UTC), "月度核对"),
	Columns: []string{"楼栋", "房号", "建筑面积", "业主姓名"},
}

func export(t testing.TB, format Format, h Heading, rows ...[]any) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := Create(&out, format, h)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := w.Row(row...); err != nil {
			t.Fatal(err)
		}
	}
	if w.Count() != len(rows) {
		t.Errorf("%d rows counted of %d", w.Count(), len(rows))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestExportsReadAgain(t *testing.T) {
	t.Parallel()
	for _, format := range []Format{XLSX, CSV} {
		file := export(t, format, outHeading,
			[]any{"3幢", 501, 89.37, "张*"},
			[]any{"=cmd|' /C calc'!A0", "+1", "@x", "-2"},
			[]any{calendar.Day(20261122), time.Date(2026, 11, 22, 7, 20, 0, 0, time.UTC), true, nil})
		m := open(t, file, roster...)
		same(t, read(t, m), "3|3幢|501|89.37|张*", "4|=cmd|' /C calc'!A0|+1|@x|-2", "5|2026-11-22|2026-11-22 15:20|是|")
		if m.Header != 2 {
			t.Errorf("header in row %d", m.Header)
		}
	}
}

func TestExportCarriesItsMark(t *testing.T) {
	t.Parallel()
	const mark = "由 深田社区 小洪 于 2026-11-22 15:20 导出，用途：月度核对。含居民信息的请勿外传。"
	text := string(export(t, CSV, outHeading))
	if !strings.HasPrefix(text, "\ufeff"+mark+"\r\n楼栋,房号,") {
		t.Errorf("CSV begins %q", text)
	}
	f, err := excelize.OpenReader(bytes.NewReader(export(t, XLSX, outHeading)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	name := f.GetSheetName(0)
	at, _ := f.GetCellValue(name, "A1")
	printed, _ := f.GetHeaderFooter(name)
	if name != "事项202611" || at != mark || !strings.Contains(printed.OddFooter, mark) {
		t.Errorf("sheet %q, A1 %q, footer %q", name, at, printed.OddFooter)
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("=+-@\t\r＝＋'a1邻"))).Draw(t, "text")
		out := disarm(s)
		if dangerous(out) || s != "" && dangerous(s) != (out == "'"+s) || !strings.HasPrefix(s, "'") && armed(out) != s {
			t.Fatalf("%q becomes %q", s, out)
		}
	})
}

func TestExportKeepsToItsCap(t *testing.T) {
	t.Parallel()
	h := outHeading
	h.Cap = 2
	w, err := Create(&bytes.Buffer{}, CSV, h)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		err = w.Row("3幢", i, 1, "张*")
	}
	if !errs.Is(err, "export.cap") || w.Count() != 2 {
		t.Errorf("%v after %d rows", err, w.Count())
	}
	if err := w.Row("only one"); err == nil {
		t.Error("a row of the wrong width must be refused")
	}
	long := strings.Repeat("字", 40_000)
	if got := shown(long).(string); len([]rune(got)) != maxShown+1 {
		t.Errorf("a long text is cut to %d", len([]rune(got)))
	}
}
