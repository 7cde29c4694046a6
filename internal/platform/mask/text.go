package mask

import "regexp"

// telling finds, in what people write, the numbers that tell who somebody is:
// identity numbers, bank accounts, mobile numbers and landlines.
var telling = regexp.MustCompile(`[0-9]{17}[Xx]|[0-9]{12,19}|1[3-9][0-9]([- ]?[0-9]{4}){2}|0[0-9]{2,3}-?[0-9]{7,8}`)

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
		}
		return Bank(digits)
	})
}

func onlyDigits(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if c := s[i]; c >= '0' && c <= '9' || c == 'X' || c == 'x' {
			out = append(out, c)
		}
	}
	return string(out)
}
