package noticeweb

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/ui/uitest"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words/wordstest"
)

func TestEnglish(t *testing.T) {
	t.Parallel()
	wordstest.Check(t, ".", "../../platform/notify")
}

func TestClasses(t *testing.T) {
	t.Parallel()
	uitest.Classes(t, ".")
}

// What people are told is a table of sentences one storey below; the catalogue
// here holds their English.
func TestNewsIsReadInEnglish(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "../news.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	ast.Inspect(file, func(n ast.Node) bool {
		l, ok := n.(*ast.BasicLit)
		if !ok || l.Kind != token.STRING {
			return true
		}
		if text, _ := strconv.Unquote(l.Value); strings.Contains(text, "%[1]s") {
			found++
			if !words.Translated(text) {
				t.Errorf("no English for %q", text)
			}
		}
		return true
	})
	if found == 0 {
		t.Error("no sentence found")
	}
}
