package wordstest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// textArgument is where, counted from 0, each function takes its sentence.
var textArgument = map[string]int{
	"words.T": 1, ".T": 0, ".Done": 1, "errs.New": 2, "errs.Invalidf": 2, ".Bad": 2, ".If": 3,
}

// Check fails t with everything Untranslated finds.
func Check(t *testing.T, folders ...string) {
	t.Helper()
	missing, err := Untranslated(folders...)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range missing {
		t.Error(m)
	}
}

// Untranslated lists, as "file:line: what", the text of the folders that a
// reader of English would meet in Chinese. Catalogues already registered by
// imported packages count as well as each folder's own en.json.
func Untranslated(folders ...string) ([]string, error) {
	own := words.Catalogue{}
	for _, folder := range folders {
		raw, err := os.ReadFile(filepath.Join(folder, "en.json"))
		if os.IsNotExist(err) {
			continue
		} else if err != nil {
			return nil, err
		}
		c, err := words.Parse(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", folder, err)
		}
		for zh := range c {
			own[zh] = c[zh]
		}
	}
	s := scanner{files: token.NewFileSet(), own: own}
	for _, folder := range folders {
		if err := s.folder(folder); err != nil {
			return nil, err
		}
	}
	s.found = append(s.found, own.Mismatched()...)
	return slices.Compact(slices.Sorted(slices.Values(s.found))), nil
}

type scanner struct {
	files *token.FileSet
	own   words.Catalogue
	found []string
}

func (s *scanner) folder(folder string) error {
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(s.files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		w := walker{scanner: s, generated: strings.HasSuffix(name, "_templ.go")}
		ast.Walk(w, file)
	}
	return nil
}

// walker looks at every call and, in generated files, at every literal.
type walker struct {
	*scanner
	generated bool
}

// Visit implements ast.Visitor. The key of words.T is checked and then left
// out of the walk; its arguments are not.
func (w walker) Visit(n ast.Node) ast.Visitor {
	switch n := n.(type) {
	case *ast.CallExpr:
		at, ok := keyOf(n)
		if !ok {
			return w
		}
		for i, arg := range n.Args {
			if i != at {
				ast.Walk(w, arg)
				continue
			}
			if text, ok := literal(arg); ok && han(text) && !w.own.Has(text) && !words.Translated(text) {
				w.report(n, fmt.Sprintf("no English for %q", text))
			}
		}
		return nil
	case *ast.BasicLit:
		if text, ok := literal(n); ok && w.generated && han(text) {
			w.report(n, fmt.Sprintf("Han text outside words.T: %q", text))
		}
	}
	return w
}

// keyOf is which argument of call is a sentence for people.
func keyOf(call *ast.CallExpr) (int, bool) {
	name := callee(call)
	at, ok := textArgument[name]
	if !ok {
		_, method, _ := strings.Cut(name, ".")
		at, ok = textArgument["."+method]
	}
	return at, ok && len(call.Args) > at
}

func (s *scanner) report(n ast.Node, what string) {
	at := s.files.Position(n.Pos())
	s.found = append(s.found, fmt.Sprintf("%s:%d: %s", at.Filename, at.Line, what))
}

// callee is the called name as written: "words.T", "c.Bad", "fmt.Println".
func callee(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			return x.Name + "." + f.Sel.Name
		}
		return "." + f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

func han(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
