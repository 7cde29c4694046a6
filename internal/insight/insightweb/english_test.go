package insightweb

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words/wordstest"
)

func TestEnglish(t *testing.T) {
	t.Parallel()
	wordstest.Check(t, ".", "..")
	for _, k := range matter.Keys() {
		if !words.Translated(k.Label()) {
			t.Errorf("no English for %q", k.Label())
		}
	}
}
