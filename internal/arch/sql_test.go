package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

const dbPackage = module + "/internal/platform/db"

// Only package db turns a string into SQL (TRUST T12), and only it and what it
// needs for tests speak to a driver.
func TestOnlyConstantsAreSQL(t *testing.T) {
	t.Parallel()
	each(func(s *source) {
		if s.test || strings.HasPrefix(s.dir(), "internal/platform/db") || room(s.dir()) == "" {
			return
		}
		in := imports(s)
		for _, p := range in {
			if p == "database/sql" || strings.HasPrefix(p, "github.com/jackc/pgx") || strings.HasPrefix(p, "modernc.org/sqlite") || strings.HasPrefix(p, "zombiezen.com") {
				t.Errorf("%s imports %s: only platform/db speaks to a driver", s.path, p)
			}
		}
		inspect(s, func(n ast.Node) {
			if c, ok := n.(*ast.CallExpr); ok {
				if pkg, name := selector(in, c.Fun); pkg == dbPackage && name == "SQL" && !constantSQL(in, c.Args[0]) {
					t.Errorf("%s: only a constant becomes db.SQL", s.place(n))
				}
			}
			if x, ok := n.(*ast.TypeSpec); ok {
				if pkg, name := selector(in, x.Type); pkg == dbPackage && name == "SQL" {
					t.Errorf("%s: another name for db.SQL hides what becomes SQL", s.place(n))
				}
			}
		})
	})
}

func constantSQL(in map[string]string, e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return e.Op == token.ADD && constantSQL(in, e.X) && constantSQL(in, e.Y)
	case *ast.ParenExpr:
		return constantSQL(in, e.X)
	}
	return false
}

var opens = regexp.MustCompile(`(?is)^\s*(/\*.*?\*/\s*)?(select\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|with\s+(recursive\s+)?\w+\s*(\(|as\b))`)

// A statement stands in a *_sql.go file.
func TestSQLHasItsFiles(t *testing.T) {
	t.Parallel()
	each(func(s *source) {
		if !s.written() || s.sqlFile() || strings.HasPrefix(s.dir(), "internal/platform/db") || room(s.dir()) == "" {
			return
		}
		inspect(s, func(n ast.Node) {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if v, err := strconv.Unquote(l.Value); err == nil && opens.MatchString(v) {
					t.Errorf("%s: SQL outside a *_sql.go file", s.place(n))
				}
			}
		})
	})
}

// statement is a constant of a *_sql.go file that is whole SQL.
type statement struct {
	where string // file and name
	dir   string
	text  string
}

// statements gathers every statement of the house; what cannot be read as a
// constant is an error.
func statements(t *testing.T) (out []statement) {
	t.Helper()
	consts := map[string]map[string]ast.Expr{} // folder -> name -> expression
	each(func(s *source) {
		if s.test {
			return
		}
		if consts[s.dir()] == nil {
			consts[s.dir()] = map[string]ast.Expr{}
		}
		for name, e := range constants(s) {
			consts[s.dir()][name] = e
		}
	})
	each(func(s *source) {
		if s.test || !s.sqlFile() || strings.HasPrefix(s.dir(), "internal/platform/db") {
			return
		}
		for name, e := range constants(s) {
			v, err := value(consts, s.dir(), e)
			if err != nil {
				t.Errorf("%s: %s: %v", s.path, name, err)
			}
			if err == nil && opens.MatchString(v) && whole(v) {
				out = append(out, statement{s.path + " " + name, s.dir(), v})
			}
		}
	})
	return out
}

// whole tells a statement from the beginning of one that others are built on.
func whole(v string) bool {
	v = strings.TrimSpace(v)
	return !strings.HasSuffix(strings.ToUpper(v), "VALUES") && !strings.HasSuffix(v, ",") && strings.Count(v, "(") == strings.Count(v, ")")
}

func constants(s *source) map[string]ast.Expr {
	out := map[string]ast.Expr{}
	for _, d := range s.file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, spec := range g.Specs {
			v := spec.(*ast.ValueSpec)
			for i, name := range v.Names {
				if i < len(v.Values) {
					out[name.Name] = v.Values[i]
				}
			}
		}
	}
	return out
}

// value is the text of a constant expression.
func value(consts map[string]map[string]ast.Expr, dir string, e ast.Expr) (string, error) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			return strconv.Unquote(e.Value)
		}
		return e.Value, nil
	case *ast.ParenExpr:
		return value(consts, dir, e.X)
	case *ast.Ident:
		if x, ok := consts[dir][e.Name]; ok {
			return value(consts, dir, x)
		}
	case *ast.BinaryExpr:
		a, err := value(consts, dir, e.X)
		if err != nil {
			return "", err
		}
		b, err := value(consts, dir, e.Y)
		return a + b, err
	case *ast.CallExpr:
		if len(e.Args) == 1 {
			return value(consts, dir, e.Args[0])
		}
	case *ast.SelectorExpr: // a constant of another package, by its folder's last part
		if x, ok := e.X.(*ast.Ident); ok {
			for other, names := range consts {
				if expr, ok := names[e.Sel.Name]; ok && path.Base(other) == x.Name {
					return value(consts, other, expr)
				}
			}
		}
	}
	return "", fmt.Errorf("cannot be read as a constant (%T)", e)
}

// Every statement names its realm, or says that it serves every realm.
func TestNoStatementForgetsItsRealm(t *testing.T) {
	t.Parallel()
	all := statements(t)
	if len(all) < 20 {
		t.Fatalf("found only %d statements", len(all))
	}
	for _, s := range all {
		if !strings.Contains(s.text, ":realm") && !strings.Contains(s.text, "/* every realm */") {
			t.Errorf("%s forgets its realm", s.where)
		}
	}
}

// wholeHouse is the migrations of every module.
func wholeHouse() (out db.Schema) {
	seen := map[string]bool{}
	for _, p := range schemaFiles() {
		if dir := path.Dir(p); !seen[dir] {
			seen[dir] = true
			out = append(out, os.DirFS(filepath.Join(read().root, dir)))
		}
	}
	return out
}

// Both engines understand every statement on the schema as it stands.
func TestBothEnginesUnderstandEveryStatement(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, wholeHouse(), func(t *testing.T, d *db.DB) {
		other := map[db.Engine]string{db.SQLite: "Postgres", db.Postgres: "SQLite"}[d.Engine]
		for _, s := range statements(t) {
			if strings.HasSuffix(s.where, other) {
				continue // written for the other engine alone
			}
			if err := d.Check(t.Context(), db.SQL(s.text)); err != nil {
				t.Errorf("%s: %v", s.where, err)
			}
		}
	})
}

// prefixes are the names that the tables of a folder's package may begin with.
func owned(dir, table string) bool {
	for part := range strings.SplitSeq(dir, "/") {
		if part != "internal" && part != "platform" && strings.HasPrefix(table, part+"_") {
			return true
		}
	}
	return false
}

var (
	quoted    = regexp.MustCompile(`'(?:[^']|'')*'|/\*.*?\*/|--[^\n]*`)
	aside     = regexp.MustCompile(`(?i)is\s+(not\s+)?distinct\s+from|for\s+(no\s+key\s+)?update|do\s+update|extract\s*\([^)]*\)|on\s+conflict|trim\s*\([^)]*\)|substring\s*\([^)]*\)`)
	tables    = regexp.MustCompile(`(?i)\b(?:from|join|into|update)\s+([a-z_][a-z0-9_]*)`)
	common    = regexp.MustCompile(`(?i)(?:\bwith(?:\s+recursive)?|,)\s*([a-z_][a-z0-9_]*)\s*(?:\([^()]*\)\s*)?as\s*(?:(?:not\s+)?materialized\s*)?\(`)
	published = regexp.MustCompile(`^([a-z0-9]+)_v_`)
)

// tablesIn are the tables a statement names.
func tablesIn(q string) (out []string) {
	q = aside.ReplaceAllString(quoted.ReplaceAllString(q, "''"), " ")
	local := map[string]bool{"select": true, "set": true, "lateral": true, "json_each": true, "jsonb_array_elements": true, "unnest": true, "values": true}
	for _, m := range common.FindAllStringSubmatch(q, -1) {
		local[strings.ToLower(m[1])] = true
	}
	for _, m := range tables.FindAllStringSubmatch(q, -1) {
		if name := strings.ToLower(m[1]); !local[name] {
			out = append(out, name)
		}
	}
	return out
}

// A module names only its own tables, and the views that lower ones publish.
func TestTablesHaveOneOwner(t *testing.T) {
	t.Parallel()
	check := func(where, dir, table string) {
		if owned(dir, table) {
			return
		}
		if v := published.FindStringSubmatch(table); v != nil && storey(v[1]) >= 0 && storey(v[1]) < storey(room(dir)) {
			return
		}
		t.Errorf("%s names the table %s of another module", where, table)
	}
	for _, s := range statements(t) {
		for _, table := range tablesIn(s.text) {
			check(s.where, s.dir, table)
		}
	}
	each(func(s *source) {
		if s.test || strings.HasPrefix(s.dir(), "internal/platform/db") {
			return
		}
		in := imports(s)
		inspect(s, func(n ast.Node) {
			c, ok := n.(*ast.CallExpr)
			if !ok || len(c.Args) < 2 {
				return
			}
			f := c.Fun
			if x, ok := f.(*ast.IndexExpr); ok {
				f = x.X
			}
			if pkg, name := selector(in, f); pkg != dbPackage || name != "Insert" {
				return
			}
			if l, ok := c.Args[1].(*ast.BasicLit); ok {
				table, _ := strconv.Unquote(l.Value)
				check(s.place(n), s.dir(), table)
			}
		})
	})
}

func TestTablesIn(t *testing.T) {
	t.Parallel()
	for q, want := range map[string]string{
		"SELECT a FROM matter_step s JOIN place_v_area p ON p.id = s.id":                               "matter_step place_v_area",
		"INSERT INTO a_b (x) VALUES (?) ON CONFLICT (x) DO UPDATE SET y = 1":                           "a_b",
		"UPDATE a_b SET x = 'from c_d' WHERE y IS NOT DISTINCT FROM ? /* from e_f */":                  "a_b",
		"WITH RECURSIVE up (id) AS (SELECT id FROM a_b), two AS (SELECT 1) SELECT id FROM up JOIN two": "a_b",
		"DELETE FROM a_b WHERE id IN (SELECT id FROM c_d)":                                             "a_b c_d",
		"SELECT coalesce(min(x), 0) FROM (SELECT 1 FROM a_b LIMIT 1) AS due":                           "a_b",
		"UPDATE a_b SET x = c_d.x FROM c_d WHERE a_b.id = c_d.id":                                      "a_b c_d",
		"SELECT id FROM a_b WHERE id = ? FOR NO KEY UPDATE":                                            "a_b",
	} {
		if got := strings.Join(tablesIn(q), " "); got != want {
			t.Errorf("%s: %q, want %q", q, got, want)
		}
	}
}
