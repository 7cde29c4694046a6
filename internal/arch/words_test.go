package arch

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

// split is the words of a name: "openID2Phone_no" -> open id2 phone no.
func split(name string) (out []string) {
	start := 0
	runes := []rune(name)
	cut := func(end int) {
		if end > start {
			out = append(out, strings.ToLower(string(runes[start:end])))
		}
		start = end
	}
	for i, r := range runes {
		switch {
		case r == '_' || r == '-' || r == '.' || r == '/':
			cut(i)
			start = i + 1
		case unicode.IsUpper(r) && i > 0 && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]) && unicode.IsUpper(runes[i-1])):
			cut(i)
		}
	}
	cut(len(runes))
	return out
}

// holds says whether the words of a name hold the words of a phrase in a row.
func holds(name, phrase string) bool {
	return strings.Contains(" "+strings.Join(split(name), " ")+" ", " "+phrase+" ")
}

// personal are columns that would hold something of a person in clear. Only the
// tables of people may have them; whatever else needs a person holds an id.
var personal = []string{
	"phone", "mobile", "tel", "telephone", "id number", "id card", "identity", "birth", "birthday", "birthdate", "born",
	"gender", "sex", "ethnic", "nation", "real name", "full name", "person name", "owner name", "resident name", "reporter name",
	"contact name", "surname", "wechat", "openid", "email", "disability", "illness", "disease", "health", "face", "fingerprint", "guardian",
}

// allowed are columns that sound personal and are not: each with its reason.
var allowed = map[string]string{
	"auth_code.phone_key": "a blind index: nobody can read a number from it",
}

func TestPersonalDataLivesInPeople(t *testing.T) {
	t.Parallel()
	for name, c := range columns(t, dbtest.Open(t, wholeHouse(), db.SQLite), sqlColumnsSQLite) {
		if strings.HasPrefix(c.Table, "people_") || allowed[name] != "" {
			continue
		}
		for _, p := range personal {
			if holds(c.Name, p) {
				t.Errorf("%s: only people_* holds what is personal", name)
			}
		}
	}
}

// burdens are what the laws L1 (no burden), L2 (no faces) and L8 (nobody is
// ranked for helping) forbid as a table, a field, a route or a type.
var burdens = []string{
	"checkin", "check in", "clock in", "clockin", "punch", "points", "leaderboard", "rank", "ranks", "ranking", "league",
	"gps track", "track points", "trajectory", "online time", "online minutes", "click count", "clicks", "installs", "install count",
	"page views", "face id", "face image", "faceprint", "face feature", "streak", "badge", "badges", "medal", "medals",
}

func TestNothingThatTheLawsForbid(t *testing.T) {
	t.Parallel()
	forbid := func(where, name string) {
		for _, b := range burdens {
			if holds(name, b) && !(b == "rank" && ranked(where)) {
				t.Errorf("%s: %q: the laws L1, L2 and L8 forbid %q", where, name, b)
			}
		}
	}
	for name, c := range columns(t, dbtest.Open(t, wholeHouse(), db.SQLite), sqlColumnsSQLite) {
		forbid(name, c.Table)
		forbid(name, c.Name)
	}
	each(func(s *source) {
		if s.test || room(s.dir()) == "" {
			return
		}
		if strings.HasPrefix(s.dir(), "internal/platform/web") {
			return // icons and parts of a page have names of their own
		}
		for _, d := range declared(s) {
			forbid(s.path+":"+line(d.Pos()), d.Name)
		}
		inspect(s, func(n ast.Node) {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if v, _ := strconv.Unquote(l.Value); address.MatchString(v) {
					forbid(s.place(n), v)
				}
			}
		})
	})
}

// ranked is where a rank is that of a kind, never of a person or a place: how high
// a kind of place stands in the tree, a kind of seat on the ladder.
func ranked(where string) bool {
	return strings.HasPrefix(where, "place_place.rank") || strings.HasPrefix(where, "internal/place/") || strings.HasPrefix(where, "internal/org/seatkind.go")
}

// address is what a route looks like.
var address = regexp.MustCompile(`^((GET|POST|PUT|PATCH|DELETE) )?/[a-z0-9{}/_.-]*$`)

// declared are the names a file declares: packages, types, functions, constants,
// variables, fields, parameters.
func declared(s *source) (out []*ast.Ident) {
	add := func(names ...*ast.Ident) { out = append(out, names...) }
	add(s.file.Name)
	inspect(s, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.FuncDecl:
			add(n.Name)
		case *ast.TypeSpec:
			add(n.Name)
		case *ast.ValueSpec:
			add(n.Names...)
		case *ast.Field:
			add(n.Names...)
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				for _, e := range n.Lhs {
					if i, ok := e.(*ast.Ident); ok {
						add(i)
					}
				}
			}
		}
	})
	return out
}

var (
	// avoided are words that the glossary replaces, anywhere in a name.
	avoided = map[string]string{
		"ticket": "Matter", "tickets": "Matter", "tenant": "Realm, or Occupant", "tenants": "Realm, or Occupant",
		"helper": "what it does", "helpers": "what it does", "util": "what it does", "utils": "what it does",
		"wangge": "Grid", "yezhu": "Owner", "wuye": "PropertyCompany", "jiedao": "Subdistrict", "shequ": "Community",
		"xiaoqu": "Compound", "loudong": "Building", "danyuan": "Entrance", "jumin": "Resident", "gongdan": "WorkOrder",
		"estate": "Compound", "cobuilder": "Partner",
	}
	// empty are words that say nothing as a whole name.
	empty = []string{"manager", "data", "info"}
)

var verb = regexp.MustCompile(`^(can)?[iI]ssue[A-Z]|^[cC]anIssue$|^[iI]ssued`)

// lasting are the names that outlive a function: of the file's top and of fields.
func lasting(s *source) (out []*ast.Ident) {
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			out = append(out, d.Name)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.ValueSpec:
					out = append(out, spec.Names...)
				case *ast.TypeSpec:
					out = append(out, spec.Name)
					if x, ok := spec.Type.(*ast.StructType); ok {
						for _, f := range x.Fields.List {
							out = append(out, f.Names...)
						}
					}
				}
			}
		}
	}
	return out
}

// The words of the glossary, and no other for the same thing.
func TestNamesAreWordsOfTheGlossary(t *testing.T) {
	t.Parallel()
	each(func(s *source) {
		if s.generated || room(s.dir()) == "" || room(s.dir()) == "ballot" { // its words are those of Belenios
			return
		}
		if n := s.file.Name.Name; n == "common" || slices.Contains(empty, n) {
			t.Errorf("%s: a package called %s says nothing", s.path, n)
		}
		for _, d := range declared(s) {
			where := s.path + ":" + line(d.Pos())
			for _, w := range split(d.Name) {
				if better := avoided[w]; better != "" && d.Name != "Helper" { // testing's own word
					t.Errorf("%s: %s: say %s", where, d.Name, better)
				}
				if w == "user" && !strings.HasPrefix(s.dir(), "internal/platform/auth") {
					t.Errorf("%s: %s: say resident, owner, volunteer or actor", where, d.Name)
				}
			}
			if holds(d.Name, "issue") && !verb.MatchString(d.Name) {
				t.Errorf("%s: %s: say Matter; to issue is only a verb", where, d.Name)
			}
		}
		for _, d := range lasting(s) {
			if slices.Contains(empty, strings.ToLower(d.Name)) && s.dir() != "cmd/jinlin" { // --data is what scripts say
				t.Errorf("%s:%s: %s says nothing as a whole name", s.path, line(d.Pos()), d.Name)
			}
		}
	})
	for _, p := range read().others {
		if path.Ext(p) != ".sql" && path.Ext(p) != ".templ" && path.Ext(p) != ".ts" {
			continue
		}
		for _, w := range split(strings.TrimSuffix(path.Base(p), path.Ext(p))) {
			if better := avoided[w]; better != "" || slices.Contains(empty, w) {
				t.Errorf("%s: say %s", p, better)
			}
		}
	}
	for name, c := range columns(t, dbtest.Open(t, wholeHouse(), db.SQLite), sqlColumnsSQLite) {
		for _, w := range append(split(c.Table), split(c.Name)...) {
			if better := avoided[w]; better != "" || w == "user" || w == "issue" {
				t.Errorf("%s: say %s", name, better)
			}
		}
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"": "", "a": "a", "CheckIn": "check in", "checkIn": "check in", "GPSTrack": "gps track", "HTTPServer": "http server",
		"gps_track": "gps track", "/field/check-in": "field check in", "ID": "id", "openID": "open id",
	} {
		if got := strings.Join(split(name), " "); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
