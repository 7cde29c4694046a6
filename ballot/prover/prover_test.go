package prover_test

import (
	"encoding/base64"
	"encoding/hex"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/ballot/prover"
)

// What is published, what the build wrote and what is embedded is one hash.
func TestHash(t *testing.T) {
	t.Parallel()
	written, err := os.ReadFile("prover.sha256")
	must(t, err)
	if want := prover.SHA256() + "  prover.js\n"; string(written) != want {
		t.Errorf("prover.sha256 says %q, the embedded script has %q", written, want)
	}
	sum, err := hex.DecodeString(prover.SHA256())
	must(t, err)
	if want := "sha256-" + base64.StdEncoding.EncodeToString(sum); prover.Integrity() != want {
		t.Errorf("integrity %q, want %q", prover.Integrity(), want)
	}
}

// The script asks no server for anything and makes no code of texts, but for the
// text of its own worker.
func TestScriptIsAlone(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"fetch(", "XMLHttpRequest", "WebSocket", "import(", "importScripts(", "eval(", "new Function", "localStorage",
		"indexedDB", "document.cookie", "Math.random", "innerHTML"} {
		if strings.Contains(prover.Script(), word) {
			t.Errorf("the script has %s", word)
		}
	}
}

// The vectors of package ballot byte for byte, and every refusal, in Node.
func TestInNode(t *testing.T) {
	t.Parallel()
	node := need(t, "node", "nodejs")
	out, err := exec.Command(node, "--test", "testdata/prover.test.mjs").CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// need finds a program. Without it the test is skipped, in CI it fails.
func need(t testing.TB, program, debian string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		missing := program + " is not installed; on Debian: apt-get install " + debian
		if os.Getenv("CI") != "" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	return path
}
