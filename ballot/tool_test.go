package ballot_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/ballot"
)

// tool runs Debian's belenios-tool, the judge that is not ours, in one directory.
type tool struct {
	t   testing.TB
	dir string
}

// needTool skips where belenios-tool is not installed, except in CI, where it
// must be.
func needTool(t testing.TB) tool {
	t.Helper()
	if _, err := exec.LookPath("belenios-tool"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("belenios-tool is missing: apt-get install belenios-tool")
		}
		t.Skip("belenios-tool is not installed; on Debian: apt-get install belenios-tool")
	}
	return tool{t, t.TempDir()}
}

// try runs a command of the tool.
func (x tool) try(in []byte, args ...string) (out, notes string, err error) {
	var stdout, stderr bytes.Buffer
	cmd := exec.Command("belenios-tool", args...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = x.dir, bytes.NewReader(in), &stdout, &stderr
	cmd.Env = append(os.Environ(), "BELENIOS_USE_URANDOM=1")
	err = cmd.Run()
	return stdout.String(), stderr.String(), err
}

// run is try for a command that must succeed.
func (x tool) run(in []byte, args ...string) string {
	x.t.Helper()
	out, notes, err := x.try(in, args...)
	if err != nil {
		x.t.Fatalf("belenios-tool %s: %v\n%s", strings.Join(args, " "), err, notes)
	}
	return out
}

func (x tool) write(name, content string) {
	x.t.Helper()
	must(x.t, os.WriteFile(filepath.Join(x.dir, name), []byte(content), 0o600))
}

func (x tool) read(name string) []byte {
	x.t.Helper()
	out, err := os.ReadFile(filepath.Join(x.dir, name))
	must(x.t, err)
	return out
}

// only returns the content of the one file that matches.
func (x tool) only(pattern string) string {
	x.t.Helper()
	names, err := filepath.Glob(filepath.Join(x.dir, pattern))
	must(x.t, err)
	if len(names) != 1 {
		x.t.Fatalf("%d files %s", len(names), pattern)
	}
	out, err := os.ReadFile(names[0])
	must(x.t, err)
	return string(out)
}

// accepts gives an archive of ours to the tool.
func (x tool) accepts(l *laptop) {
	x.t.Helper()
	x.write(l.board.Election.UUID+".bel", string(l.file.content))
	if _, notes, err := x.try(nil, "election", "verify"); err != nil || !strings.Contains(notes, "all checks passed") {
		x.t.Errorf("the tool refuses our archive: %v\n%s", err, notes)
	}
}

// result is what the tool computes from an archive of ours without a result.
func (x tool) result(l *laptop) ballot.Result {
	x.t.Helper()
	x.write(l.board.Election.UUID+".bel", string(l.file.content))
	return readResult(x.t, x.run(nil, "election", "compute-result"))
}

func readResult(t testing.TB, text string) (r ballot.Result) {
	t.Helper()
	var out struct{ Result [][]any }
	must(t, json.Unmarshal([]byte(text), &out))
	for _, row := range out.Result {
		r = append(r, nil)
		for _, n := range row {
			if f, ok := n.(float64); ok {
				n = strconv.FormatFloat(f, 'f', 0, 64)
			}
			v, err := strconv.ParseUint(n.(string), 10, 64)
			must(t, err)
			r[len(r)-1] = append(r[len(r)-1], v)
		}
	}
	return r
}

// judge ends an election of ours under the eyes of the tool: it accepts the
// board after the vote and at the end, and its result is ours and the plain
// count.
func (x tool) judge(l *laptop, want ballot.Result, trustees ...int) {
	x.t.Helper()
	x.accepts(l)
	l.decrypt(x.t, trustees...)
	theirs := x.result(l)
	ours, err := l.board.Result(x.t.Context())
	must(x.t, err)
	x.accepts(l)
	if !reflect.DeepEqual(theirs, want) || !reflect.DeepEqual(ours, want) {
		x.t.Errorf("plain count %v, ours %v, the tool's %v", want, ours, theirs)
	}
	if r := verify(x.t, l.file.content, ballot.Options{}); !r.Valid() {
		x.t.Error(r.Text(ballot.English))
	}
}
