package sheet

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

const csvText = "楼栋,房号,业主姓名,建筑面积\r\n3幢,501,张三,89.37\r\n\r\n,,,\r\n3幢,502,\"李\r\n四\",\"1,200.5\"\r\n4幢,101,\"王\"\"五\"\"\",\r\n"

func TestCSVInEveryCoding(t *testing.T) {
	t.Parallel()
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(csvText)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(csvText, ",", "\t"))
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{
		"UTF-8": csvText, "with its mark": "\ufeff" + csvText, "GB18030": gbk, "UTF-16 with tabs": strings.ReplaceAll(utf16, "\"1\t", "\"1,"),
		"semicolons": strings.ReplaceAll(csvText, ",", ";"), "old Macintosh ends of line": strings.ReplaceAll(csvText, "\r\n", "\n"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := open(t, []byte(file), roster...)
			got := strings.ReplaceAll(strings.ReplaceAll(strings.Join(read(t, m), "\n"), ";", ","), "1\t2", "1,2")
			same(t, strings.Split(strings.ReplaceAll(got, "1 200", "1,200"), "\n"),
				"2|3幢|501|张三|89.37", "5|3幢|502|李 四|1,200.5", "6|4幢|101|王\"五\"|")
		})
	}
}

func TestSeparatorIsFoundBelowATitle(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{
		"tabs":       "金尚小区业主信息表\n楼栋\t房号\t业主姓名\n3幢\t501\t\"张,三\"\n",
		"semicolons": "\"表; 一,二,三,四\"\n楼栋;房号;业主姓名\n3幢;501;张,三\n",
		"commas":     "说明：甲;乙\n楼栋,房号,业主姓名\n3幢,501,\"张,三\"\n",
	} {
		if got := read(t, open(t, []byte(file), roster...)); strings.Join(got, "\n") != "3|3幢|501|张,三" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestCodingIsJudgedByTheWholeFile(t *testing.T) {
	t.Parallel()
	var long strings.Builder
	long.WriteString("楼栋,房号\n")
	for range 60_000 {
		long.WriteString("3,501\n")
	}
	long.WriteString("三幢,五〇一\n")
	m := open(t, []byte(long.String()), roster...)
	rows := read(t, m)
	if last := rows[len(rows)-1]; last != "60002|三幢|五〇一" {
		t.Errorf("UTF-8: %s", last)
	}
	gbk, _ := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(long.String()))
	rows = read(t, open(t, gbk, roster...))
	if last := rows[len(rows)-1]; last != "60002|三幢|五〇一" {
		t.Errorf("GB18030: %s", last)
	}
}

func TestCutCharactersAreNotMistakenForAnotherCoding(t *testing.T) {
	t.Parallel()
	for shift := range 5 {
		text := strings.Repeat("a", shift) + strings.Repeat("邻🏠", 120_000)
		if valid, _, err := pass(strings.NewReader(text)); !valid || err != nil {
			t.Errorf("shift %d: valid %v, %v", shift, valid, err)
		}
		if valid, _, _ := pass(strings.NewReader(text + "\xe9\x82")); valid {
			t.Errorf("shift %d: a cut end is not UTF-8", shift)
		}
	}
	if valid, _, _ := pass(bytes.NewReader(bytes.Repeat([]byte{0x80}, 600_000))); valid {
		t.Error("stray bytes are not UTF-8")
	}
}
