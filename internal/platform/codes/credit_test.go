package codes

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

func TestCreditCodes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in, code string
		doubt    bool
	}{
		{"91350100M000100Y43", "91350100M000100Y43", false},
		{"91350100m000100y43", "91350100M000100Y43", false},
		{"91350100M000100Y4Z"[:17] + "3", "91350100M000100Y43", false},
		{"11320000MB151840XJ", "11320000MB151840XJ", false},
		{"91512081MA62K0260E", "91512081MA62K0260E", false},
		{"91350100M000100Y44", "91350100M000100Y44", true},
		{"91350211M0000XUF46", "91350211M0000XUF46", true},
		{"91350100M0001TGQXM", "91350100M0001TGQXM", true},
	} {
		code, doubt, err := ParseCreditCode(c.in)
		if err != nil || code != c.code || (doubt == CreditDoubt) != c.doubt {
			t.Errorf("%s: %s, doubt %q, %v", c.in, code, doubt, err)
		}
	}
	for in, text := range map[string]string{
		"91350100M000100Y4Z": "统一社会信用代码只有数字和大写字母，没有 I、O、S、V、Z，请再核对一遍",
		"9135010OM000100Y43": "统一社会信用代码只有数字和大写字母，没有 I、O、S、V、Z，请再核对一遍",
		"91350100M000100Y4":  "统一社会信用代码应该是18位，请再核对一遍",
		"":                   "统一社会信用代码应该是18位，请再核对一遍",
	} {
		if _, _, err := ParseCreditCode(in); errs.As(err) == nil || errs.As(err).Message() != text {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func FuzzParseCreditCode(f *testing.F) {
	f.Add("91350100M000100Y43")
	f.Fuzz(func(t *testing.T, s string) {
		if code, _, err := ParseCreditCode(s); err == nil && len(code) != 18 {
			t.Errorf("%q: %q", s, code)
		}
	})
}
