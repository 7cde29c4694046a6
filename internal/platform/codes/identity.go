package codes

import (
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Identity is a resident identity number and what it says of its holder.
type Identity struct {
	Number string       // 18 characters, the check character a capital X where it is one
	Birth  calendar.Day // date of birth
	Male   bool         // the 17th digit is odd
}

// Area is the six-digit division in which the number was first given out, not
// where the holder lives now.
func (id Identity) Area() string { return id.Number[:6] }

// Age is the holder's age in full years on the day.
func (id Identity) Age(on calendar.Day) int {
	age := on.Year() - id.Birth.Year()
	if int(on)%10000 < int(id.Birth)%10000 {
		age--
	}
	return age
}

// provinces are the first two digits in use (GB/T 2260, and 81 to 83 for the
// residence permits of Hong Kong, Macao and Taiwan residents).
const provinces = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 "

var (
	errLength   = errs.New(errs.Invalid, "identity.length", "身份证号应该是18位，请再核对一遍")
	errOld      = errs.New(errs.Invalid, "identity.old", "15位的旧号码已经停用，请填18位的身份证号")
	errSigns    = errs.New(errs.Invalid, "identity.signs", "身份证号前17位只能是数字，最后一位是数字或X")
	errArea     = errs.New(errs.Invalid, "identity.area", "身份证号开头的地区代码不存在，请再核对一遍")
	errBirth    = errs.New(errs.Invalid, "identity.birth", "身份证号里的出生日期不存在，请再核对一遍")
	errFuture   = errs.New(errs.Invalid, "identity.future", "身份证号里的出生日期还没有到，请再核对一遍")
	errLast     = errs.New(errs.Invalid, "identity.check", "身份证号最后一位对不上，可能有一位抄错了，请再核对一遍")
	errOldShape = errs.New(errs.Invalid, "identity.old_shape", "旧身份证号应该是15位数字，请再核对一遍")
)

// ParseIdentity reads an 18-character resident identity number (GB 11643).
// Spaces and full-width characters are forgiven, a small x becomes X. today is
// the day on which it is read: nobody is born after it.
func ParseIdentity(s string, today calendar.Day) (Identity, error) {
	s = compact(s)
	switch {
	case len(s) == 15 && digits(s):
		return Identity{}, errOld
	case len(s) != 18:
		return Identity{}, errLength
	case !digits(s[:17]) || !digits(s[17:]) && s[17] != 'X':
		return Identity{}, errSigns
	case !strings.Contains(provinces, " "+s[:2]+" "):
		return Identity{}, errArea
	}
	return identity(s, s[6:14], today)
}

// identity is the shared end of every number whose 18th character is the GB
// 11643 check character; birth holds the eight digits of the date of birth.
func identity(number, birth string, today calendar.Day) (Identity, error) {
	born := calendar.NewDay(number4(birth[:4]), time.Month(number4(birth[4:6])), number4(birth[6:8]))
	switch {
	case born == 0 || born.Year() < 1800:
		return Identity{}, errBirth
	case born > today:
		return Identity{}, errFuture
	case check(number[:17]) != number[17]:
		return Identity{}, errLast
	}
	return Identity{Number: number, Birth: born, Male: number[16]%2 == 1}, nil
}

// ParseOldIdentity reads what an old register holds: an 18-character number, or
// a 15-digit one, which is written out to the 18 characters its holder has now,
// so that both find the same person.
func ParseOldIdentity(s string, today calendar.Day) (Identity, error) {
	s = compact(s)
	if len(s) == 18 {
		return ParseIdentity(s, today)
	}
	if len(s) != 15 || !digits(s) {
		return Identity{}, errOldShape
	}
	// 996 to 999 were kept for people born before 1900.
	century := "19"
	if s[12:] >= "996" {
		century = "18"
	}
	s = s[:6] + century + s[6:]
	return ParseIdentity(s+string(check(s)), today)
}

// check is the check character of 17 digits: weights 2^(17-i) mod 11 (ISO 7064
// MOD 11-2).
func check(digits string) byte {
	sum := 0
	for i := range len(digits) {
		sum = (sum + int(digits[i]-'0')) * 2 % 11
	}
	return "10X98765432"[sum]
}

// compact drops blanks and joining dashes and writes full-width characters and
// small letters as their plain capitals.
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case strings.ContainsRune(" \t\r\n\u00a0\u3000\u200b\ufeff-–—", r):
			return -1
		}
		return r
	}, s)
}

// digits says whether s holds ASCII digits only.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// number4 is the value of at most four ASCII digits.
func number4(s string) (n int) {
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
