package codes

import (
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// creditSigns is the alphabet of GB 32100-2015: no I O S V Z.
const creditSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var (
	errCreditLength = errs.New(errs.Invalid, "credit.length", "统一社会信用代码应该是18位，请再核对一遍")
	errCreditSigns  = errs.New(errs.Invalid, "credit.signs", "统一社会信用代码只有数字和大写字母，没有 I、O、S、V、Z，请再核对一遍")
)

// CreditDoubt is what to say of a code whose check character does not fit. Such
// codes are real in Fujian, so it never blocks.
const CreditDoubt = "统一社会信用代码的最后一位对不上。请对照执照再看一遍；如果执照上就是这样，可以照样保存"

// ParseCreditCode reads a unified social credit code and gives it in capitals.
// doubt is "" or [CreditDoubt].
func ParseCreditCode(s string) (code, doubt string, err error) {
	code = compact(s)
	if len(code) != 18 {
		return "", "", errCreditLength
	}
	sum, weight := 0, 1
	for i := range 17 {
		value := strings.IndexByte(creditSigns, code[i])
		if value < 0 {
			return "", "", errCreditSigns
		}
		sum += value * weight
		weight = weight * 3 % 31
	}
	switch strings.IndexByte(creditSigns, code[17]) {
	case -1:
		return "", "", errCreditSigns
	case (31 - sum%31) % 31:
		return code, "", nil
	}
	return code, CreditDoubt, nil
}
