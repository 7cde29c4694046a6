package sheet

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

var (
	errWhole  = errs.New(errs.Invalid, "sheet.whole", "请填整数")
	errNumber = errs.New(errs.Invalid, "sheet.number", "请填数字")
	errArea   = errs.New(errs.Invalid, "sheet.area", "请填面积，如 89.37，单位是平方米，要大于 0，小于 10 万")
)

// thousands is a whole number parted by commas. A comma anywhere else is refused:
// 89,37 was meant to be 89.37, and must not become 8937.
var thousands = regexp.MustCompile(`^[0-9]{1,3}(,[0-9]{3})+$`)

// decimal reads a decimal number exactly and gives it times ten to the places.
// More places than asked for are rounded half away from zero; with none asked
// for they are refused, unless they are zeros.
func decimal(s string, places int) (int64, error) {
	s = norm.NFKC.String(s)
	negative := strings.HasPrefix(s, "-")
	whole, part, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if thousands.MatchString(whole) {
		whole = strings.ReplaceAll(whole, ",", "")
	}
	if whole == "" || len(whole) > 15-places || !digitsOnly(whole) || strings.Trim(part, "0123456789") != "" {
		if places == 0 {
			return 0, errWhole
		}
		return 0, errNumber
	}
	if places == 0 && strings.Trim(part, "0") != "" {
		return 0, errWhole
	}
	part += strings.Repeat("0", places+1)
	n, err := strconv.ParseInt(whole+part[:places], 10, 64)
	if err != nil {
		return 0, errNumber
	}
	if part[places] >= '5' {
		n++
	}
	if negative {
		n = -n
	}
	return n, nil
}

func parseArea(s string) (int64, error) {
	s = strings.ToLower(norm.NFKC.String(s))
	for _, unit := range []string{"平方米", "平米", "平方", "平", "m2"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, unit))
	}
	area, err := decimal(s, 3)
	if err != nil || area <= 0 || area >= 100_000_000 {
		return 0, errArea
	}
	return area, nil
}
