package place

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

// Rule is a key of the policy packs with its national default: one row of
// data/national.json. A module that needs another limit adds a row there.
type Rule struct {
	Key     string   `json:"key"`
	Type    string   `json:"type"` // count fen flag limit ratio share decimal clock choice table
	Value   string   `json:"value"`
	Unit    string   `json:"unit"` // of a count, for people
	Zh      string   `json:"zh"`
	En      string   `json:"en"`
	Min     *int64   `json:"min"`
	Max     *int64   `json:"max"`
	Choices []string `json:"choices"` // the strictest first where the law binds
	// Law says that the value is set by law and how a place may differ from it:
	// "" freely, "up" only higher, "down" only lower, "fixed" not at all.
	Law        string `json:"law"`
	Citation   string `json:"citation"`
	Confidence string `json:"confidence"`
	From       string `json:"from"` // first day in force, 2006-01-02; "": always
	To         string `json:"to"`   // first day no longer in force; "": goes on
	// Waits says that nothing in this release goes by the rule yet: pages leave it
	// out, so that nobody sets what has no effect.
	Waits bool `json:"waits"`
}

//go:embed data/national.json
var nationalFile []byte

// national are the rules by key.
var national = func() map[string]*Rule {
	var list []*Rule
	if err := json.Unmarshal(nationalFile, &list); err != nil {
		panic("place: data/national.json: " + err.Error())
	}
	out := map[string]*Rule{}
	for _, r := range list {
		if err := r.valid(); err != nil {
			panic("place: data/national.json: " + r.Key + ": " + err.Error())
		}
		if out[r.Key] != nil {
			panic("place: data/national.json: two rows for " + r.Key)
		}
		out[r.Key] = r
	}
	return out
}()

func (r *Rule) valid() error {
	t, ok := valueTypes[r.Type]
	switch {
	case !ok:
		return fmt.Errorf("no type %q", r.Type)
	case !t.valid(*r, r.Value):
		return fmt.Errorf("default %q is no %s", r.Value, r.Type)
	case r.Zh == "" || r.En == "" || r.Citation == "":
		return fmt.Errorf("a name or the citation is missing")
	case !slices.Contains([]string{"", "up", "down", "fixed"}, r.Law):
		return fmt.Errorf("law %q", r.Law)
	case !slices.Contains(confidences, r.Confidence):
		return fmt.Errorf("confidence %q", r.Confidence)
	}
	for _, day := range []string{r.From, r.To} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return err
		}
	}
	return nil
}

var confidences = []string{"E", "P", "M", "R", "G"}

// between says whether a number lies in the bounds of the rule.
func (r Rule) between(s string) bool {
	f, err := strconv.ParseFloat(s, 64)
	return err == nil && (r.Min == nil || f >= float64(*r.Min)) && (r.Max == nil || f <= float64(*r.Max))
}

// Hint says what may be written, for people.
func (r Rule) Hint() string {
	say := valueTypes[r.Type].say
	if r.Min != nil && r.Max != nil {
		say += fmt.Sprintf("，%d 到 %d", *r.Min, *r.Max)
	}
	if r.Unit != "" {
		say += "，单位：" + r.Unit
	}
	return say
}

// byDefault is the national default as a value.
func (r *Rule) byDefault() Value {
	return Value{
		Key: r.Key, Text: r.Value, Citation: r.Citation, Confidence: r.Confidence,
		From: dayStart(r.From), To: dayStart(r.To),
	}
}

func dayStart(day string) time.Time {
	if day == "" {
		return time.Time{}
	}
	t, _ := time.ParseInLocation(time.DateOnly, day, calendar.Zone)
	return t
}

// tightens says whether value b may stand below value a under the rule's law.
func (r *Rule) tightens(a, b string) bool {
	if a == b {
		return true
	}
	less := valueTypes[r.Type].less
	switch r.Law {
	case "up":
		lower, ok := less(*r, b, a)
		return ok && !lower
	case "down":
		lower, ok := less(*r, a, b)
		return ok && !lower
	case "fixed":
		return false
	default:
		return true
	}
}

// Rules lists the rules that this release goes by, in the order of their keys.
func Rules() []Rule {
	out := make([]Rule, 0, len(national))
	for _, r := range national {
		if !r.Waits {
			out = append(out, *r)
		}
	}
	slices.SortFunc(out, func(a, b Rule) int {
		if a.Key < b.Key {
			return -1
		}
		return 1
	})
	return out
}

// RuleOf gives the rule of a key.
func RuleOf(key string) (Rule, bool) {
	r, ok := national[key]
	if !ok {
		return Rule{}, false
	}
	return *r, true
}
