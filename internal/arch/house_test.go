package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

const module = "github.com/jinlin-oss/jinlin"

// source is one Go file of the house.
type source struct {
	path      string // from the root: "internal/place/add.go"
	test      bool
	generated bool
	lines     int
	file      *ast.File
}

func (s *source) dir() string             { return path.Dir(s.path) }
func (s *source) sqlFile() bool           { return strings.HasSuffix(s.path, "_sql.go") }
func (s *source) written() bool           { return !s.test && !s.generated }
func (s *source) place(n ast.Node) string { return s.path + ":" + line(n.Pos()) }

// house is the whole source tree, read once.
type house struct {
	root    string
	files   *token.FileSet
	sources []*source
	others  []string // every other file, from the root
	broken  []string // what is no Go
}

var read = sync.OnceValue(func() *house {
	root, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	for !exists(filepath.Join(root, "go.mod")) {
		root = filepath.Dir(root)
	}
	h := &house{root: root, files: token.NewFileSet()}
	err = fs.WalkDir(os.DirFS(root), ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (p == ".git" || e.Name() == "node_modules" || exists(filepath.Join(root, p, "go.mod")) && p != "."):
			return fs.SkipDir
		case e.IsDir():
			return nil
		case !strings.HasSuffix(p, ".go"):
			h.others = append(h.others, p)
			return nil
		}
		return h.add(p)
	})
	if err != nil {
		panic(err)
	}
	return h
})

func exists(p string) bool {
	_, err := os.Stat(p)
	return err == nil
}

func (h *house) add(p string) error {
	text, err := os.ReadFile(filepath.Join(h.root, p))
	if err != nil {
		return err
	}
	file, err := parser.ParseFile(h.files, p, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		h.broken = append(h.broken, err.Error())
		return nil
	}
	h.sources = append(h.sources, &source{path: p, file: file, lines: strings.Count(string(text), "\n"),
		test: strings.HasSuffix(p, "_test.go"), generated: ast.IsGenerated(file)})
	return nil
}

func line(p token.Pos) string {
	_, n, _ := strings.Cut(read().files.Position(p).String(), ":")
	n, _, _ = strings.Cut(n, ":")
	return n
}

// each calls f for every file of the house.
func each(f func(s *source)) {
	for _, s := range read().sources {
		f(s)
	}
}

// inspect calls f for every node of a file.
func inspect(s *source, f func(ast.Node)) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		if n != nil {
			f(n)
		}
		return true
	})
}

// imports are the packages a file imports: its name for each -> its path.
func imports(s *source) map[string]string {
	out := map[string]string{}
	for _, i := range s.file.Imports {
		p := strings.Trim(i.Path.Value, `"`)
		name := path.Base(p)
		if i.Name != nil {
			name = i.Name.Name
		}
		out[name] = p
	}
	return out
}

// selector says what pkg.Name an expression is, if it is one of a package that
// the file imports: the package's path and the name.
func selector(in map[string]string, e ast.Expr) (pkg, name string) {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return "", ""
	}
	x, ok := s.X.(*ast.Ident)
	if !ok {
		return "", ""
	}
	return in[x.Name], s.Sel.Name
}

// schemaFiles are the migrations: path from the root.
func schemaFiles() (out []string) {
	for _, p := range read().others {
		if strings.HasSuffix(p, ".sql") && path.Base(path.Dir(p)) == "schema" && !strings.Contains(p, "/testdata/") {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

func text(t testing.TB, p string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(read().root, p))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestEveryFileIsGo(t *testing.T) {
	t.Parallel()
	for _, b := range read().broken {
		t.Error(b)
	}
}
