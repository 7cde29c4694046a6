package api

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// Sentences that are chosen by code have their English too.
func TestEveryFaultIsTranslated(t *testing.T) {
	t.Parallel()
	for code, text := range faults {
		if !words.Translated(text) {
			t.Errorf("%s: no English for %q", code, text)
		}
	}
	for status, text := range refusals {
		if !words.Translated(text) {
			t.Errorf("%d: no English for %q", status, text)
		}
	}
}
