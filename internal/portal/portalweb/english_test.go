package portalweb

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words/wordstest"
)

func TestEnglish(t *testing.T) {
	t.Parallel()
	wordstest.Check(t, ".")
}
