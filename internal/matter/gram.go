package matter

import (
	"slices"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/search"
)

// grams are what two texts are compared by: the tokens that they are found by,
// each once, sorted.
func grams(text string) []string {
	out := strings.Fields(search.Index(text))
	slices.Sort(out)
	return slices.Compact(out)
}

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
