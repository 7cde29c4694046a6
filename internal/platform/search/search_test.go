package search

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

func TestIndex(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"楼道杂物":                  "楼道 道杂 杂物 物",
		"漏水，停电":                 "漏水 水 停电 电",
		"3幢501室漏水":              "3 幢 501 室漏 漏水 水",
		"ＷｉＦｉ坏了 B12":            "wifi 坏了 了 b 12",
		"Café e\u0301":          "cafe e",
		"树":                     "树",
		"二〇二六年":                 "二〇 〇二 二六 六年 年",
		"":                      "",
		" 😀!?\x00 ":             "",
		"㎡":                     "m 2",
		strings.Repeat("a", 90): strings.Repeat("a", 40) + " " + strings.Repeat("a", 40) + " " + strings.Repeat("a", 10),
	} {
		if got := Index(in); got != want {
			t.Errorf("Index(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestQuery(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][3]string{
		"漏水":           {`"漏水"`, `'漏水'`, `"漏水"`},
		"楼道杂":          {`"楼道 道杂"`, `'楼道' <-> '道杂'`, `"楼道" AND "道杂"`},
		"树":            {`"树" *`, `'树':*`, `"树" *`},
		"3幢 漏水":        {`"3 幢" * AND "漏水"`, `'3' <-> '幢':* & '漏水'`, `"3" AND "幢" * AND "漏水"`},
		"楼道3":          {`"楼道 道 3"`, `'楼道' <-> '道' <-> '3'`, `"楼道" AND "道" AND "3"`},
		`wi" OR *`:     {`"wi" * AND "or" *`, `'wi':* & 'or':*`, `"wi" * AND "or" *`},
		"501":          {`"501"`, `'501'`, `"501"`},
		"NEAR(':| !&)": {`"near" *`, `'near':*`, `"near" *`},
	} {
		q := Parse(in)
		if got := [3]string{q.SQLite(), q.Postgres(), q.Loose().SQLite()}; got != want || q.Empty() {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if q := Parse(" ，。😀 "); !q.Empty() {
		t.Errorf("nothing to look for: %q", q.SQLite())
	}
	long := Parse(strings.Repeat("漏水 ", 500))
	if len(long.phrases) != maxPhrases {
		t.Errorf("%d phrases", len(long.phrases))
	}
}

var schema = db.Schema{fstest.MapFS{
	"0001_find.sqlite.sql":   {Data: []byte("CREATE VIRTUAL TABLE find USING fts5(words, tokenize = 'unicode61');")},
	"0001_find.postgres.sql": {Data: []byte("CREATE TABLE find (rowid BIGINT PRIMARY KEY, words tsvector);")},
}}

const (
	addSQLite    db.SQL = `INSERT INTO find (rowid, words) SELECT ?, ? WHERE :realm > 0`
	addPostgres  db.SQL = `INSERT INTO find (rowid, words) SELECT ?, to_tsvector('simple', ?) WHERE :realm > 0`
	findSQLite   db.SQL = `SELECT rowid FROM find WHERE find MATCH ? AND :realm > 0 ORDER BY rowid`
	findPostgres db.SQL = `SELECT rowid FROM find WHERE words @@ to_tsquery('simple', ?) AND :realm > 0 ORDER BY rowid`
)

// found asks an engine.
func found(tx *db.Tx, q Query) ([]int, error) {
	if tx.Engine() == db.Postgres {
		return db.Select[int](tx, findPostgres, q.Postgres())
	}
	return db.Select[int](tx, findSQLite, q.SQLite())
}

func fill(t *testing.T, d *db.DB, texts []string) {
	t.Helper()
	if err := d.Update(t.Context(), 1, func(tx *db.Tx) error {
		for i, text := range texts {
			if _, err := tx.Exec(map[db.Engine]db.SQL{db.SQLite: addSQLite, db.Postgres: addPostgres}[tx.Engine()], i, Index(text)); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// Both engines find for every piece of Chinese exactly the texts that contain
// it, and for mixed pieces all that do.
func TestFindsWhatContains(t *testing.T) {
	t.Parallel()
	word := rapid.SampledFrom([]string{"楼", "道", "杂", "物", "漏", "水", "楼道", "3", "12", "wifi", "b", "，", " ", "é", "水水", "〇"})
	text := rapid.Map(rapid.SliceOfN(word, 1, 12), func(words []string) string { return strings.Join(words, "") })
	texts := make([]string, 300)
	for i := range texts {
		texts[i] = text.Example(i)
	}
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		fill(t, d, texts)
		if err := d.View(t.Context(), 1, func(tx *db.Tx) error {
			for i := range 400 {
				runes := []rune(texts[i%len(texts)])
				from := (i * 7) % len(runes)
				typed := string(runes[from:min(len(runes), from+1+i%4)])
				compare(t, tx, texts, typed)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func compare(t *testing.T, tx *db.Tx, texts []string, typed string) {
	t.Helper()
	q := Parse(typed)
	if q.Empty() {
		return
	}
	hits, err := found(tx, q)
	if err != nil {
		t.Fatalf("%q as %q, %q: %v", typed, q.SQLite(), q.Postgres(), err)
	}
	loose, err := found(tx, q.Loose())
	if err != nil || len(loose) < len(hits) {
		t.Errorf("%q finds %d, loosely %d, %v", typed, len(hits), len(loose), err)
	}
	got := map[int]bool{}
	for _, i := range hits {
		got[i] = true
	}
	chinese := strings.IndexFunc(typed, func(r rune) bool { return scriptOf(r) != dense }) < 0
	for i, text := range texts {
		if contains := strings.Contains(fold(text), fold(typed)); chinese && got[i] != contains {
			t.Errorf("%q in %q: found %v", typed, text, got[i])
		}
	}
}

// Every Chinese character that people write is a letter to both engines.
func TestEveryCharacterIsFound(t *testing.T) {
	t.Parallel()
	var all []string
	for r := rune(0x4e00); r <= 0x9fa5; r += 97 {
		all = append(all, string([]rune{r, r + 1}))
	}
	all = append(all, "㐂㐄", "〇一", "々仝", "𠮷野", "𫚉鱼", "かな", "カナ", "한국")
	dbtest.Both(t, schema, func(t *testing.T, d *db.DB) {
		fill(t, d, all)
		if err := d.View(t.Context(), 1, func(tx *db.Tx) error {
			for i, text := range all {
				if hits, err := found(tx, Parse(text)); err != nil || len(hits) != 1 || hits[0] != i {
					t.Errorf("%q (%U): %v, %v", text, []rune(text), hits, err)
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzQuery(f *testing.F) {
	f.Add(`3幢 "漏水" NEAR(a) é`)
	f.Fuzz(func(t *testing.T, typed string) {
		q := Parse(typed)
		for _, p := range q.phrases {
			for _, token := range p.tokens {
				if token == "" || strings.ContainsFunc(token, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '〇' }) {
					t.Errorf("%q: token %q", typed, token)
				}
			}
		}
		if Index(Index(typed)) == "" && !q.Empty() {
			t.Errorf("%q is a query but no text", typed)
		}
	})
}
