package sheet

import (
	"slices"
	"strconv"
	"strings"
)

// style is what a cell style says of the numbers in it.
type style struct {
	date  bool // they are days or times
	zeros int  // digits they are shown with, zeros in front: 0000 shows 12 as 0012
}

// readStyles notes which cell styles show a date, and which fill up with zeros.
func (b *book) readStyles(part string) error {
	custom := map[int]style{}
	inside := false
	return b.each(part, func(m *markup) error {
		switch string(m.name) {
		case "numFmt":
			if id, err := strconv.Atoi(m.attr("numFmtId")); err == nil && len(custom) < maxStyles {
				code := m.attr("formatCode")
				custom[id] = style{date: dateFormat(id, code), zeros: zeroFormat(code)}
			}
		case "cellXfs":
			inside = true
		case "cellStyles", "dxfs":
			inside = false
		case "xf":
			if inside && len(b.styles) < maxStyles {
				id, _ := strconv.Atoi(m.attr("numFmtId"))
				s, own := custom[id]
				if !own {
					s.date = dateFormat(id, "")
				}
				b.styles = append(b.styles, s)
			}
		}
		return nil
	})
}

// style gives a cell style; one that is not there says nothing.
func (b *book) style(at int) style {
	if at < 0 || at >= len(b.styles) {
		return style{}
	}
	return b.styles[at]
}

// dateFormat says whether a number format shows a day or a time of day: it has
// one of y m d h s outside quotes, brackets and escapes.
func dateFormat(id int, code string) bool {
	if code == "" {
		return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
	}
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	if code == "general" {
		return false
	}
	var until byte
	for i := 0; i < len(code); i++ {
		switch b := code[i]; {
		case until != 0:
			if b == until {
				until = 0
			}
		case b == '"':
			until = '"'
		case b == '[':
			until = ']'
		case b == '\\' || b == '_' || b == '*':
			i++
		case strings.IndexByte("ymdhs", b) >= 0:
			return true
		}
	}
	return false
}

// maxZeros is how many digits a format may fill up to.
const maxZeros = 18

// zeroFormat is how many digits a number format of zeros alone shows: 4 for
// 0000, as people set it for room numbers and area codes. 0 for every other.
func zeroFormat(code string) int {
	if len(code) < 2 || len(code) > maxZeros || strings.Trim(code, "0") != "" {
		return 0
	}
	return len(code)
}

// zeroFilled puts zeros before the whole number that dst holds from a place on.
func zeroFilled(dst []byte, from, digits int) []byte {
	for missing := digits - (len(dst) - from); missing > 0 && digitsOnly(string(dst[from:])); missing-- {
		dst = slices.Insert(dst, from, '0')
	}
	return dst
}
