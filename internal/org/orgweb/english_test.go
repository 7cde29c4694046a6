package orgweb

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/ui/uitest"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words/wordstest"
)

func TestEnglish(t *testing.T) {
	t.Parallel()
	wordstest.Check(t, ".", "..")
}

func TestClasses(t *testing.T) {
	t.Parallel()
	uitest.Classes(t, ".")
}
