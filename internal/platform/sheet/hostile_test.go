package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const plainSheet = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>501</v></c></row></sheetData></worksheet>`

func TestHostileFilesAreRefused(t *testing.T) {
	t.Parallel()
	good := byHand(t, plainSheet)
	blank := strings.Repeat(`<row r="9"></row>`, 200_000)
	rows := strings.Repeat(`<row><c><v>1</v></c><c><v>2</v></c></row>`, 50)
	in := func(body string) string { return strings.Replace(plainSheet, "</sheetData>", body+"</sheetData>", 1) }
	for name, c := range map[string]struct {
		file   []byte
		limits Limits
		words  string
	}{
		"nothing":               {nil, Limits{}, "空的"},
		"too many bytes":        {good, Limits{File: 100}, "不能超过"},
		"a picture":             {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"), Limits{}, "不是表格"},
		"a page":                {[]byte(" <!DOCTYPE html><html>"), Limits{}, "不是表格"},
		"a PDF":                 {[]byte("%PDF-1.7\n%abc"), Limits{}, "不是表格"},
		"old Excel, or locked":  {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), Limits{}, "旧版"},
		"only a beginning":      {good[:len(good)/2], Limits{}, "损坏"},
		"a zip of other kind":   {byHand(t, plainSheet, "_rels/.rels", "<a/>"), Limits{}, "不是 Excel"},
		"binary workbook":       {byHand(t, plainSheet, "_rels/.rels", `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.bin"/></Relationships>`), Limits{}, "不是 Excel"},
		"no sheet in it":        {byHand(t, plainSheet, "xl/workbook.xml", `<workbook><sheets/></workbook>`), Limits{}, "没有看得见的"},
		"sheet part missing":    {byHand(t, plainSheet, "xl/_rels/workbook.xml.rels", `<R><Relationship Id="r1" Type="http://x/worksheet" Target="nowhere.xml"/></R>`), Limits{}, "损坏"},
		"document type":         {byHand(t, `<!DOCTYPE x [<!ENTITY a "b">]>`+plainSheet), Limits{}, "损坏"},
		"cut within a cell":     {byHand(t, plainSheet[:len(plainSheet)-70]), Limits{}, "损坏"},
		"cut within a tag":      {byHand(t, plainSheet[:40]), Limits{}, "损坏"},
		"no end of rows":        {byHand(t, strings.TrimSuffix(plainSheet, "</sheetData></worksheet>")), Limits{}, "损坏"},
		"bomb of blank rows":    {byHand(t, in(blank)), Limits{Inflated: 1 << 20}, "解开后超过"},
		"bomb of texts":         {byHand(t, plainSheet, "xl/sharedStrings.xml", "<sst>"+strings.Repeat("<si><t>"+strings.Repeat("邻", 1000)+"</t></si>", 1000)+"</sst>"), Limits{Strings: 1 << 20}, "文字太多"},
		"too many rows":         {byHand(t, in(rows)), Limits{Rows: 20}, "一次最多读 20 行"},
		"endless tag":           {byHand(t, in("<row "+strings.Repeat("a", 2<<20))), Limits{}, "损坏"},
		"endless cell":          {byHand(t, in(`<row><c t="inlineStr"><is>`+strings.Repeat("<t>aaaaaaaaaaaaaaaaaaaaaaaaa</t>", 9000)+`</is></c></row>`)), Limits{}, "损坏"},
		"endless row of cells":  {byHand(t, in(`<row>`+strings.Repeat(`<c r="A2" t="str"><v>`+strings.Repeat("a", 9000)+`</v></c>`, 300)+`</row>`)), Limits{}, "损坏"},
		"endless shared text":   {byHand(t, plainSheet, "xl/sharedStrings.xml", "<sst><si>"+strings.Repeat("<t>aaaaaaaaaaaaaaaaaaaaaaaaa</t>", 9000)+"</si></sst>"), Limits{}, "损坏"},
		"a million parts":       {manyParts(t, 200_000), Limits{}, "损坏"},
		"endless relations":     {byHand(t, plainSheet, "xl/workbook.xml", `<workbook><sheets>`+strings.Repeat(`<sheet name="一" r:id="r1"/>`, maxParts+1)+`</sheets></workbook>`), Limits{}, "损坏"},
		"endless row of commas": {[]byte("楼栋,房号\n" + strings.Repeat(",", 3*maxLine)), Limits{}, "第 2 行有一格太长"},
		"header missing":        {[]byte("甲,乙\n1,2\n"), Limits{}, "少了这几列：楼栋、房号。没认出来的列有：甲、乙"},
		"column twice":          {[]byte("楼栋,房号,幢号\n1,2,3\n"), Limits{}, "“楼栋、幢号”说的是同一项"},
		"endless CSV cell":      {[]byte("楼栋,房号\n\"" + strings.Repeat("长\n", 200_000)), Limits{}, "少了一个引号"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refused(t, c.file, c.limits, c.words)
		})
	}
}

// manyParts is an archive of so many empty parts.
func manyParts(t testing.TB, n int) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := range n {
		if _, err := w.CreateHeader(&zip.FileHeader{Name: strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// counted says how many bytes were asked for.
type counted struct {
	io.ReaderAt
	bytes int
}

func (c *counted) ReadAt(p []byte, at int64) (int, error) {
	c.bytes += len(p)
	return c.ReaderAt.ReadAt(p, at)
}

// Of a list of a million parts no more is read than a book could need.
func TestListOfPartsIsNotReadToItsEnd(t *testing.T) {
	t.Parallel()
	file := manyParts(t, 200_000)
	from := &counted{ReaderAt: bytes.NewReader(file)}
	if _, err := Open(from, int64(len(file)), Limits{}); !errs.Is(err, "sheet.broken") || from.bytes > maxDirectory+100 {
		t.Errorf("%v after %d of %d bytes", err, from.bytes, len(file))
	}
}

// Cells to the right of all that is looked at cost nothing, however long.
func TestCellsBeyondTheTableAreDropped(t *testing.T) {
	t.Parallel()
	far := strings.Repeat(`<c r="ZZ2" t="str"><v>`+strings.Repeat("a", 9000)+`</v></c>`, 300)
	m := open(t, byHand(t, strings.Replace(plainSheet, "</row></sheetData>", far+"</row></sheetData>", 1)), roster...)
	same(t, read(t, m), "2|3|501")
}

// Overlapping ranges are no sheet's; a file full of them must not cost more than
// its rows.
func TestOverlappingRangesCostLittle(t *testing.T) {
	t.Parallel()
	merges := "<mergeCells>" + strings.Repeat(`<mergeCell ref="A2:A1048576"/>`, 50_000) + "</mergeCells>"
	rows := strings.Repeat(`<row><c r="B1"><v>1</v></c></row>`, 50_000)
	m := open(t, byHand(t, strings.Replace(plainSheet, "</sheetData>", rows+"</sheetData>"+merges, 1)), roster...)
	start := time.Now()
	got := read(t, m)
	if took := time.Since(start); len(got) != 50_001 || got[50_000] != "50002|3|1" || took > 20*time.Second {
		t.Errorf("%d rows in %v, the last %s", len(got), took, got[len(got)-1])
	}
}

func TestUnfitRangesDoNoHarm(t *testing.T) {
	t.Parallel()
	merges := `<mergeCells><mergeCell ref="A2:A1048576"/><mergeCell ref="B9:A1"/><mergeCell ref=""/><mergeCell ref="A0:A5"/><mergeCell ref="ZZZ1:ZZZ9"/><mergeCell ref="C2:C99999999999"/><mergeCell/></mergeCells>`
	m := open(t, byHand(t, strings.Replace(plainSheet, "</sheetData>", `<row r="5"><c r="B5"><v>502</v></c></row></sheetData>`+merges, 1)), roster...)
	same(t, read(t, m), "2|3|501", "5|3|502")
}

func FuzzOpen(f *testing.F) {
	f.Add(byHand(f, plainSheet))
	f.Add([]byte("楼栋,房号\n3,501\n"))
	f.Add([]byte("\xff\xfe\x7c\x69,\x00"))
	f.Fuzz(func(t *testing.T, file []byte) { exhaust(file) })
}

// FuzzSheet feeds the XML of a sheet, which fuzzing a zip would never reach.
func FuzzSheet(f *testing.F) {
	f.Add(plainSheet)
	f.Add(`<worksheet a='>"'><sheetData><row><c t="inlineStr"><is><t>_x4e2d_&#x4e2d;<![CDATA[x]]></t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:A3"/></mergeCells>`)
	f.Fuzz(func(t *testing.T, sheet string) { exhaust(byHand(t, sheet)) })
}

// exhaust reads whatever there is to read, with small limits.
func exhaust(file []byte) {
	table, err := Open(bytes.NewReader(file), int64(len(file)), Limits{Inflated: 1 << 20, Rows: 1000})
	if err != nil {
		return
	}
	m, err := table.Match(Column{Name: "home", Title: "房号"})
	if err != nil {
		return
	}
	for row, err := range m.Rows() {
		if err != nil {
			return
		}
		row.Need("home", 100)
		row.Area("home")
		row.Day("home")
		row.Phone("home")
	}
}
