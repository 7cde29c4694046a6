package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// script is what a run of characters is made of.
type script uint8

const (
	gap     script = iota // what stands between words
	dense                 // Chinese, Japanese, Korean: no blanks between words
	letters               // words of other scripts
	digits
)

// longest is the most characters of a word or number that one token takes; the
// rest goes into further tokens.
const longest = 40

func scriptOf(r rune) script {
	switch {
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		if unicode.IsLetter(r) || r == '〇' {
			return dense
		}
		return gap
	case unicode.IsLetter(r):
		return letters
	case r >= '0' && r <= '9':
		return digits
	}
	return gap
}

// fold brings a text to the form in which texts are compared: plain width, small
// letters, no accents.
func fold(text string) string {
	folded := strings.ToLower(norm.NFKD.String(text))
	return norm.NFKC.String(strings.Map(func(r rune) rune {
		if r >= '\u0300' && r <= '\u036f' {
			return -1
		}
		return r
	}, folded))
}

// run is a stretch of one script.
type run struct {
	of    script
	runes []rune
}

// runs cuts a text into groups of runs that touch each other.
func runs(text string) (groups [][]run) {
	last := gap
	for _, r := range fold(text) {
		of := scriptOf(r)
		switch {
		case of == gap:
		case last == gap:
			groups = append(groups, []run{{of, []rune{r}}})
		default:
			group := &groups[len(groups)-1]
			if current := &(*group)[len(*group)-1]; of == last && (of == dense || len(current.runes) < longest) {
				current.runes = append(current.runes, r)
			} else {
				*group = append(*group, run{of, []rune{r}})
			}
		}
		last = of
	}
	return groups
}

// pairs appends the overlapping pairs of a dense run, or its one character.
func (r run) pairs(to []string) []string {
	if len(r.runes) == 1 {
		return append(to, string(r.runes))
	}
	for i := range len(r.runes) - 1 {
		to = append(to, string(r.runes[i:i+2]))
	}
	return to
}

// tokens appends what a run is indexed as.
func (r run) tokens(to []string) []string {
	if r.of != dense {
		return append(to, string(r.runes))
	}
	if to = r.pairs(to); len(r.runes) > 1 {
		to = append(to, string(r.runes[len(r.runes)-1:]))
	}
	return to
}

// Index gives the tokens of a text, separated by blanks, in their order.
func Index(text string) string {
	var out []string
	for _, group := range runs(text) {
		for _, r := range group {
			out = r.tokens(out)
		}
	}
	return strings.Join(out, " ")
}
