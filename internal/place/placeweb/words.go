package placeweb

import (
	_ "embed"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

//go:embed en.json
var english []byte

var _ = words.MustRegister("placeweb", english)

var _ = defineTerms()

// defineTerms gives the terms of pages their defaults.
func defineTerms() bool {
	terms := map[string]words.Pair{}
	for _, w := range place.DefaultWords() {
		if w.Zh != "" {
			terms[w.Key] = words.Pair{Zh: w.Zh, En: w.En}
		}
	}
	words.DefineTerms(terms)
	return true
}
