package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// buildIslands bundles every web/islands/*.ts that is an entry of its own
// (those in web/islands/part are only imported) into one file each.
func buildIslands() error {
	entries, err := filepath.Glob(filepath.Join(source, "islands", "*.ts"))
	if err != nil {
		return err
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       entries,
		Outdir:            static,
		Bundle:            true,
		Format:            api.FormatIIFE,
		Target:            api.ES2019,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		LogLevel:          api.LogLevelSilent,
		Write:             true,
	})
	return failed(result.Errors)
}

// withoutMap drops a trailing sourceMappingURL comment: the map is not shipped.
func withoutMap(js []byte) []byte {
	if i := bytes.LastIndex(js, []byte("//# sourceMappingURL=")); i >= 0 {
		js = js[:i]
	}
	return append(bytes.TrimRight(js, "\n"), '\n')
}

// readLines gives the non-empty lines of a file.
func readLines(name string) ([]string, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return strings.Fields(string(raw)), nil
}
