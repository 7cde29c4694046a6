package place

import (
	"encoding/json"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

// Value is what a policy says at a place and a moment. The text is valid for the
// key's type, so the methods of that type never fail; those of another type give
// zero.
type Value struct {
	Key        string
	Text       string    // as written: "5wd", ">=2/3", "17:00"
	Place      ID        // who set it; zero: the national default
	Citation   string    // law, regulation or decision
	Confidence string    // E exact text seen, P paraphrase, M measured, R recalled, G our own
	From, To   time.Time // zero: open
}

// Int is a count, or money in fen.
func (v Value) Int() int {
	n, _ := strconv.Atoi(v.Text)
	return n
}

// Fen is money in fen.
func (v Value) Fen() int64 { return int64(v.Int()) }

// Bool is a flag.
func (v Value) Bool() bool { return v.Text == "yes" }

// Limit is a time limit.
func (v Value) Limit() calendar.Limit {
	l, _ := calendar.ParseLimit(v.Text)
	return l
}

// Rat is a share, a decimal or the bound of a ratio, exact.
func (v Value) Rat() *big.Rat {
	r, ok := new(big.Rat).SetString(strings.TrimLeft(v.Text, "<>="))
	if !ok {
		return new(big.Rat)
	}
	return r
}

// Reached says whether part of whole satisfies a ratio: ">=2/3" or ">1/2".
// Nothing of nothing satisfies none.
func (v Value) Reached(part, whole int64) bool {
	if whole <= 0 {
		return false
	}
	c := big.NewRat(part, whole).Cmp(v.Rat())
	return c > 0 || c == 0 && !isOver(v.Text)
}

// isOver says whether a ratio must be passed (">1/2"), not only reached.
func isOver(ratio string) bool {
	return strings.HasPrefix(ratio, ">") && !strings.HasPrefix(ratio, ">=")
}

// Clock is a time of day.
func (v Value) Clock() (hour, minute int) {
	t, _ := time.Parse("15:04", v.Text)
	return t.Hour(), t.Minute()
}

// Decode reads a table into rows, a pointer to a slice.
func (v Value) Decode(rows any) error { return json.Unmarshal([]byte(v.Text), rows) }

// valueType is how the text of a key's values is read and compared.
type valueType struct {
	say   string // what to write, for people
	valid func(Rule, string) bool
	// less says whether a comes before b in the order in which "up" and "down"
	// are meant; ok is false where the two cannot be compared.
	less func(r Rule, a, b string) (less, ok bool)
}

var (
	ratioText = regexp.MustCompile(`^(>=|>)[1-9]\d{0,3}/[1-9]\d{0,3}$`)
	shareText = regexp.MustCompile(`^(0(\.\d{1,4})?|1)$`)
	decText   = regexp.MustCompile(`^\d{1,4}(\.\d{1,4})?$`)
	clockText = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)
	wholeText = regexp.MustCompile(`^(0|[1-9]\d{0,8})$`)
)

var valueTypes = map[string]valueType{
	"count":   {"请写整数", wholeIn, byRat},
	"fen":     {"请写以分为单位的整数", wholeIn, byRat},
	"flag":    {"请选“是”或“否”", func(_ Rule, s string) bool { return s == "yes" || s == "no" }, byFlag},
	"limit":   {"请写成“2小时”“7天”或“5个工作日”", validLimit, byLimit},
	"ratio":   {"请写成“>=2/3”或“>1/2”", validRatio, byRatio},
	"share":   {"请写 0 到 1 之间的小数，最多四位", func(_ Rule, s string) bool { return shareText.MatchString(s) }, byRat},
	"decimal": {"请写小数", func(r Rule, s string) bool { return decText.MatchString(s) && r.between(s) }, byRat},
	"clock":   {"请写成“17:00”", func(_ Rule, s string) bool { return clockText.MatchString(s) }, byText},
	"choice":  {"请从列出的里面选一个", func(r Rule, s string) bool { return slices.Contains(r.Choices, s) }, byChoice},
	"table":   {"请写成一张表（JSON 数组）", validTable, incomparable},
}

func wholeIn(r Rule, s string) bool { return wholeText.MatchString(s) && r.between(s) }

func validLimit(_ Rule, s string) bool {
	l, err := calendar.ParseLimit(s)
	return err == nil && l.Code() == s
}

func validRatio(_ Rule, s string) bool {
	v := Value{Text: s}
	return ratioText.MatchString(s) && v.Rat().Cmp(big.NewRat(1, 1)) <= 0
}

func validTable(_ Rule, s string) bool {
	var rows []map[string]any
	return json.Unmarshal([]byte(s), &rows) == nil
}

func byRat(_ Rule, a, b string) (bool, bool) {
	return Value{Text: a}.Rat().Cmp(Value{Text: b}.Rat()) < 0, true
}

func byText(_ Rule, a, b string) (bool, bool) { return a < b, true }

func byFlag(_ Rule, a, b string) (bool, bool) { return a == "no" && b == "yes", true }

func byChoice(r Rule, a, b string) (bool, bool) {
	return slices.Index(r.Choices, a) < slices.Index(r.Choices, b), true
}

func incomparable(Rule, string, string) (bool, bool) { return false, false }

// byLimit compares limits of the same unit.
func byLimit(_ Rule, a, b string) (bool, bool) {
	x, y := Value{Text: a}.Limit(), Value{Text: b}.Limit()
	return x.Amount < y.Amount, x.Unit == y.Unit
}

// byRatio compares bounds; of equal bounds ">" is the higher.
func byRatio(_ Rule, a, b string) (bool, bool) {
	c := Value{Text: a}.Rat().Cmp(Value{Text: b}.Rat())
	return c < 0 || c == 0 && !isOver(a) && isOver(b), true
}
