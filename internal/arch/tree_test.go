package arch

import (
	"bytes"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// committed are the files under version control; without git, all of them.
func committed(t *testing.T) (out []string) {
	t.Helper()
	cmd := exec.Command("git", "ls-files", "-z")
	cmd.Dir = read().root
	b, err := cmd.Output()
	if err != nil {
		t.Logf("no git here: %v", err)
		return read().others
	}
	for p := range strings.SplitSeq(string(b), "\x00") {
		if p != "" && exists(filepath.Join(read().root, p)) {
			out = append(out, p)
		}
	}
	return out
}

var (
	// Written in pieces, or this file would find itself.
	machine  = regexp.MustCompile(`(?:^|[\s"'` + "`" + `=(:])(/ro` + `ot/|/wo` + `rk/(?:main|shared)|/ho` + `me/[a-z]|/Us` + `ers/[A-Za-z]|C:\\\\?Us` + `ers)`)
	registry = regexp.MustCompile(`(?i)^\s*(registry|goproxy|index-url|_authtoken)\s*[:=]|"resolved":\s*"https?://`)
)

// Nothing of the machine it was written on: no absolute path of somebody's home,
// no registry.
func TestTreeKnowsNoMachine(t *testing.T) {
	t.Parallel()
	for _, p := range committed(t) {
		b, err := os.ReadFile(filepath.Join(read().root, p))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(b[:min(len(b), 8000)], 0) >= 0 {
			continue // not text
		}
		n := 0
		for l := range strings.Lines(string(b)) {
			n++
			if len(l) > 2000 {
				continue // built
			}
			if found := machine.FindString(l); found != "" {
				t.Errorf("%s:%d holds a path of a machine: %s", p, n, found)
			}
			if base := path.Base(p); registry.MatchString(l) && (strings.Contains(base, "npmrc") || strings.HasSuffix(base, ".json") || base == "Makefile") {
				t.Errorf("%s:%d names a registry: %s", p, n, strings.TrimSpace(l))
			}
		}
	}
}

// What is built or measured does not belong in the tree.
func TestTreeHoldsNoWaste(t *testing.T) {
	t.Parallel()
	for _, p := range committed(t) {
		switch path.Ext(p) {
		case ".db", ".exe", ".test", ".out", ".log", ".swp", ".orig", ".rej":
			t.Errorf("%s is waste", p)
		}
		if strings.Contains(p, "node_modules/") || strings.Contains(p, "testdata/rapid/") {
			t.Errorf("%s is waste", p)
		}
		if i, err := os.Stat(filepath.Join(read().root, p)); err == nil && i.Size() > 3<<20 {
			t.Errorf("%s has %d bytes", p, i.Size())
		}
	}
}

var required = regexp.MustCompile(`(?m)^\s*(?:require )?([a-z0-9.-]+\.[a-z]+/\S+) v\S+$`)

// Each library the product uses has a line that says why.
func TestDependenciesAreExplained(t *testing.T) {
	t.Parallel()
	why := text(t, "docs/dependencies.md")
	for _, m := range required.FindAllStringSubmatch(text(t, "go.mod"), -1) {
		if !strings.Contains(why, m[1]) {
			t.Errorf("%s has no line in docs/dependencies.md", m[1])
		}
	}
}
