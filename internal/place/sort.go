package place

import (
	"strconv"
	"strings"
)

// sortKey orders names as people count: 2幢 before 10幢, 第二网格 before 第三网格.
// Numbers, in digits or in characters, are written with eight digits.
func sortKey(name string) string {
	var b strings.Builder
	for runes := []rune(name); len(runes) > 0; {
		number, n := leadingNumber(runes)
		if n == 0 {
			b.WriteRune(runes[0])
			runes = runes[1:]
			continue
		}
		b.WriteString(strings.Repeat("0", max(0, 8-len(number))) + number)
		runes = runes[n:]
	}
	return b.String()
}

// leadingNumber is the number at the head of the runes, without leading zeros,
// and how many runes it takes; 0 when there is none.
func leadingNumber(runes []rune) (number string, taken int) {
	for taken < len(runes) && runes[taken] >= '0' && runes[taken] <= '9' {
		taken++
	}
	if taken > 0 {
		return strings.TrimLeft(string(runes[:taken]), "0"), taken
	}
	total, digit := 0, 0
	for ; taken < len(runes) && taken < maxNumerals; taken++ {
		switch i := strings.IndexRune(numerals, runes[taken]) / len("零"); {
		case !strings.ContainsRune(numerals, runes[taken]):
			return strconv.Itoa(total + digit), taken
		case i < 10:
			digit = digit*10 + i
		default: // 十, 百, 千 multiply what stands before them
			unit := []int{10, 100, 1000}[i-10]
			total += max(1, digit) * unit
			digit = 0
		}
	}
	return strconv.Itoa(total + digit), taken
}

// numerals in the order of their values; the last three are units.
const numerals = "零一二三四五六七八九十百千"

// maxNumerals bounds a number in characters.
const maxNumerals = 8
