package app

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words/wordstest"
)

// No sentence has two Englishes in one house: which of them a reader met would
// depend on the order of the imports.
func TestOneEnglishForEverySentence(t *testing.T) {
	t.Parallel()
	for _, c := range words.Conflicts() {
		t.Error(c)
	}
}

// Every sentence that any package shows or refuses with has its English once
// the whole house stands.
func TestTheWholeHouseSpeaksEnglish(t *testing.T) {
	t.Parallel()
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		switch base := filepath.Base(path); {
		case base == "testdata" || base == "gallery" || base == "tools" || strings.HasSuffix(base, "test"):
			return fs.SkipDir
		}
		missing, err := wordstest.Untranslated(filepath.Join("..", path))
		for _, m := range missing {
			t.Error(m)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNavigationSpeaksEnglish(t *testing.T) {
	t.Parallel()
	for _, e := range navigation {
		for _, text := range []string{e.text, e.group} {
			if text != "" && !words.Translated(text) {
				t.Errorf("no English for %q", text)
			}
		}
	}
}
