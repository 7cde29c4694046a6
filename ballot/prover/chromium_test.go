package prover_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/ballot/prover"
)

// task is one vote that the browser shall seal.
type task struct {
	Election   string  `json:"election"`
	Credential string  `json:"credential"`
	Choices    [][]int `json:"choices"`
	Here       bool    `json:"here,omitempty"` // on the page's own thread
	Stop       bool    `json:"stop,omitempty"` // at the first sign of progress
}

// answer is what came of it.
type answer struct {
	Ballot   string
	Tracker  string
	Time     float64 // milliseconds
	Progress []struct{ Done, Total int }
	Workers  []string // schemes of the addresses workers were started from
	Refused  *struct{ Code, Zh, En, Text string }
}

// chromium opens an address, lets the page do the tasks, and returns also what
// the page complained about.
func chromium(t testing.TB, url string, tasks []task) (answers []answer, faults []string) {
	t.Helper()
	node := need(t, "node", "nodejs")
	browser := need(t, cmp.Or(os.Getenv("CHROMIUM"), "/usr/bin/chromium"), "chromium")
	playwright(t)
	in, err := json.Marshal(map[string]any{"browser": browser, "url": url, "tasks": tasks})
	must(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, node, "testdata/chromium.mjs")
	var notes bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), &notes
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("chromium: %v\n%s", err, notes.Bytes())
	}
	var told struct {
		Answers []answer
		Faults  []string
	}
	must(t, json.Unmarshal(out, &told))
	return told.Answers, told.Faults
}

var install sync.Mutex

// playwright installs the driver of the browser where it is not yet, as the
// journeys do.
func playwright(t testing.TB) {
	t.Helper()
	install.Lock()
	defer install.Unlock()
	if _, err := os.Stat("../../e2e/node_modules/playwright-core"); !errors.Is(err, fs.ErrNotExist) {
		must(t, err)
		return
	}
	cmd := exec.Command(need(t, "npm", "npm"), "ci", "--no-audit", "--no-fund", "--ignore-scripts")
	cmd.Dir = "../../e2e"
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("npm ci: %v\n%s", err, out)
	}
}

// page is the smallest page that has the prover; integrity may be empty.
func page(integrity string) []byte {
	return fmt.Appendf(nil, `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>封票</title>
<script src="prover.js"%s></script>
</html>
`, integrity)
}

// served serves the page with a content policy and returns its address.
func served(t testing.TB, policy, integrity string) string {
	t.Helper()
	mux := http.NewServeMux()
	give := func(kind string, content []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Content-Security-Policy", policy)
			_, _ = w.Write(content)
		}
	}
	mux.HandleFunc("GET /{$}", give("text/html; charset=utf-8", page(integrity)))
	mux.HandleFunc("GET /prover.js", give("text/javascript; charset=utf-8", []byte(prover.Script())))
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL + "/"
}

// saved writes the page into a folder and returns its address.
func saved(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "prover.js"), []byte(prover.Script()), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "page.html"), page(""), 0o600))
	return "file://" + filepath.Join(dir, "page.html")
}
