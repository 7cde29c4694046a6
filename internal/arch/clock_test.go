package arch

import (
	"go/ast"
	"strings"
	"testing"
)

// clocks are where the clock of the machine may be read; everything else is told
// the time by its act.
var clocks = []string{"cmd/", "bench/", "web/", "internal/app/", "internal/platform/db/", "internal/platform/web/",
	"internal/platform/file/disk.go"} // how old a file left behind is

func TestTimeComesFromTheAct(t *testing.T) {
	t.Parallel()
	each(func(s *source) {
		if s.test || under(s.path, clocks) {
			return
		}
		in := imports(s)
		inspect(s, func(n ast.Node) {
			if e, ok := n.(ast.Expr); ok {
				if pkg, name := selector(in, e); pkg == "time" && (name == "Now" || name == "Since" || name == "Until") {
					t.Errorf("%s reads the clock: time is a.At", s.place(n))
				}
			}
		})
	})
}

func under(p string, dirs []string) bool {
	for _, d := range dirs {
		if strings.HasPrefix(p, d) {
			return true
		}
	}
	return false
}

// voices are the programs that speak to a terminal.
var voices = []string{"cmd/", "bench/", "web/", "e2e/"}

func TestLibrariesDoNotPrint(t *testing.T) {
	t.Parallel()
	each(func(s *source) {
		if s.test || s.file.Name.Name == "main" || under(s.path, voices) {
			return
		}
		in := imports(s)
		inspect(s, func(n ast.Node) {
			c, ok := n.(*ast.CallExpr)
			if !ok {
				return
			}
			pkg, name := selector(in, c.Fun)
			i, plain := c.Fun.(*ast.Ident)
			switch {
			case pkg == "fmt" && (name == "Print" || name == "Println" || name == "Printf"),
				pkg == "log", plain && (i.Name == "print" || i.Name == "println"):
				t.Errorf("%s prints: return it, or log by slog at the edge", s.place(n))
			case pkg == "os" && name == "Exit":
				t.Errorf("%s ends the process: return an error", s.place(n))
			}
		})
	})
}

// No goroutine and no lock in the rooms of the domain: what runs beside an act
// is a job.
func TestDomainStartsNothing(t *testing.T) {
	t.Parallel()
	each(func(s *source) {
		if s.test || !domain(s.dir()) || room(s.dir()) == "ballot" || room(s.dir()) == "insight" {
			return
		}
		inspect(s, func(n ast.Node) {
			if _, ok := n.(*ast.GoStmt); ok {
				t.Errorf("%s starts a goroutine: what runs beside an act is a job", s.place(n))
			}
		})
	})
}
