package static_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/static"
)

// themes reads the literal tokens of each theme out of the built sheet.
func themes(t *testing.T) map[string]map[string]string {
	t.Helper()
	css, ok := static.Body("app.css")
	if !ok {
		t.Fatal("no app.css")
	}
	found := map[string]map[string]string{}
	for _, block := range regexp.MustCompile(`((?:\[data-(?:theme|scheme)=[^\]]+\],?)+)\{([^}]*--paper:[^}]*)\}`).FindAllStringSubmatch(string(css), -1) {
		tokens := map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z-]+):(#[0-9a-fA-F]+)`).FindAllStringSubmatch(block[2], -1) {
			tokens[m[1]] = m[2]
		}
		for _, name := range regexp.MustCompile(`=([^\]]+)\]`).FindAllStringSubmatch(block[1], -1) {
			found[strings.Trim(name[1], `"`)] = tokens
		}
	}
	return found
}

// pairs are the texts and what they stand on, as the sheet uses them.
var pairs = map[string][]string{
	"ink":       {"paper", "card", "line", "sea-soft", "brick-soft", "leaf-soft", "amber-soft", "red-soft", "slate-soft"},
	"second":    {"paper", "card", "line", "sea-soft", "slate-soft", "leaf-soft", "amber-soft", "red-soft"},
	"brick-ink": {"paper", "card", "brick-soft"},
	"sea":       {"paper", "card", "sea-soft"},
	"leaf":      {"paper", "card", "leaf-soft"},
	"amber":     {"paper", "card", "amber-soft"},
	"red":       {"paper", "card", "red-soft"},
	"slate":     {"paper", "card", "slate-soft"},
	"on-brick":  {"brick"},
	"on-sea":    {"sea"},
	"on-red":    {"red"},
	"on-slate":  {"slate"},
	"card":      {"ink"}, // the undo bar
}

func TestContrast(t *testing.T) {
	t.Parallel()
	all := themes(t)
	for _, name := range []string{"linli", "linli-elder", "linli-dark", "linli-elder-dark", "auto"} {
		tokens := all[name]
		if len(tokens) == 0 {
			t.Fatalf("theme %s not in the sheet", name)
		}
		for text, grounds := range pairs {
			for _, ground := range grounds {
				if got := contrast(t, tokens[text], tokens[ground]); got < 4.5 {
					t.Errorf("%s: %s on %s is %.2f:1", name, text, ground, got)
				}
			}
		}
		for _, ground := range []string{"paper", "card"} { // edges of controls, WCAG 1.4.11
			if got := contrast(t, tokens["control"], tokens[ground]); got < 3 {
				t.Errorf("%s: control on %s is %.2f:1", name, ground, got)
			}
		}
	}
}

func TestLookIsAsWritten(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"paper": "#FBF9F5", "card": "#FFFFFF", "line": "#E7E1D6", "ink": "#22262A", "second": "#5A6169", "brick": "#A63D2F",
		"sea": "#1F6F78", "leaf": "#3F7D4E", "amber": "#9A6400", "red": "#B3261E", "slate": "#4A5560",
	}
	tokens := themes(t)["linli"]
	for name, hex := range want {
		if rgb(t, tokens[name]) != rgb(t, hex) {
			t.Errorf("%s is %s, want %s", name, tokens[name], hex)
		}
	}
}

func TestAutoIsTheDarkSister(t *testing.T) {
	t.Parallel()
	all := themes(t)
	for name, hex := range all["linli-dark"] {
		if all["auto"][name] != hex {
			t.Errorf("%s: dark %s, auto %s", name, hex, all["auto"][name])
		}
	}
	if len(all["auto"]) != len(all["linli-dark"]) {
		t.Error("auto has other tokens than dark")
	}
}

// contrast is WCAG's ratio of the lighter to the darker.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(rgb(t, a)), luminance(rgb(t, b))
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c [3]float64) float64 {
	for i, v := range c {
		if v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}

// rgb reads #abc or #aabbcc.
func rgb(t *testing.T, hex string) [3]float64 {
	t.Helper()
	digits := strings.TrimPrefix(hex, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		t.Fatalf("colour %q", hex)
	}
	return [3]float64{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}
}
