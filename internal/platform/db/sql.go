package db

import (
	"strconv"
	"strings"
	"sync"
)

// SQL is the text of a statement, a constant of a *_sql.go file.
type SQL string

// Statement is an SQL, or an SQL whose {where} and {order} have been filled.
type Statement interface{ statement() filled }

type filled struct {
	text  SQL
	where []any // arguments of {where}
	at    int   // how many arguments of the text stand before {where}
}

func (q SQL) statement() filled { return filled{text: q} }

func (f filled) statement() filled { return f }

// Cond is a conjunction of conditions for a statement's {where}. Its zero value
// holds for every row.
type Cond struct {
	parts []string
	args  []any
}

// And adds a condition.
func (c *Cond) And(part SQL, args ...any) {
	c.parts = append(c.parts, "("+string(part)+")")
	c.args = append(c.args, args...)
}

// AndIf adds a condition when on is true.
func (c *Cond) AndIf(on bool, part SQL, args ...any) {
	if on {
		c.And(part, args...)
	}
}

// AndAny adds the disjunction of the conditions; none of them means no row.
func (c *Cond) AndAny(conds ...Cond) {
	if len(conds) == 0 {
		c.And("1 = 0")
		return
	}
	parts := make([]string, len(conds))
	for i, d := range conds {
		parts[i] = d.text()
		c.args = append(c.args, d.args...)
	}
	c.parts = append(c.parts, "("+strings.Join(parts, " OR ")+")")
}

func (c *Cond) text() string {
	if len(c.parts) == 0 {
		return "1 = 1"
	}
	return strings.Join(c.parts, " AND ")
}

// AndNot adds the negation of a condition: it holds wherever d does not, also
// where d cannot be told because a column is NULL.
func (c *Cond) AndNot(d Cond) {
	c.parts = append(c.parts, "("+d.text()+") IS NOT TRUE")
	c.args = append(c.args, d.args...)
}

// In adds "column IN (…)". No values means no row. The list is padded to a power
// of two by repeating its last value, so that few texts have to be prepared.
func In[T any](c *Cond, column SQL, values []T) {
	if len(values) == 0 {
		c.And("1 = 0")
		return
	}
	n := 1
	for n < len(values) {
		n *= 2
	}
	for i := range n {
		c.args = append(c.args, values[min(i, len(values)-1)])
	}
	c.parts = append(c.parts, string(column)+" IN (?"+strings.Repeat(",?", n-1)+")")
}

// Where fills {where}.
func (q SQL) Where(c Cond) Filled { return Filled{q.statement()}.Where(c) }

// Order fills {order} with a constant of the module's closed list.
func (q SQL) Order(by SQL) Filled { return Filled{q.statement()}.Order(by) }

// Filled is a statement with its {where} or {order} filled.
type Filled struct{ filled }

// Where fills {where}.
func (f Filled) Where(c Cond) Filled {
	before, after, found := strings.Cut(string(f.text), "{where}")
	if !found {
		panic("db: statement has no {where}: " + f.text)
	}
	at := rebind(dialect{}, SQL(before)).args
	return Filled{filled{text: SQL(before + c.text() + after), where: c.args, at: at}}
}

// Order fills {order}; it stands after {where} in the text.
func (f Filled) Order(by SQL) Filled {
	f.text = SQL(strings.Replace(string(f.text), "{order}", string(by), 1))
	return f
}

func (f filled) arguments(args []any) []any {
	if len(f.where) == 0 {
		return args
	}
	all := make([]any, 0, len(args)+len(f.where)+1)
	all = append(all, args[:f.at]...)
	all = append(all, f.where...)
	return append(all, args[f.at:]...)
}

// bound is a statement as one engine takes its arguments.
type bound struct {
	text   string
	args   int   // arguments the caller gives
	realm  bool  // the realm is one too
	reads  bool  // changes nothing
	table  SQL   // what it changes, where that is plain
	realms []int // SQLite: how many of the caller's arguments stand before each realm
}

// fill puts the realm among the arguments.
func (b *bound) fill(args []any, realm int64) []any {
	out := make([]any, 0, len(args)+len(b.realms)+1)
	next := 0
	for i, a := range args {
		for ; next < len(b.realms) && b.realms[next] == i; next++ {
			out = append(out, realm)
		}
		out = append(out, argument(a))
	}
	for range b.realms[next:] {
		out = append(out, realm)
	}
	if b.realm && b.realms == nil {
		out = append(out, realm)
	}
	return out
}

// dialect is for whom a statement is written out.
type dialect struct {
	engine Engine
	writes bool // in a transaction that may write
}

func (d dialect) mark(number string) string {
	if d.engine == SQLite {
		return "?"
	}
	return "$" + number
}

var bounds sync.Map // statement -> *bound

type statement struct {
	dialect
	text SQL
}

func bind(d dialect, q SQL) *bound {
	key := statement{d, q}
	if b, ok := bounds.Load(key); ok {
		return b.(*bound)
	}
	b := rebind(d, q)
	bounds.Store(key, b)
	return b
}

// words stand in a statement where PostgreSQL, which runs transactions side by
// side, needs to be told what SQLite, with its one writer, does by itself.
var words = map[string]func(dialect) string{
	// after a SELECT of one thing: an act that reads it holds it until its commit,
	// so that what it decides on cannot change under it
	"{lock}": func(d dialect) string { return onPostgres(d, "FOR NO KEY UPDATE") },
	// pass over rows that another server has just taken
	"{skip_locked}": func(d dialect) string { return onPostgres(d, "FOR UPDATE SKIP LOCKED") },
}

func onPostgres(d dialect, text string) string {
	if d.engine == Postgres && d.writes {
		return text
	}
	return ""
}

// rebind marks the arguments: $1, $2 on PostgreSQL, the realm last; plain ? on
// SQLite, the realm wherever it stands, because SQLite looks the name of every
// numbered argument up in a list, which for an insert of many rows takes longer
// than the insert. Quoted text and comments are left alone.
func rebind(d dialect, q SQL) *bound {
	const realm = ":realm"
	b := &bound{}
	parts := []string{""} // the realm's number belongs between them
	put := func(s string) { parts[len(parts)-1] += s }
	for rest := string(q); rest != ""; {
		if n := passage(rest); n > 0 {
			put(rest[:n])
			rest = rest[n:]
			continue
		}
		taken := 1
		switch {
		case rest[0] == '?':
			b.args++
			put(d.mark(strconv.Itoa(b.args)))
		case strings.HasPrefix(rest, realm) && d.engine == SQLite:
			taken = len(realm)
			put("?")
			b.realms = append(b.realms, b.args)
		case strings.HasPrefix(rest, realm):
			taken = len(realm)
			put("$")
			parts = append(parts, "")
		default:
			word := rest[:strings.IndexByte(rest, '}')+1]
			if write := words[word]; write != nil {
				taken = len(word)
				put(write(d))
			} else {
				put(rest[:1])
			}
		}
		rest = rest[taken:]
	}
	b.realm = len(parts) > 1 || b.realms != nil
	b.text = strings.Join(parts, strconv.Itoa(b.args+1))
	b.reads, b.table = changes(b.text)
	return b
}

// passage is the length of what stands at the head of q and has no meaning to
// rebind: quoted text, a comment, or plain SQL up to the next sign that has.
func passage(q string) int {
	ends := map[string]string{"'": "'", `"`: `"`, "--": "\n", "/*": "*/"}
	for open, end := range ends {
		if strings.HasPrefix(q, open) {
			n := strings.Index(q[len(open):], end)
			if n < 0 {
				return len(q)
			}
			return len(open) + n + len(end)
		}
	}
	for i := range len(q) {
		switch q[i] {
		case '\'', '"', '?', ':', '{':
			return i
		case '-', '/':
			if i+1 < len(q) && (q[i:i+2] == "--" || q[i:i+2] == "/*") {
				return i
			}
		}
	}
	return len(q)
}
