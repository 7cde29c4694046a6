package mask

import (
	"regexp"
	"strings"
)

// telling finds, in what people write, the numbers that tell who somebody is:
// identity numbers, bank accounts, mobile numbers and landlines; in digits of
// either width, written together or in groups.
var telling = regexp.MustCompile(strings.ReplaceAll(
	`D{17}[XxＸｘ]|D{12,19}|D{4,6}(?: D{3,8}){2,4}[XxＸｘ]?|D{4,6}(?:-D{3,8}){2,4}[XxＸｘ]?|[1１][3-9３-９]D(?:[- ]?D{4}){2}|[0０]D{2,3}-?D{7,8}`,
	"D", "[0-9０-９]"))

// Text masks the numbers in free text that tell who somebody is, and leaves the
// rest as it was written: "打我电话 13800001234" becomes "打我电话 138****1234".
// Names cannot be found this way; text that must hold none is not to be shown.
func Text(text string) string {
	return telling.ReplaceAllStringFunc(text, func(number string) string {
		digits := onlyDigits(number)
		switch n := len(digits); {
		case n == 18 || n == 15:
			return Identity(digits)
		case n == 11 && digits[0] == '1', n >= 10 && n <= 12 && digits[0] == '0':
			return Phone(digits)
		case n < 12:
			return number
		}
		return Bank(digits)
	})
}

// onlyDigits gives the digits of s, and an X at its end, in their plain form.
func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' || r == 'Ｘ' || r == 'ｘ' {
			r -= '０' - '0'
		}
		if r >= '0' && r <= '9' || r == 'X' || r == 'x' {
			return r
		}
		return -1
	}, s)
}
