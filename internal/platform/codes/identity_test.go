package codes

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const today calendar.Day = 20261122

func TestIdentityVectors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in, number string
		birth      calendar.Day
		male       bool
	}{
		{"11010519491231002X", "11010519491231002X", 19491231, false},
		{"11010519491231002x", "11010519491231002X", 19491231, false},
		{"440524188001010014", "440524188001010014", 18800101, true},
		{"350203189901010014", "350203189901010014", 18990101, true},
		{"350181189006151236", "350181189006151236", 18900615, true},
		{"350302188811304566", "350302188811304566", 18881130, false},
		{" 350302 18881130 4566\n", "350302188811304566", 18881130, false},
		{"３５０３０２１８８８１１３０４５６６", "350302188811304566", 18881130, false},
		{"11010519491231002ｘ", "11010519491231002X", 19491231, false},
	} {
		got, err := ParseIdentity(c.in, today)
		if err != nil || got.Number != c.number || got.Birth != c.birth || got.Male != c.male {
			t.Errorf("%q: %+v, %v", c.in, got, err)
		}
	}
}

func TestBadIdentityNumbersSayWhy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, text string }{
		{"350203190002290014", "身份证号里的出生日期不存在，请再核对一遍"},
		{"350203189901010013", "身份证号最后一位对不上，可能有一位抄错了，请再核对一遍"},
		{"35020318990101001X", "身份证号最后一位对不上，可能有一位抄错了，请再核对一遍"},
		{"35020318990101001", "身份证号应该是18位，请再核对一遍"},
		{"", "身份证号应该是18位，请再核对一遍"},
		{"35020318990101001Y", "身份证号前17位只能是数字，最后一位是数字或X"},
		{"X50203189901010014", "身份证号前17位只能是数字，最后一位是数字或X"},
		{"990203189901010014", "身份证号开头的地区代码不存在，请再核对一遍"},
		{"350203179901010014", "身份证号里的出生日期不存在，请再核对一遍"},
		{"350203990101001", "15位的旧号码已经停用，请填18位的身份证号"},
		{"350203202611230015", "身份证号里的出生日期还没有到，请再核对一遍"},
	} {
		_, err := ParseIdentity(c.in, today)
		if e := errs.As(err); e == nil || e.Kind != errs.Invalid || e.Message() != c.text {
			t.Errorf("%q: %v, want %s", c.in, err, c.text)
		}
	}
}

func TestEveryWrongDigitIsCaught(t *testing.T) {
	t.Parallel()
	const good = "350203189901010014"
	for i := range len(good) {
		for digit := byte('0'); digit <= '9'; digit++ {
			bad := good[:i] + string(digit) + good[i+1:]
			if _, err := ParseIdentity(bad, today); bad != good && err == nil {
				t.Errorf("%s passes", bad)
			}
		}
	}
}

func TestOldNumbersBecomeTheNumbersOfToday(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"110105491231002":    "11010519491231002X",
		"11010519491231002X": "11010519491231002X",
		"440524800101997":    "440524188001019975",
	} {
		got, err := ParseOldIdentity(in, today)
		if err != nil || got.Number != want {
			t.Errorf("%s: %+v, %v, want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", "11010549123100X", "110105490231002", "1101054912310021"} {
		if got, err := ParseOldIdentity(in, today); err == nil {
			t.Errorf("%q: %+v, want an error", in, got)
		}
	}
}

func TestAge(t *testing.T) {
	t.Parallel()
	id := Identity{Birth: 19611122}
	for on, want := range map[calendar.Day]int{20261121: 64, 20261122: 65, 20261123: 65, 19611122: 0} {
		if got := id.Age(on); got != want {
			t.Errorf("on %s: %d, want %d", on, got, want)
		}
	}
}

func TestMadeNumbersAreRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		birth := calendar.Day(18000101).Add(rapid.IntRange(0, 82000).Draw(t, "birth"))
		seventeen := "350203" + birth.Start().Format("20060102") + rapid.StringMatching(`[0-9]{3}`).Draw(t, "sequence")
		number := seventeen + string(check(seventeen))
		got, err := ParseIdentity(number, birth)
		if err != nil || got.Number != number || got.Birth != birth || got.Area() != "350203" || got.Age(birth) != 0 {
			t.Fatalf("%s: %+v, %v", number, got, err)
		}
		if _, err := ParseIdentity(number, birth.Add(-1)); err == nil {
			t.Fatalf("%s was read before the birth", number)
		}
	})
}

func FuzzParseOldIdentity(f *testing.F) {
	f.Add("110105491231002")
	f.Add("11010519491231002x")
	f.Add("３５０３０２１８８８１１３０４５６６")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseOldIdentity(s, today)
		if err != nil {
			return
		}
		again, err := ParseIdentity(got.Number, today)
		if err != nil || again != got || !got.Birth.Valid() || got.Birth.Start().After(today.Last().Add(time.Second)) {
			t.Errorf("%q: %+v reads again as %+v, %v", s, got, again, err)
		}
	})
}
