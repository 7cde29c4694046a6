package codes

import (
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Level is the height of a division in the state's tree.
type Level uint8

// The levels, from high to low.
const (
	Province Level = iota + 1
	City
	County // a district or a county
	Town   // a subdistrict, a town or a township
	Committee
)

// width is how many digits name a division of each level.
var width = [...]int{0, 2, 4, 6, 9, 12}

// Division is a 12-digit division code: GB/T 2260 (6), town (3), committee (3).
type Division string

var (
	errDivision     = errs.New(errs.Invalid, "division.format", "区划代码应该是2、4、6、9或12位数字")
	errDivisionArea = errs.New(errs.Invalid, "division.area", "区划代码开头的省级代码不存在，请再核对一遍")
	errDivisionGap  = errs.New(errs.Invalid, "division.gap", "区划代码中间缺了一级，请再核对一遍")
)

// ParseDivision reads a division code. A shorter one (3502, 350203) is filled
// with zeros to twelve digits.
func ParseDivision(s string) (Division, error) {
	s = compact(s)
	switch len(s) {
	case 2, 4, 6, 9, 12:
	default:
		return "", errDivision
	}
	if !digits(s) {
		return "", errDivision
	}
	if !strings.Contains(provinces, " "+s[:2]+" ") {
		return "", errDivisionArea
	}
	d := Division(s + strings.Repeat("0", 12-len(s)))
	if d[6:9] == "000" && d[9:] != "000" || d[2:4] == "00" && d[4:9] != "00000" {
		return "", errDivisionGap // a city may do without districts, nothing else is skipped
	}
	return d, nil
}

// Level is the lowest level the code names.
func (d Division) Level() Level {
	for level := Committee; level > Province; level-- {
		if strings.Trim(string(d[width[level-1]:width[level]]), "0") != "" {
			return level
		}
	}
	return Province
}

// At is the division of the level in which d lies; d itself at its own level
// and below.
func (d Division) At(level Level) Division {
	return d[:width[level]] + Division(strings.Repeat("0", 12-width[level]))
}

// Parent is the division in which d lies. Cities without districts (东莞 and
// others) have towns right below them. A province has no parent: "".
func (d Division) Parent() Division {
	for level := d.Level(); level > Province; level-- {
		if up := d.At(level - 1); up != d {
			return up
		}
	}
	return ""
}

// Doubt says where a name does not fit the range its code lies in, or "". It is
// a warning: one code in 250 really is so.
func (d Division) Doubt(name string) string {
	switch d.Level() {
	case Town:
		n := number4(string(d[6:9]))
		if ends(name, "街道", "街道办事处") && n >= 100 || ends(name, "镇") && (n < 100 || n > 199) || ends(name, "乡") && (n < 200 || n > 399) {
			return "代码与名称对不上：001–099 是街道，100–199 是镇，200–399 是乡。请再核对一遍"
		}
	case Committee:
		n := number4(string(d[9:12]))
		if ends(name, "居委会", "居民委员会") && n >= 200 || ends(name, "村委会", "村民委员会") && n < 200 {
			return "代码与名称对不上：001–199 是居委会，200 以上是村委会。请再核对一遍"
		}
	}
	return ""
}

func ends(name string, suffixes ...string) bool {
	for _, s := range suffixes {
		if strings.HasSuffix(name, s) {
			return true
		}
	}
	return false
}
