package matter

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// grams are what a text is found by and compared by: every two characters in a
// row of Chinese, every word of other scripts, each once, sorted.
func grams(text string) []string {
	var out []string
	for _, run := range runs(text) {
		if !han(run[0]) {
			out = append(out, string(run))
			continue
		}
		if len(run) == 1 {
			out = append(out, string(run))
		}
		for i := range len(run) - 1 {
			out = append(out, string(run[i:i+2]))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// runs cuts a text into runs of Chinese characters and runs of other letters and
// digits, in small letters and plain width.
func runs(text string) [][]rune {
	var out [][]rune
	var run []rune
	for _, r := range strings.ToLower(width.Fold.String(text)) {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if len(run) > 0 && (!letter || han(r) != han(run[0])) {
			out, run = append(out, run), nil
		}
		if letter {
			run = append(run, r)
		}
	}
	if len(run) > 0 {
		out = append(out, run)
	}
	return out
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// alike is the Jaccard measure of two sorted sets of grams: the share they have
// in common.
func alike(a, b []string) float64 {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch strings.Compare(a[i], b[j]) {
		case 0:
			both, i, j = both+1, i+1, j+1
		case -1:
			i++
		default:
			j++
		}
	}
	if len(a)+len(b) == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
