package codes

import (
	"regexp"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// PhoneKind says what can be done with a number.
type PhoneKind uint8

// The kinds of telephone number.
const (
	Mobile   PhoneKind = iota + 1 // takes calls and text messages
	Landline                      // takes calls
	Service                       // 12345, 400 numbers: nobody's own
)

// Phone is a telephone number in the one form in which it is kept: 13800001234,
// 0592-1234567, 4008001234, 12345.
type Phone struct {
	Number string
	Kind   PhoneKind
}

var (
	mobileShape   = regexp.MustCompile(`^1[3-9][0-9]{9}$`)
	landlineShape = regexp.MustCompile(`^(010|02[0-9]|0[3-9][0-9]{2})([2-9][0-9]{6,7})$`)
	serviceShape  = regexp.MustCompile(`^(1[0-2][0-9]|12[0-9]{3}|9[56][0-9]{3,4}|[48]00[0-9]{7})$`)
)

var unbracket = strings.NewReplacer("(", "", ")", "")

var (
	errPhone  = errs.New(errs.Invalid, "phone.format", "请填11位手机号，或带区号的座机号，如 0592-1234567")
	errMobile = errs.New(errs.Invalid, "phone.mobile", "请填11位手机号")
)

// ParsePhone reads a mobile, landline or service number. Blanks, dashes,
// brackets, full-width digits and a leading +86 are forgiven.
func ParsePhone(s string) (Phone, error) {
	s = unbracket.Replace(compact(s))
	for _, prefix := range []string{"+86", "0086"} {
		s = strings.TrimPrefix(s, prefix)
	}
	if len(s) == 13 && strings.HasPrefix(s, "861") {
		s = s[2:]
	}
	if mobileShape.MatchString(s) {
		return Phone{s, Mobile}, nil
	}
	if m := landlineShape.FindStringSubmatch(s); m != nil {
		return Phone{m[1] + "-" + m[2], Landline}, nil
	}
	if serviceShape.MatchString(s) {
		return Phone{s, Service}, nil
	}
	return Phone{}, errPhone
}

// ParseMobile reads a mobile number only, for what must receive a text message.
func ParseMobile(s string) (string, error) {
	p, err := ParsePhone(s)
	if err != nil || p.Kind != Mobile {
		return "", errMobile
	}
	return p.Number, nil
}
