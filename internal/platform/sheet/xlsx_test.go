package sheet

import (
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

func TestReadsWhatExcelWrites(t *testing.T) {
	t.Parallel()
	file := excel(t, [][]any{
		{"金尚小区业主信息表"},
		{},
		{"序号", "幢号*", " 房 号", "建筑面积(㎡)", "业主姓名（必填）", "联系电话", "入住日期"},
		{1, "3幢", 501, 89.37, "张三", 13800001234, time.Date(2019, 6, 1, 0, 0, 0, 0, time.UTC)},
		{},
		{2, "3幢", "502", 120, "欧阳 <修> & 家", "0592-2345678", "2019年6月1日"},
		{"", " ", "", nil, "\t"},
		{3, "4幢", "甲101", 0.1 + 0.2, "“引号”\n换行", "138 0000 1234", "2019/6/2"},
	}, func(f *excelize.File) {
		style, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
		_ = f.SetCellStyle("Sheet1", "G4", "G4", style)
		_ = f.MergeCell("Sheet1", "A1", "G1")
	})
	m := open(t, file, roster...)
	same(t, read(t, m),
		"4|3幢|501|89.37|张三|13800001234|2019-06-01",
		"6|3幢|502|120|欧阳 <修> & 家|0592-2345678|2019年6月1日",
		"8|4幢|甲101|0.3|“引号” 换行|138 0000 1234|2019/6/2")
	if m.Header != 3 || strings.Join(m.Unused, " ") != "序号" || m.Sheet != "Sheet1" || m.Total < 3 {
		t.Errorf("header in row %d, unused %v, sheet %q, total %d", m.Header, m.Unused, m.Sheet, m.Total)
	}
	same(t, read(t, m)[:1], "4|3幢|501|89.37|张三|13800001234|2019-06-01") // a second pass
}

func TestMergedCellsAreFilledDownwards(t *testing.T) {
	t.Parallel()
	file := excel(t, [][]any{
		{"楼栋", "业主", nil, "房号"},
		{nil, "姓名", "电话", nil},
		{"3幢", "张三", "13800001234", "101"},
		{nil, "李四", nil, "102"},
		{nil, nil, nil, nil},
		{nil, "王五", nil, "103"},
		{"4幢", "赵六", nil, "101"},
	}, func(f *excelize.File) {
		for _, m := range [][2]string{{"A1", "A2"}, {"D1", "D2"}, {"B1", "C1"}, {"A3", "A6"}, {"C3", "C4"}} {
			_ = f.MergeCell("Sheet1", m[0], m[1])
		}
	})
	m := open(t, file, roster...)
	same(t, read(t, m), "3|3幢|张三|13800001234|101", "4|3幢|李四|13800001234|102", "6|3幢|王五||103", "7|4幢|赵六||101")
	if m.Header != 2 || m.Filled != 4 {
		t.Errorf("header in row %d, %d ranges filled", m.Header, m.Filled)
	}
}

func TestHeaderOnALaterSheet(t *testing.T) {
	t.Parallel()
	file := excel(t, [][]any{{"填表说明"}, {"请勿删除表头"}}, func(f *excelize.File) {
		_, _ = f.NewSheet("旧表")
		_, _ = f.NewSheet("名册")
		_ = f.SetSheetRow("旧表", "A1", &[]any{"楼栋", "房号"})
		_ = f.SetSheetRow("旧表", "A2", &[]any{"旧", "旧"})
		_ = f.SetSheetVisible("旧表", false)
		_ = f.SetSheetRow("名册", "B2", &[]any{"楼栋", "房号"})
		_ = f.SetSheetRow("名册", "B3", &[]any{"3幢", "501"})
	})
	m := open(t, file, roster...)
	same(t, read(t, m), "3|3幢|501")
	if m.Sheet != "名册" {
		t.Errorf("sheet %q", m.Sheet)
	}
}

func TestOddMarkup(t *testing.T) {
	t.Parallel()
	head := `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>`
	for name, c := range map[string]struct{ sheet, want string }{
		"inline text and runs": {`<worksheet><sheetData>` + head + `<row r="2"><c r="A2" t="inlineStr"><is><r><t>3</t></r><r><t xml:space="preserve">幢 </t></r><rPh sb="0" eb="1"><t>ㄙㄢ</t></rPh></is></c><c r="B2" t="str"><f>A2</f><v>5&#48;1 &amp; &lt;x&gt;</v></c></row></sheetData></worksheet>`, "2|3幢|501 & <x>"},
		"no references":        {`<worksheet><sheetData>` + head + `<row><c t="inlineStr"><is><t>3幢</t></is></c><c><v>501</v></c></row></sheetData></worksheet>`, "2|3幢|501"},
		"prefixes, comments":   {`<?xml version="1.0"?><!-- > --><x:worksheet xmlns:x='a>b'><x:sheetData>` + strings.ReplaceAll(strings.ReplaceAll(head, "</", "</x:"), "<", "<x:") + `</x:sheetData></x:worksheet>`, ""},
		"quotes hold anything": {`<worksheet a='>"' b=">'"><sheetData>` + head + `<row r="2" x=">"><c y='<>"' r="A2"><v>3</v></c><c r="B2"><v><![CDATA[501]]></v></c></row></sheetData></worksheet>`, "2|3|501"},
		"hex escapes":          {`<worksheet><sheetData>` + head + `<row r="2"><c t="inlineStr"><is><t>3_x000D__x4e2d_幢_x0</t></is></c><c><v>1.38E10</v></c></row></sheetData></worksheet>`, "2|3 中幢_x0|13800000000"},
		"rows far down":        {`<worksheet><sheetData>` + head + `<row r="70000"/><row r="1048576"><c r="A1048576"><v>3</v></c><c r="B1048576"><v>1</v></c><c r="XFD1048576"><v>9</v></c></row></sheetData></worksheet>`, "1048576|3|1"},
		"dates and times":      {`<worksheet><sheetData>` + head + `<row r="2"><c r="A2" s="1"><v>43617</v></c><c r="B2" s="1"><v>43617.638888888891</v></c></row></sheetData></worksheet>`, "2|2019-06-01|2019-06-01 15:20"},
		"booleans":             {`<worksheet><sheetData>` + head + `<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c></row></sheetData></worksheet>`, "2|是|否"},
		"bad references":       {`<worksheet><sheetData>` + head + `<row r="x"><c r="!" t="s"><v>99</v></c><c r="ZZZZZZZZZ2"><v>7</v></c><c r="B2" s="-5"><v>1</v></c></row></sheetData></worksheet>`, "2||1"},
		"nothing":              {`<worksheet><sheetData>` + head + `</sheetData></worksheet>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sheet := c.sheet
			if name == "prefixes, comments" {
				sheet = strings.ReplaceAll(sheet, "<x:x:", "<x:")
				sheet = strings.ReplaceAll(sheet, "<x:/x:", "</x:")
			}
			got := read(t, open(t, byHand(t, sheet), roster...))
			if strings.Join(got, "\n") != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestOldDateSystem(t *testing.T) {
	t.Parallel()
	sheet := `<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c s="1"><v>0</v></c><c s="1"><v>42155</v></c></row></sheetData></worksheet>`
	file := byHand(t, sheet, "xl/workbook.xml", `<workbook><workbookPr date1904="1"/><sheets><sheet name="一" r:id="r1"/></sheets></workbook>`)
	same(t, read(t, open(t, file, roster...)), "2|1904-01-01|2019-06-01")

	bare := `<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c><v>3</v></c><c><v>42155</v></c></row></sheetData></worksheet>`
	for book, want := range map[string]string{`<workbookPr date1904="true"/>`: "2019-06-01", ``: "2015-05-31"} {
		file := byHand(t, bare, "xl/workbook.xml", `<workbook>`+book+`<sheets><sheet name="一" r:id="r1"/></sheets></workbook>`)
		for row, err := range open(t, file, roster...).Rows() {
			if got := row.Day("home"); err != nil || got.String() != want {
				t.Errorf("a day that lost its format, with %q: %s, %v", book, got, err)
			}
		}
	}
}

// A formula is never run: its stored result is read, and where none is stored
// the cell is a fault, not an empty cell.
func TestFormulasAreNeverRun(t *testing.T) {
	t.Parallel()
	file := byHand(t, strings.Replace(plainSheet, "</sheetData>", `<row r="3"><c r="A3"><v>4</v></c><c r="B3"><f>500+1</f></c></row>`+
		`<row r="4"><c r="A4"><f>1/0</f></c></row>`+
		`<row r="5"><c r="A5" t="str"><f>IF(1,"","")</f><v></v></c><c r="B5"><f>500+3</f><v>503</v></c></row></sheetData>`, 1))
	m := open(t, file, roster...)
	same(t, read(t, m), "2|3|501", "3|4|", "5||503")
	if faults, all := m.Faults(); all != 1 || faults[0].String() != "第 3 行“房号”：这一格的公式算不出结果，请直接填写内容" {
		t.Errorf("%d faults: %v", all, faults)
	}
}

func TestZerosInFrontAreKept(t *testing.T) {
	t.Parallel()
	sheet := `<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>` +
		`<row><c s="2"><v>12</v></c><c s="2"><v>12345</v></c></row><row><c s="2"><v>1.5</v></c><c s="1"><v>43617</v></c></row></sheetData></worksheet>`
	styles := `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`
	same(t, read(t, open(t, byHand(t, sheet, "xl/styles.xml", styles), roster...)), "2|0012|12345", "3|1.5|2019-06-01")

	file := excel(t, [][]any{{"楼栋", "房号", "电话"}, {"3幢", "0501", "05922345678"}, {"3幢", 502, 5922345678}}, nil)
	m := open(t, file, roster...)
	same(t, read(t, m), "2|3幢|0501|05922345678", "3|3幢|502|5922345678")
	for row := range m.Rows() {
		if phone := row.Phone("phone"); (phone.Number == "0592-2345678") != row.OK() {
			t.Errorf("row %d: %+v", row.Number, phone)
		}
	}
}

func TestNumbersAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"89.37": "89.37", "89.370000000000005": "89.37", "1.3800001234E10": "13800001234", "3.0": "3", "0": "0", "-5": "-5",
		"0.1": "0.1", ".5": "0.5", "5.": "5", "007": "7", "1e-7": "0.0000001", "abc": "abc", "NaN": "NaN", "1e999": "1e999",
		"123456789012345": "123456789012345", "99999999999999.9": "99999999999999.9", "": "",
	} {
		if got, k := appendNumber(nil, []byte(in)); string(got) != want || k == lossy {
			t.Errorf("%q: %q %d, want %q", in, got, k, want)
		}
	}
	if _, k := appendNumber(nil, []byte("3.50203189901010E17")); k != lossy {
		t.Error("an identity number in a number cell has lost digits")
	}
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.StringMatching(`[1-9][0-9]{0,8}(\.[0-9]{0,3}[1-9])?`).Draw(t, "number")
		if got, _ := appendNumber(nil, []byte(in + "0e0")[:len(in)]); string(got) != in {
			t.Fatalf("%q: %q", in, got)
		}
	})
}

func TestDateFormats(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"yyyy-mm-dd": true, `yyyy"年"m"月"d"日"`: true, "[$-804]aaaa;@": false, "h:mm": true, "General": false, "0.00": false,
		`0.00"days"`: false, `#,##0\d`: false, "[Red]0": false, "[h]:mm": true, "@": false, `_ * #,##0.00_ ;`: false, "m/d/yy h:mm": true,
	} {
		if got := dateFormat(164, code); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
	for id, want := range map[int]bool{0: false, 1: false, 14: true, 22: true, 31: true, 49: false, 57: true} {
		if got := dateFormat(id, ""); got != want {
			t.Errorf("built-in %d: %v", id, got)
		}
	}
	for serial, want := range map[string]string{"1": "1900-01-01", "59": "1900-02-28", "61": "1900-03-01", "45618": "2024-11-22", "0.5": "12:00", "2958465": "9999-12-31", "2958465.9999999": "2958465.9999999", "-1": "-1", "3000000": "3000000"} {
		if got, _ := appendDate(nil, []byte(serial), false); string(got) != want {
			t.Errorf("serial %s: %s, want %s", serial, got, want)
		}
	}
	for serial, want := range map[string]string{"2957003": "9999-12-31", "2957004": "2957004", "1e300": "1" + strings.Repeat("0", 300)} {
		if got, _ := appendDate(nil, []byte(serial), true); string(got) != want {
			t.Errorf("serial %s from 1904: %s, want %s", serial, got, want)
		}
	}
}
