package ballot

import (
	"math/bits"
	"strconv"
	"strings"
)

// Weighing tells how the figure that a roster gives for a voter becomes the
// weight of the vote.
//
// Owners decide by area and by heads at once. Both fit into one weight: the area
// in the smallest unit, then Heads decimal digits that count the voter once,
//
//	weight = area · 10^Heads + 1        89.53 m², Scale 2, Heads 4 → 8953 0001
//
// so that one tally gives both sums, readable by eye. As every voter adds just 1
// to the lower digits, they cannot overflow into the area while there are fewer
// than 10^Heads voters.
type Weighing struct {
	Scale int // decimals of the figure: 2 for 0.01 m²
	Heads int // decimal digits for the heads; 0 if the weight is the figure alone
}

// maxDigits bounds Scale and Heads: 10^18 is the largest power of ten in a weight.
const maxDigits = 18

// HeadsFor returns how many digits so many voters need.
func HeadsFor(voters int) int { return len(strconv.Itoa(max(voters, 1))) }

// Fits tells whether so many voters can be counted without a carry.
func (w Weighing) Fits(voters int) bool {
	if w.Scale < 0 || w.Heads < 0 || w.Scale > maxDigits || w.Heads > maxDigits {
		return false
	}
	return w.Heads == 0 || uint64(voters) < tens(w.Heads)
}

// Parse turns a figure such as 89.53 into a weight, and tells whether it is one:
// positive, with at most Scale decimals, and not too large.
func (w Weighing) Parse(figure string) (weight uint64, ok bool) {
	if !w.Fits(0) {
		return 0, false
	}
	whole, part, point := strings.Cut(figure, ".")
	if !digitsOnly(whole) || (point && !digitsOnly(part)) || len(part) > w.Scale {
		return 0, false
	}
	n, err := strconv.ParseUint(whole+part+strings.Repeat("0", w.Scale-len(part)), 10, 63)
	if err != nil || n == 0 {
		return 0, false
	}
	return w.Pack(n)
}

func digitsOnly(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// Pack joins an area in its smallest unit with one head.
func (w Weighing) Pack(area uint64) (weight uint64, ok bool) {
	if w.Heads == 0 {
		return area, area <= MaxWeight
	}
	high, low := bits.Mul64(area, tens(w.Heads))
	return low + 1, high == 0 && low < MaxWeight
}

// Unpack splits a sum of weights into area and heads; without Heads it is all
// area.
func (w Weighing) Unpack(sum uint64) (area, heads uint64) {
	if w.Heads == 0 {
		return sum, 0
	}
	return sum / tens(w.Heads), sum % tens(w.Heads)
}

// Area writes an area with its decimals.
func (w Weighing) Area(area uint64) string {
	text := strconv.FormatUint(area, 10)
	if w.Scale == 0 {
		return text
	}
	if missing := w.Scale + 1 - len(text); missing > 0 {
		text = strings.Repeat("0", missing) + text
	}
	at := len(text) - w.Scale
	return text[:at] + "." + text[at:]
}

func tens(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}
