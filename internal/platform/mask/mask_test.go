package mask

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestName(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"张三": "张*", "张三丰": "张*", "欧阳修": "欧阳*", "司马相如": "司马*", "诸葛": "诸*", "欧阳": "欧*",
		"": "", "张": "*", " 张三 ": "张*", "买买提·艾力": "买*·*", "阿卜杜热合曼•买买提•艾力": "阿*•*",
		"John Smith": "J* *", "Élodie Durand": "É* *", "Madonna": "M*", "王　小明": "王*　*", "陈女士": "陈*",
		"張 ": "*", "买买提·": "买*", "·买买提": "·*", "𠮷田太郎": "𠮷*",
	} {
		if got := Name(in); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPhone(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"13800001234": "138****1234", "138 0000 1234": "138****1234", "0592-2345678": "0592-*****78", "010-62345678": "010-******78",
		"12345": "12345", "4008001234": "4008001234", "110": "110", "": "", "+86 138 0000 1234": strings.Repeat("*", 15) + "34",
		"05922345678": "*********78", "张三的电话": "***电话", "98": "**",
	} {
		if got := Phone(in); got != want {
			t.Errorf("Phone(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestIdentityAndBank(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"350203189901010014": "350***********0014", "11010519491231002X": "110***********002X",
		"110105491231002": "110********1002", "E12345678": "E******78", "12345678": "1*****78", "123": "***", "": "",
	} {
		if got := Identity(in); got != want {
			t.Errorf("Identity(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"6222 0200 0000 1234 567": "****4567", "6222020000001234": "****1234", "1234567": "****", "": "", "12": "**",
	} {
		if got := Bank(in); got != want {
			t.Errorf("Bank(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAddress(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"厦门市思明区莲花北路12号3幢2单元501室": "厦门市思明区莲花北路12号3幢",
		"莲花一村12号501室":            "莲花一村12号",
		"莲花一村12号501":             "莲花一村12号",
		"莲花一村12号之501":            "莲花一村12号",
		"莲花一村 12号 B501":          "莲花一村 12号",
		"深田小区3号楼2梯501":           "深田小区3号楼",
		"深田小区 3#楼 501":           "深田小区 3#楼",
		"深田小区B座12楼1203":          "深田小区B座",
		"深田小区十二栋甲单元":             "深田小区十二栋",
		"深田小区3-2-501":            "深田小区3",
		"深田小区2单元501室":            "深田小区",
		"深田小区501室":               "深田小区",
		"深田小区 1203":              "深田小区",
		"鼓楼街道三坊七巷12号":            "鼓楼街道三坊七巷12号",
		"中山路1号":                  "中山路1号",
		"文昌路100弄12号302室":         "文昌路100弄12号",
		"":                       "",
	} {
		if got := Address(in); got != want {
			t.Errorf("Address(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRoomsNeverShow(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		place := rapid.SampledFrom([]string{"莲花北路12号", "深田小区", "金尚小区一期", "文昌路100弄12号", ""}).Draw(t, "place")
		building := rapid.SampledFrom([]string{"3幢", "12号楼", "B座", "5#楼", "七栋", ""}).Draw(t, "building")
		entrance := rapid.SampledFrom([]string{"2单元", "1梯", "甲单元", " ", "", "-2-"}).Draw(t, "entrance")
		room := rapid.StringMatching(`[6-9]0[1-9]`).Draw(t, "room")
		suffix := rapid.SampledFrom([]string{"室", "房", "", " ", "户"}).Draw(t, "suffix")
		if got := Address(place + building + entrance + room + suffix); strings.Contains(got, room) || !strings.HasPrefix(got, place) && place != "" {
			t.Fatalf("%s%s%s%s%s becomes %s", place, building, entrance, room, suffix, got)
		}
	})
}

func FuzzMask(f *testing.F) {
	f.Add("张三")
	f.Add("莲花北路12号3幢2单元501室")
	f.Add("\xff张·\xfe")
	f.Fuzz(func(t *testing.T, s string) {
		if name := Name(s); strings.TrimSpace(s) != "" && !strings.Contains(name, "*") {
			t.Errorf("Name(%q) hides nothing", s)
		}
		if a := Address(s); !strings.HasPrefix(strings.TrimSpace(s), a) {
			t.Errorf("Address(%q) = %q is no beginning of it", s, a)
		}
		_, _, _ = Phone(s), Identity(s), Bank(s) // none panics
	})
}
