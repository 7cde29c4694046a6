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
	return Filled{filled{text: SQL(before + c.text() + after), where: c.args, at: strings.Count(before, "?")}}
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

// bound is a statement with numbered arguments for one engine.
type bound struct {
	text  string
	args  int  // arguments the caller gives
	realm bool // the realm follows them
}

var bounds [2]sync.Map // by engine: SQL -> *bound

func bind(e Engine, q SQL) *bound {
	if b, ok := bounds[e].Load(q); ok {
		return b.(*bound)
	}
	b := rebind(e, q)
	bounds[e].Store(q, b)
	return b
}

// skipLocked stands where PostgreSQL must pass over rows that another server has
// just taken; SQLite has one server and needs nothing.
const skipLocked = "{skip_locked}"

// rebind numbers the arguments: $1, $2 on PostgreSQL, ?1, ?2 on SQLite, the
// realm last. Text inside quotes is left alone.
func rebind(e Engine, q SQL) *bound {
	const name = ":realm"
	mark := map[Engine]byte{SQLite: '?', Postgres: '$'}[e]
	b := &bound{}
	var out strings.Builder
	var realms []int // where in out the realm's number belongs
	var quote byte
	for i := 0; i < len(q); i++ {
		c := q[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
			out.WriteByte(c)
		case c == '\'' || c == '"':
			quote = c
			out.WriteByte(c)
		case c == '?':
			b.args++
			out.WriteByte(mark)
			out.WriteString(strconv.Itoa(b.args))
		case c == '{' && strings.HasPrefix(string(q[i:]), skipLocked):
			if e == Postgres {
				out.WriteString("FOR UPDATE SKIP LOCKED")
			}
			i += len(skipLocked) - 1
		case c == ':' && strings.HasPrefix(string(q[i:]), name):
			out.WriteByte(mark)
			realms = append(realms, out.Len())
			i += len(name) - 1
		default:
			out.WriteByte(c)
		}
	}
	b.realm, b.text = len(realms) > 0, out.String()
	n := strconv.Itoa(b.args + 1)
	for i := len(realms) - 1; i >= 0; i-- {
		b.text = b.text[:realms[i]] + n + b.text[realms[i]:]
	}
	return b
}

// AndNot adds the negation of a condition.
func (c *Cond) AndNot(d Cond) {
	c.parts = append(c.parts, "NOT ("+d.text()+")")
	c.args = append(c.args, d.args...)
}
