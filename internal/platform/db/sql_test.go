package db

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRebind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text, sqlite, postgres, reading string
		args                                  int
		realm                                 bool
	}{
		{name: "no arguments", text: "SELECT 1", sqlite: "SELECT 1", postgres: "SELECT 1"},
		{name: "the realm comes last", text: "a = :realm AND b = ? AND c = ?", args: 2, realm: true,
			sqlite: "a = ? AND b = ? AND c = ?", postgres: "a = $3 AND b = $1 AND c = $2"},
		{name: "the realm twice", text: ":realm,?,:realm", args: 1, realm: true, sqlite: "?,?,?", postgres: "$2,$1,$2"},
		{name: "quoted", text: `x = 'it''s ? :realm' AND "y?" = ?`, args: 1,
			sqlite: `x = 'it''s ? :realm' AND "y?" = ?`, postgres: `x = 'it''s ? :realm' AND "y?" = $1`},
		{name: "comments", text: "/* who's? */ a = ? -- isn't :realm it?\n AND b = ?", args: 2,
			sqlite:   "/* who's? */ a = ? -- isn't :realm it?\n AND b = ?",
			postgres: "/* who's? */ a = $1 -- isn't :realm it?\n AND b = $2"},
		{name: "signs of their own", text: "a->>'k' = ? AND b - 1 / 2 = c::text {", args: 1,
			sqlite: "a->>'k' = ? AND b - 1 / 2 = c::text {", postgres: "a->>'k' = $1 AND b - 1 / 2 = c::text {"},
		{name: "lock", text: "SELECT ? {lock}", args: 1, sqlite: "SELECT ? ",
			postgres: "SELECT $1 FOR NO KEY UPDATE", reading: "SELECT $1 "},
		{name: "skip locked", text: "({skip_locked})", sqlite: "()", postgres: "(FOR UPDATE SKIP LOCKED)", reading: "()"},
		{name: "an unknown word", text: "{else} ?", args: 1, sqlite: "{else} ?", postgres: "{else} $1"},
		{name: "never closed", text: "? 'abc", args: 1, sqlite: "? 'abc", postgres: "$1 'abc"},
	} {
		for d, want := range map[dialect]string{
			{SQLite, true}: c.sqlite, {SQLite, false}: c.sqlite, {Postgres, true}: c.postgres, {Postgres, false}: c.reading,
		} {
			if want == "" {
				want = c.postgres
			}
			b := rebind(d, SQL(c.text))
			if b.text != want || b.args != c.args || b.realm != c.realm {
				t.Errorf("%s on %v: %q, %d arguments, realm %v; want %q", c.name, d, b.text, b.args, b.realm, want)
			}
		}
	}
}

// Whatever the engine, the realm stands where the statement says.
func TestFill(t *testing.T) {
	t.Parallel()
	const q SQL = `:realm, ?, ?, :realm, ?, :realm`
	for engine, want := range map[Engine][]any{SQLite: {int64(7), 1, 2, int64(7), 3, int64(7)}, Postgres: {1, 2, 3, int64(7)}} {
		if got := rebind(dialect{engine, true}, q).fill([]any{1, 2, 3}, 7); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", engine, got, want)
		}
	}
}

func FuzzRebind(f *testing.F) {
	f.Add("SELECT a FROM b WHERE realm_id = :realm AND c = ? AND d = '?' -- ?\n /* ? */ {lock}")
	f.Add("{")
	f.Fuzz(func(t *testing.T, q string) {
		b := rebind(dialect{Postgres, false}, SQL(q))
		if got := strings.Count(q, "?"); b.args > got {
			t.Fatalf("%d arguments in %q", b.args, q)
		}
		for i := range b.args {
			if !strings.Contains(b.text, "$"+strconv.Itoa(i+1)) {
				t.Fatalf("argument %d is nowhere in %q", i+1, b.text)
			}
		}
		if b.args == 0 && !b.realm && !strings.Contains(q, "{") && b.text != q {
			t.Fatalf("%q became %q", q, b.text)
		}
	})
}

func TestCond(t *testing.T) {
	t.Parallel()
	a, b, n := cond("a = ?", 1), cond("b = ?", 2), Cond{}
	n.AndAny()
	for _, c := range []struct {
		name string
		make func(*Cond)
		want string
		args []any
	}{
		{"nothing", func(*Cond) {}, "1 = 1", nil},
		{"and", func(c *Cond) { c.And("a = ?", 1); c.And("b = ? OR c = ?", 2, 3) }, "(a = ?) AND (b = ? OR c = ?)", []any{1, 2, 3}},
		{"and if", func(c *Cond) { c.AndIf(false, "a = ?", 1); c.AndIf(true, "b") }, "(b)", nil},
		{"any", func(c *Cond) { c.AndAny(a, b) }, "((a = ?) OR (b = ?))", []any{1, 2}},
		{"any of none", func(c *Cond) { c.AndAny() }, "(1 = 0)", nil},
		{"any with one that always holds", func(c *Cond) { c.AndAny(Cond{}, b) }, "(1 = 1 OR (b = ?))", []any{2}},
		{"not", func(c *Cond) { c.AndNot(a); c.AndNot(n) }, "((a = ?)) IS NOT TRUE AND ((1 = 0)) IS NOT TRUE", []any{1}},
		{"in none", func(c *Cond) { In(c, "a", []int{}) }, "(1 = 0)", nil},
		{"in one", func(c *Cond) { In(c, "a", []int{5}) }, "a IN (?)", []any{5}},
		{"in three is padded", func(c *Cond) { In(c, "a", []string{"x", "y", "z"}) }, "a IN (?,?,?,?)", []any{"x", "y", "z", "z"}},
	} {
		var got Cond
		c.make(&got)
		if got.text() != c.want || !slices.Equal(got.args, c.args) {
			t.Errorf("%s: %q %v; want %q %v", c.name, got.text(), got.args, c.want, c.args)
		}
	}
}

func cond(part SQL, args ...any) (c Cond) {
	c.And(part, args...)
	return c
}

// However a condition is put together, it takes as many arguments as it has.
func TestCondCountsItsArguments(t *testing.T) {
	t.Parallel()
	var grow func(t *rapid.T, depth int) Cond
	grow = func(t *rapid.T, depth int) (c Cond) {
		for range rapid.IntRange(0, 3).Draw(t, "parts") {
			switch kind := rapid.IntRange(0, 4).Draw(t, "kind"); {
			case kind == 0:
				c.And("x = ? OR y = '?'", 1)
			case kind == 1:
				In(&c, "z", rapid.SliceOfN(rapid.Int(), 0, 9).Draw(t, "values"))
			case kind == 2 && depth > 0:
				c.AndNot(grow(t, depth-1))
			case kind == 3 && depth > 0:
				c.AndAny(grow(t, depth-1), grow(t, depth-1))
			}
		}
		return c
	}
	rapid.Check(t, func(t *rapid.T) {
		c := grow(t, 3)
		if got := rebind(dialect{}, SQL(c.text())).args; got != len(c.args) {
			t.Fatalf("%q takes %d arguments and has %d", c.text(), got, len(c.args))
		}
	})
}

// The arguments of {where} go between those that stand before it and after it.
func TestWhereKeepsTheOrderOfArguments(t *testing.T) {
	t.Parallel()
	const q SQL = `SELECT '?', ? FROM a WHERE b = ? AND {where} ORDER BY {order} LIMIT ?`
	f := q.Where(cond("c = ?", "c")).Order("d").statement()
	if want := `SELECT '?', ? FROM a WHERE b = ? AND (c = ?) ORDER BY d LIMIT ?`; string(f.text) != want {
		t.Errorf("%s; want %s", f.text, want)
	}
	if got := f.arguments([]any{"a", "b", "limit"}); !slices.Equal(got, []any{"a", "b", "c", "limit"}) {
		t.Errorf("arguments %v", got)
	}
	if got := q.Where(Cond{}).statement().arguments([]any{1, 2, 3}); !slices.Equal(got, []any{1, 2, 3}) {
		t.Errorf("arguments %v", got)
	}
}
