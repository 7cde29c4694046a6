package words_test

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words/wordstest"
)

func TestTheGroundSpeaksEnglish(t *testing.T) {
	t.Parallel()
	wordstest.Check(t, "../../errs", "../../calendar", "../../clean", "../../codes", "../../file", "../../sheet")
	for _, doubt := range []string{codes.CreditDoubt, codes.Division("350203007000").Doubt("某镇"), codes.Division("350203007210").Doubt("某居委会")} {
		if !words.Translated(doubt) {
			t.Errorf("no English for %q", doubt)
		}
	}
}
