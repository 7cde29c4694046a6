package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/jinlin-oss/jinlin/ballot/prover"
)

// slow is how many times slower than this machine the voter's phone is.
const slow = 6

// sealing is one vote that the browser seals, as testdata/chromium.mjs takes it.
type sealing struct {
	Election   string  `json:"election"`
	Credential string  `json:"credential"`
	Choices    [][]int `json:"choices"`
	Slow       int     `json:"slow"`
	Here       bool    `json:"here"` // on the page's own thread, which the throttling reaches for certain
}

// sealed is how it went.
type sealed struct {
	Ballot string
	Time   float64 // milliseconds
	Loop   float64 // milliseconds of a fixed loop, which shows the throttling
}

// browser seals ballots in Chromium with its processor throttled and without. The
// first of each is cold: nothing is compiled or tabulated yet.
func (s settings) browser(e *election) (string, error) {
	note("sealing in Chromium")
	var cold, plain []float64
	var throttled float64
	for range s.rounds {
		got, err := e.inChromium(slow, slow, 1)
		if err != nil {
			return "", fmt.Errorf("sealing in Chromium: %w", err)
		}
		cold, plain = append(cold, got[0].Time), append(plain, got[2].Time)
		throttled = max(throttled, got[1].Loop/got[2].Loop)
	}
	if throttled < 2 {
		return "", errors.New("the throttling of Chromium does not bite")
	}
	return fmt.Sprintf("\nSealing one ballot in Chromium at %d× CPU slow-down, the page just opened: %.0f ms (%.0f ms without the slow-down, warm; target under 1,000 ms: %s).\n",
		slow, middle(cold), middle(plain), verdict(middle(cold) < 1000)), nil
}

// inChromium seals one ballot for each throttling rate on one page.
func (e *election) inChromium(rates ...int) ([]sealed, error) {
	dir := filepath.Dir(e.final)
	page := `<!doctype html><meta charset="utf-8"><script src="prover.js"></script>`
	err := errors.Join(
		os.WriteFile(filepath.Join(dir, "prover.js"), []byte(prover.Script()), 0o600),
		os.WriteFile(filepath.Join(dir, "page.html"), []byte(page), 0o600))
	if err != nil {
		return nil, err
	}
	var tasks []sealing
	for _, rate := range rates {
		tasks = append(tasks, sealing{string(e.election.Raw()), e.credentials[0].Reveal(), [][]int{{0, 1, 0}}, rate, true})
	}
	in, err := json.Marshal(map[string]any{
		"browser": cmp.Or(os.Getenv("CHROMIUM"), "/usr/bin/chromium"), "url": "file://" + filepath.Join(dir, "page.html"), "tasks": tasks})
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("node", "ballot/prover/testdata/chromium.mjs")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var told struct{ Answers []sealed }
	if err := json.Unmarshal(out, &told); err != nil {
		return nil, err
	}
	for _, a := range told.Answers {
		if a.Ballot == "" {
			return nil, fmt.Errorf("no ballot: %s", out)
		}
	}
	return told.Answers, nil
}
