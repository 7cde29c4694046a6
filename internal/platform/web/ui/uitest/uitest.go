// Package uitest holds the test every web package runs over its templates: they
// use the classes of the style sheet and write none of their own.
//
//	func TestClasses(t *testing.T) {
//		uitest.Classes(t, ".")
//	}
package uitest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/static"
)

var (
	attribute = regexp.MustCompile(`class="([^"]*)"`)
	quoted    = regexp.MustCompile(`class=\{([^}]*)\}`)
	literal   = regexp.MustCompile(`"([^"]*)"`)
	selector  = regexp.MustCompile(`\.([a-zA-Z][\w-]*)`)
)

// Classes fails t for every class in the templ files of the folders that stands
// in neither sheet, and for every style attribute, which the browser would
// refuse.
func Classes(t *testing.T, folders ...string) {
	t.Helper()
	known := sheet(t)
	for _, folder := range folders {
		names, err := filepath.Glob(filepath.Join(folder, "*.templ"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, class := range used(string(source)) {
				if !known[class] {
					t.Errorf("%s: class %q is in no sheet", name, class)
				}
			}
			if strings.Contains(string(source), " style=") {
				t.Errorf("%s: style attribute", name)
			}
		}
	}
}

// used are the classes a template names, in attributes and in expressions.
func used(source string) []string {
	var all []string
	for _, m := range attribute.FindAllStringSubmatch(source, -1) {
		all = append(all, strings.Fields(m[1])...)
	}
	for _, m := range quoted.FindAllStringSubmatch(source, -1) {
		for _, l := range literal.FindAllStringSubmatch(m[1], -1) {
			all = append(all, strings.Fields(l[1])...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// sheet is every class that the built sheets speak of.
func sheet(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	for _, name := range []string{"app.css", "desk.css"} {
		css, ok := static.Body(name)
		if !ok {
			t.Fatalf("no %s", name)
		}
		for _, m := range selector.FindAllStringSubmatch(string(css), -1) {
			known[m[1]] = true
		}
	}
	return known
}
