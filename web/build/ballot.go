package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// prover is where the browser prover of package ballot goes.
const prover = "ballot/prover"

// proverHead names the file for whoever opens it. The function has a name because
// the prover starts its worker from the function's own text.
const proverHead = `// The browser prover of Jinlin (Apache-2.0): seals ballots in the format of Belenios 2.0.
// Built from web/ballot by "go run ./web/build ballot", not minified so that it can be read.
(function proverFile() {
"use strict";`

// buildBallot bundles web/ballot into one file, whose SHA-256 is printed and
// written beside it in the form that sha256sum --check reads.
func buildBallot() error {
	result := api.Build(api.BuildOptions{
		EntryPoints:   []string{filepath.Join(source, "ballot", "main.ts")},
		Bundle:        true,
		Format:        api.FormatESModule, // no exports: plain statements, for proverHead to wrap
		Target:        api.ES2020,
		Charset:       api.CharsetUTF8,
		LegalComments: api.LegalCommentsNone,
		LogLevel:      api.LogLevelSilent,
		Banner:        map[string]string{"js": proverHead},
		Footer:        map[string]string{"js": "})();"},
	})
	if err := failed(result.Errors); err != nil {
		return err
	}
	script := result.OutputFiles[0].Contents
	sum := fmt.Sprintf("%x  prover.js\n", sha256.Sum256(script))
	fmt.Print(filepath.Join(prover, "prover.sha256"), ": ", sum)
	return errors.Join(
		os.WriteFile(filepath.Join(prover, "prover.js"), script, 0o644),
		os.WriteFile(filepath.Join(prover, "prover.sha256"), []byte(sum), 0o644),
	)
}

// failed joins what esbuild complains about.
func failed(messages []api.Message) error {
	var problems []string
	for _, m := range messages {
		problems = append(problems, m.Text)
	}
	if len(problems) > 0 {
		return errors.New(strings.Join(problems, "\n"))
	}
	return nil
}
