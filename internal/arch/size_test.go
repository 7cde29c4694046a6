package arch

import (
	"go/ast"
	"path"
	"strings"
	"testing"
)

const (
	maxFile       = 500 // lines
	maxFunction   = 80  // lines
	maxParameters = 4   // after the act, of what a package offers
	maxInside     = 6   // the same of what it keeps to itself
)

// Files stay under 500 lines and functions under 80; generated ones and tests apart.
func TestSizes(t *testing.T) {
	t.Parallel()
	each(func(s *source) {
		if !s.written() {
			return
		}
		if s.lines > maxFile {
			t.Errorf("%s has %d lines", s.path, s.lines)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			from, to := read().files.Position(f.Pos()).Line, read().files.Position(f.End()).Line
			if n := to - from + 1; n > maxFunction {
				t.Errorf("%s: %s has %d lines", s.place(f), f.Name.Name, n)
			}
			most := maxInside
			if f.Name.IsExported() && !strings.HasSuffix(s.dir(), "test") {
				most = maxParameters
			}
			if n := parameters(f); n > most {
				t.Errorf("%s: %s has %d parameters after the act: make a struct of them", s.place(f), f.Name.Name, n)
			}
		}
	})
	for _, p := range read().others {
		switch path.Ext(p) {
		case ".templ", ".ts", ".css", ".sql", ".sh", ".mjs":
			if n := strings.Count(text(t, p), "\n"); n > maxFile && !strings.Contains(p, "/static/") && p != "docs/schema.sql" {
				t.Errorf("%s has %d lines", p, n)
			}
		}
	}
}

// parameters counts those after the act, the view, the context or the test.
func parameters(f *ast.FuncDecl) (n int) {
	for i, p := range f.Type.Params.List {
		if i == 0 && first(p.Type) {
			continue
		}
		n += max(1, len(p.Names))
	}
	return n
}

func first(e ast.Expr) bool {
	if p, ok := e.(*ast.StarExpr); ok {
		e = p.X
	}
	x, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	switch x.Sel.Name {
	case "Act", "View", "Tx", "Stage", "Context", "T", "TB", "B", "Request", "ResponseWriter":
		return true
	}
	return false
}

// Every package says what it is.
func TestPackagesAreDocumented(t *testing.T) {
	t.Parallel()
	documented, seen := map[string]bool{}, map[string]string{}
	each(func(s *source) {
		if s.test {
			return
		}
		seen[s.dir()] = s.path
		if s.file.Doc != nil && len(strings.TrimSpace(s.file.Doc.Text())) > 20 {
			documented[s.dir()] = true
		}
	})
	for dir, file := range seen {
		if !documented[dir] {
			t.Errorf("%s: package %s has no comment (doc.go)", file, dir)
		}
	}
}

// What a package offers says what it is for.
func TestExportedIsDocumented(t *testing.T) {
	t.Parallel()
	each(func(s *source) {
		if !s.written() || s.file.Name.Name == "main" {
			return
		}
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && !method(d) {
					t.Errorf("%s: %s has no comment", s.place(d), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if x, ok := spec.(*ast.TypeSpec); ok && x.Name.IsExported() && d.Doc == nil && x.Doc == nil && x.Comment == nil {
						t.Errorf("%s: %s has no comment", s.place(x), x.Name.Name)
					}
				}
			}
		}
	})
}

// method says that a function is a method known by an interface everyone knows,
// or one of an unexported type.
func method(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return false
	}
	switch f.Name.Name {
	case "String", "Error", "Unwrap", "Is", "Len", "Less", "Swap", "Close", "Read", "Write", "Scan", "Value", "MarshalText", "UnmarshalText",
		"MarshalJSON", "UnmarshalJSON", "ServeHTTP", "Render":
		return true
	}
	e := f.Recv.List[0].Type
	if p, ok := e.(*ast.StarExpr); ok {
		e = p.X
	}
	if x, ok := e.(*ast.IndexExpr); ok {
		e = x.X
	}
	i, ok := e.(*ast.Ident)
	return ok && !i.IsExported()
}
