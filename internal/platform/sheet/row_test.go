package sheet

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
)

// one reads a table of a single column and row.
func one(t testing.TB, value string, read func(r *Row)) []Fault {
	t.Helper()
	m := open(t, []byte("值\n\""+strings.ReplaceAll(value, `"`, `""`)+"\"\n"), Column{Name: "v", Title: "值"})
	for row, err := range m.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		read(row)
	}
	faults, _ := m.Faults()
	return faults
}

func TestTypedCells(t *testing.T) {
	t.Parallel()
	area := func(r *Row) any { return r.Area("v") }
	whole := func(r *Row) any { return r.Int("v", -10, 3000) }
	day := func(r *Row) any { return r.Day("v") }
	yes := func(r *Row) any { return r.Bool("v") }
	for _, c := range []struct {
		in   string
		read func(r *Row) any
		want any
		text string // of the fault, or "" for none
	}{
		{"89.37", area, int64(89370), ""}, {"89.37㎡", area, int64(89370), ""}, {"1,089.3705 平方米", area, int64(1089371), ""}, {"８９．３７", area, int64(89370), ""},
		{"0.0004", area, int64(0), "请填面积，如 89.37，单位是平方米，要大于 0，小于 10 万"}, {"约90", area, int64(0), "请填面积，如 89.37，单位是平方米，要大于 0，小于 10 万"}, {"-3", area, int64(0), "请填面积，如 89.37，单位是平方米，要大于 0，小于 10 万"}, {"99999.999㎡", area, int64(99999999), ""}, {"100000", area, int64(0), "请填面积，如 89.37，单位是平方米，要大于 0，小于 10 万"},

		{"89，37", area, int64(0), "请填面积，如 89.37，单位是平方米，要大于 0，小于 10 万"}, {"1,23,456", area, int64(0), "请填面积，如 89.37，单位是平方米，要大于 0，小于 10 万"},
		{"００５０１", day, calendar.Day(0), "日期请写成 2026-11-22 这样，现在写的是“00501”"},
		{"12", whole, int64(12), ""}, {"2,000.00", whole, int64(2000), ""}, {"1.5", whole, int64(0), "请填整数"}, {"4000", whole, int64(0), "请填 -10 到 3000 之间的整数"}, {"'-7", whole, int64(-7), ""},
		{"2019-06-01", day, calendar.Day(20190601), ""}, {"2019-06-01T00:00:00", day, calendar.Day(20190601), ""}, {"2019年6月1日 15:20", day, calendar.Day(20190601), ""}, {"43617", day, calendar.Day(20190601), ""}, {"去年", day, calendar.Day(0), "日期请写成 2026-11-22 这样，现在写的是“去年”"}, {"2019-02-29", day, calendar.Day(0), "没有2019年02月29日这一天"},
		{"是", yes, true, ""}, {"√", yes, true, ""}, {"Ｙ", yes, true, ""}, {"否", yes, false, ""}, {"也许", yes, false, "请填“是”或“否”"},
		{"138 0000 1234", func(r *Row) any { return r.Phone("v") }, codes.Phone{Number: "13800001234", Kind: codes.Mobile}, ""},
		{"12", func(r *Row) any { return r.Phone("v") }, codes.Phone{}, "请填11位手机号，或带区号的座机号，如 0592-1234567"},
		{"长长长", func(r *Row) any { return r.Text("v", 2) }, "", "最多写 2 个字，现在有 3 个，请删短一些"},
		{"'=1+1", func(r *Row) any { return r.Text("v", 9) }, "=1+1", ""}, {"'quote", func(r *Row) any { return r.Text("v", 9) }, "'quote", ""},
		{"a\ufffd", func(r *Row) any { return r.Text("v", 9) }, "", "有认不出的字，请重新填写"},
	} {
		var got any
		faults := one(t, c.in, func(r *Row) {
			got = c.read(r)
			if r.OK() != (c.text == "") {
				t.Errorf("%q: OK %v", c.in, r.OK())
			}
		})
		if got != c.want || len(faults) != min(1, len(c.text)) || c.text != "" && faults[0].String() != "第 2 行“值”："+c.text {
			t.Errorf("%q: %v, %v, want %v, %q", c.in, got, faults, c.want, c.text)
		}
	}
}

func TestFaultsNameRowAndColumn(t *testing.T) {
	t.Parallel()
	file := byHand(t, strings.Replace(plainSheet, "</sheetData>", `<row r="7"><c r="A7"><v>3.50203189901010E17</v></c><c r="B7" t="e"><v>#N/A</v></c></row><row r="8"><c r="C8"><v>1</v></c></row><row r="9"><c r="A9" t="str"><v>`+"a\xff"+`</v></c><c r="B9"><v>1</v></c></row></sheetData>`, 1))
	m := open(t, file, roster...)
	for row, err := range m.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		row.Need("building", 20)
		row.Need("home", 20)
		if row.Text("owner", 20) != "" || row.Area("area") != 0 {
			t.Error("a column that is not there reads as empty")
		}
		if row.Number > 8 {
			continue
		}
		if _, ok := Parse(row, "building", func(string) (int, error) { return 0, errors.New("这一栋不在本小区") }); ok {
			t.Error("a refused value is not ok")
		}
	}
	faults, all := m.Faults()
	var got []string
	for _, f := range faults {
		got = append(got, f.String())
	}
	same(t, got,
		"第 2 行“楼栋”：这一栋不在本小区",
		"第 7 行“楼栋”：数字太长，表格软件已经丢掉了后几位。请把这一列设成“文本”格式，重新填一遍",
		"第 7 行“房号”：这一格的公式算不出结果，请直接填写内容",
		"第 7 行“楼栋”：数字太长，表格软件已经丢掉了后几位。请把这一列设成“文本”格式，重新填一遍",
		"第 8 行“楼栋”：这一格不能空着",
		"第 8 行“房号”：这一格不能空着",
		"第 9 行“楼栋”：有认不出的字，请重新填写")
	if all != len(faults) {
		t.Errorf("%d faults in all", all)
	}
}

func TestManyFaultsAreCountedNotKept(t *testing.T) {
	t.Parallel()
	m := open(t, []byte("值\n"+strings.Repeat("x\n", maxFaults+50)), Column{Name: "v", Title: "值"})
	for row := range m.Rows() {
		row.Int("v", 0, 1)
	}
	if faults, all := m.Faults(); len(faults) != maxFaults || all != maxFaults+50 {
		t.Errorf("%d kept of %d", len(faults), all)
	}
}

func TestDecimalIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 999_999_999_999).Draw(t, "thousandths")
		whole, part := n/1000, n%1000
		text := strings.TrimSuffix(strings.TrimRight(fmtDecimal(whole, part), "0"), ".")
		if got, err := decimal(text, 3); err != nil || got != n {
			t.Fatalf("%s: %d, %v, want %d", text, got, err, n)
		}
		if got, err := decimal("-"+text, 3); err != nil || got != -n {
			t.Fatalf("-%s: %d, %v", text, got, err)
		}
	})
}

func fmtDecimal(whole, part int64) string {
	return strconv.FormatInt(whole, 10) + "." + strings.Repeat("0", 3-len(strconv.FormatInt(part, 10))) + strconv.FormatInt(part, 10)
}

func FuzzDecimal(f *testing.F) {
	f.Add("1,089.37", 3)
	f.Fuzz(func(t *testing.T, s string, places int) {
		if places < 0 || places > 6 {
			return
		}
		_, _ = decimal(s, places)
		_, _ = parseArea(s)
		_, _ = parseDay(s, places%2 == 0)
	})
}
