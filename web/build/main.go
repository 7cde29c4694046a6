// Command build makes what the browser gets from what stands in web/: the
// style sheets (Tailwind and daisyUI), the islands (TypeScript through the
// esbuild Go API), htmx, the icon set of package ui, and the browser prover of
// package ballot, whose hash is printed.
//
//	go run ./web/build            everything
//	go run ./web/build islands    only the islands; needs no Node
//	go run ./web/build ballot     only the browser prover; needs no Node
//
// The results are committed, so that running the product needs neither this
// command nor Node; web/check.sh rebuilds and compares.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

const (
	source = "web"
	static = "internal/platform/web/static"
	icons  = "internal/platform/web/ui/icons_gen.go"
)

// part is one thing to build, by the name given on the command line.
type part struct {
	name  string
	build func() error
}

var parts = []part{
	{"icons", buildIcons}, {"htmx", copyHTMX}, {"islands", buildIslands}, {"css", buildStyles}, {"ballot", buildBallot},
}

func main() {
	wanted := os.Args[1:]
	for _, p := range parts {
		if len(wanted) > 0 && !slices.Contains(wanted, p.name) {
			continue
		}
		if err := p.build(); err != nil {
			fmt.Fprintf(os.Stderr, "build %s: %v\n", p.name, err)
			os.Exit(1)
		}
	}
}

// copyHTMX puts the library beside our own files, without its source map line.
func copyHTMX() error {
	raw, err := os.ReadFile(filepath.Join(source, "node_modules/htmx.org/dist/htmx.min.js"))
	if err != nil {
		return fmt.Errorf("run npm install --no-save in web first: %w", err)
	}
	return os.WriteFile(filepath.Join(static, "htmx.js"), withoutMap(raw), 0o644)
}

// buildStyles runs the Tailwind command line over each sheet.
func buildStyles() error {
	for _, name := range []string{"app.css", "desk.css"} {
		out, err := filepath.Abs(filepath.Join(static, name))
		if err != nil {
			return err
		}
		cmd := exec.Command("node_modules/.bin/tailwindcss", "--input", "css/"+name, "--output", out, "--minify")
		cmd.Dir = source
		if text, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", name, err, text)
		}
	}
	return nil
}
