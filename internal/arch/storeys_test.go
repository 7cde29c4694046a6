package arch

import (
	"slices"
	"strings"
	"testing"
)

// storeys is section 1 of the design, from the ground up: an import goes only to
// a lower storey, and peers never import each other. Whoever builds a new room
// gives it a storey here.
var storeys = [][]string{
	{"ballot"}, // pure cryptography and formats: imports nothing of the house
	{"platform"},
	{"place", "ledger"},
	{"people", "disclosure"},
	{"org"},
	{"matter", "aid", "service", "assembly", "treasury", "training"},
	{"visit", "order", "mediation", "alliance"},
	{"insight", "portal", "connect"},
	{"app"},
	{"cmd"},
}

// outbuildings are no part of the product: they may import what they like and
// nobody imports them.
var outbuildings = []string{"internal/arch", "internal/tools", "bench", "web", "e2e"}

// room is the room a folder belongs to, "" for an outbuilding.
func room(dir string) string {
	for _, o := range outbuildings {
		if dir == o || strings.HasPrefix(dir, o+"/") {
			return ""
		}
	}
	first, rest, _ := strings.Cut(dir, "/")
	if first == "internal" {
		first, _, _ = strings.Cut(rest, "/")
	}
	return first
}

func storey(room string) int {
	return slices.IndexFunc(storeys, func(s []string) bool { return slices.Contains(s, room) })
}

func TestStoreys(t *testing.T) {
	t.Parallel()
	each(func(s *source) {
		from := room(s.dir())
		if from == "" {
			return
		}
		if storey(from) < 0 {
			t.Errorf("%s: the room %q has no storey", s.path, from)
			return
		}
		for _, p := range imports(s) {
			dir, ours := strings.CutPrefix(p, module+"/")
			if !ours {
				continue
			}
			to := room(dir)
			switch {
			case to == "":
				t.Errorf("%s imports %s, which is no part of the product", s.path, dir)
			case to == from:
			case from == "platform" && to == "ballot" || storey(to) > storey(from):
				t.Errorf("%s (storey %d) imports %s (storey %d): an import goes only to a lower storey", s.path, storey(from), dir, storey(to))
			case storey(to) == storey(from):
				t.Errorf("%s imports its peer %s: move the noun down or the deed up", s.path, dir)
			}
		}
	})
}

// domain says whether a folder is a room of the domain where neither HTTP nor
// templates belong: not its pages (…web), its API (…api), its connections, nor
// what is above.
func domain(dir string) bool {
	switch r := room(dir); r {
	case "", "platform", "portal", "connect", "app", "cmd":
		return false
	}
	return !strings.HasSuffix(dir, "web") && !strings.HasSuffix(dir, "api")
}

func TestDomainKnowsNoWeb(t *testing.T) {
	t.Parallel()
	each(func(s *source) {
		if !domain(s.dir()) || s.test {
			return
		}
		for _, p := range imports(s) {
			if p == "net/http" || strings.HasPrefix(p, "github.com/a-h/templ") || strings.HasPrefix(p, module+"/internal/platform/web") {
				t.Errorf("%s imports %s: pages live in %sweb", s.path, p, s.dir())
			}
		}
	})
}

// testing is for tests and for packages that help them.
func TestProductDoesNotImportTesting(t *testing.T) {
	t.Parallel()
	each(func(s *source) {
		if s.test || strings.HasSuffix(s.dir(), "test") || room(s.dir()) == "" {
			return
		}
		for _, p := range imports(s) {
			if p == "testing" && !strings.HasSuffix(s.dir(), "test") || strings.HasPrefix(p, "pgregory.net/rapid") || strings.HasPrefix(p, module) && strings.HasSuffix(p, "test") {
				t.Errorf("%s imports %s", s.path, p)
			}
		}
	})
}
