package clean

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

func TestLine(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"  楼道 有\t杂物\r\n ": "楼道 有 杂物",
		"　漏水　":            "漏水",
		"a\x00b\x07c\x7f": "abc",
		"\ufeff标题":        "标题",
		"文件\u202egpj.exe": "文件gpj.exe",
		"e\u0301te\u0301": "été",
		"e\u200b\u0301":   "é",
		"👨\u200d👩\u200d👧 👍🏽 ❤\ufe0f": "👨\u200d👩\u200d👧 👍🏽 ❤\ufe0f",
		"𠮷野家 㐂":          "𠮷野家 㐂",
		"":               "",
		" \u200b\u3164 ": "",
	} {
		if got, err := Line(in, 40); err != nil || got != want {
			t.Errorf("Line(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"一\r\n二\r三\u2028四":           "一\n二\n三\n四",
		"\n\n一  \n\n\n\n二\n \n三\n\n": "一\n\n二\n\n三",
		"  缩进\n  再缩进":                "缩进\n  再缩进",
		"":                           "",
	} {
		if got, err := Text(in, 40); err != nil || got != want {
			t.Errorf("Text(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
}

func TestLengthCountsCharacters(t *testing.T) {
	t.Parallel()
	full := strings.Repeat("邻", 3990) + strings.Repeat("🏠", 10)
	if got, err := Text(full, 4000); err != nil || got != full {
		t.Errorf("4,000 characters: %v", err)
	}
	_, err := Text(full+"里", 4000)
	if e := errs.As(err); e == nil || e.Message() != "最多写 4000 个字，现在有 4001 个，请删短一些" {
		t.Errorf("4,001 characters: %v", err)
	}
	if _, err := Line("\xff\xfe", 10); !errs.Is(err, "text.bytes") {
		t.Errorf("broken bytes: %v", err)
	}
	if got, _ := Line("z"+strings.Repeat("\u0335", 500), 10); Length(got) != 1+maxMarks {
		t.Errorf("smeared marks: %d characters stay", Length(got))
	}
}

func check(t interface{ Fatalf(string, ...any) }, in string) {
	for name, clean := range map[string]func(string, int) (string, error){"Line": Line, "Text": Text} {
		out, err := clean(in, 1<<30)
		if err != nil {
			if utf8.ValidString(in) {
				t.Fatalf("%s(%q): %v", name, in, err)
			}
			continue
		}
		bad := func(r rune) bool {
			return unicode.IsControl(r) && (r != '\n' && r != '\t' || name == "Line") || r == '\u202e'
		}
		if strings.ContainsFunc(out, bad) || !norm.NFC.IsNormalString(out) || strings.TrimSpace(out) != out {
			t.Fatalf("%s(%q) = %q", name, in, out)
		}
		if again, err := clean(out, 1<<30); err != nil || again != out {
			t.Fatalf("%s(%q) = %q, and again %q, %v", name, in, out, again, err)
		}
	}
}

func TestCleaningIsStable(t *testing.T) {
	t.Parallel()
	signs := rapid.SliceOf(rapid.SampledFrom([]rune("a中 \n\r\t\x00\u0301\u0335\u0316\u200b\u200d\u202e\u3164\u3000가ᄀ\u1161é👍\ufe0f")))
	rapid.Check(t, func(t *rapid.T) { check(t, string(signs.Draw(t, "signs"))) })
}

func FuzzClean(f *testing.F) {
	f.Add("楼道\r\n有 e\u0301 \u202e👍🏽")
	f.Fuzz(func(t *testing.T, s string) { check(t, s) })
}
