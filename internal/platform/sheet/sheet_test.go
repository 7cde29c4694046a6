package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// roster is the header the tests read by.
var roster = []Column{
	{Name: "building", Title: "楼栋", Aliases: []string{"幢号", "楼号"}, Required: true},
	{Name: "home", Title: "房号", Aliases: []string{"室号"}, Required: true},
	{Name: "area", Title: "建筑面积", Aliases: []string{"面积"}},
	{Name: "owner", Title: "业主姓名", Aliases: []string{"业主", "姓名"}},
	{Name: "phone", Title: "手机号", Aliases: []string{"电话", "联系电话"}},
	{Name: "since", Title: "入住日期"},
}

// open opens what a test made, or fails it.
func open(t testing.TB, file []byte, columns ...Column) *Matched {
	t.Helper()
	table, err := Open(bytes.NewReader(file), int64(len(file)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	m, err := table.Match(columns...)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// read gives every row as its number and its texts, joined by bars.
func read(t testing.TB, m *Matched) []string {
	t.Helper()
	var out []string
	for row, err := range m.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		texts := []string{fmt.Sprint(row.Number)}
		for _, name := range m.Names() {
			texts = append(texts, row.Text(name, 100))
		}
		out = append(out, strings.Join(texts, "|"))
	}
	return out
}

// excel writes a workbook with excelize: rows of one sheet, then what edit does.
func excel(t testing.TB, rows [][]any, edit func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if edit != nil {
		edit(f)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// byHand zips a workbook whose one sheet holds the given XML, with optional
// further parts as name, text pairs that replace the usual ones.
func byHand(t testing.TB, sheet string, parts ...string) []byte {
	t.Helper()
	all := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook><sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="r3" Type="http://x/styles" Target="styles.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       `<sst><si><t>楼栋</t></si><si><t>房号</t></si></sst>`,
		"xl/styles.xml":              `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml":   sheet,
	}
	for i := 0; i+1 < len(parts); i += 2 {
		all[parts[i]] = parts[i+1]
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range all {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func same(t testing.TB, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// refused opens and matches, and wants a refusal whose sentence has the words.
func refused(t testing.TB, file []byte, limits Limits, words string) {
	t.Helper()
	table, err := Open(bytes.NewReader(file), int64(len(file)), limits)
	if err == nil {
		var m *Matched
		if m, err = table.Match(roster...); err == nil {
			for _, rowErr := range m.Rows() {
				err = rowErr
			}
		}
	}
	e := errs.As(err)
	if e == nil || e.Kind != errs.Invalid || !strings.Contains(e.Error(), words) {
		t.Errorf("got %v, want a refusal with %q", err, words)
	}
}
