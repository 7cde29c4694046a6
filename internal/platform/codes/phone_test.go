package codes

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

func TestPhones(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]Phone{
		"13800001234":       {"13800001234", Mobile},
		"138 0000 1234":     {"13800001234", Mobile},
		"138-0000-1234":     {"13800001234", Mobile},
		"+86 138 0000 1234": {"13800001234", Mobile},
		"008613800001234":   {"13800001234", Mobile},
		"8613800001234":     {"13800001234", Mobile},
		"１３８００００１２３４":       {"13800001234", Mobile},
		"19912345678":       {"19912345678", Mobile},
		"0592-2345678":      {"0592-2345678", Landline},
		"(0592)2345678":     {"0592-2345678", Landline},
		"（0592）2345678":     {"0592-2345678", Landline},
		"05922345678":       {"0592-2345678", Landline},
		"010-62345678":      {"010-62345678", Landline},
		"02162345678":       {"021-62345678", Landline},
		"12345":             {"12345", Service},
		"110":               {"110", Service},
		"400-800-1234":      {"4008001234", Service},
		"95598":             {"95598", Service},
	} {
		if got, err := ParsePhone(in); err != nil || got != want {
			t.Errorf("%q: %+v, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "12800001234", "1380000123", "138000012345", "0592-123", "0000-2345678", "电话", "13800001234转1", "99999"} {
		if got, err := ParsePhone(in); errs.KindOf(err) != errs.Invalid {
			t.Errorf("%q: %+v, %v, want a refusal", in, got, err)
		}
	}
	if _, err := ParseMobile("0592-2345678"); errs.As(err) == nil || errs.As(err).Message() != "请填11位手机号" {
		t.Errorf("a landline is no mobile: %v", err)
	}
	if got, err := ParseMobile("138 0000 1234"); err != nil || got != "13800001234" {
		t.Errorf("%q, %v", got, err)
	}
}

func FuzzParsePhone(f *testing.F) {
	f.Add("(0592) 234-5678")
	f.Add("+8613800001234")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParsePhone(s)
		if err != nil {
			return
		}
		if again, err := ParsePhone(got.Number); err != nil || again != got {
			t.Errorf("%q: %+v reads again as %+v, %v", s, got, again, err)
		}
	})
}
