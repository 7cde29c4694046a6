package arch

import (
	"encoding/json"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// rulesFile has the policy packs' keys with their national defaults.
const rulesFile = "internal/place/data/national.json"

type policyRow struct {
	Key, Type, Value, Law string
	Min                   *int64
	Waits                 bool
}

// settled says that the law leaves a place no other value: the row only shows it.
func (r policyRow) settled() bool {
	return r.Law == "up" && r.Type == "flag" && r.Value == "yes" ||
		r.Law == "down" && r.Min != nil && r.Value == strconv.FormatInt(*r.Min, 10)
}

// A rule that nothing reads must not be offered for setting, and one that is read
// must be.
func TestRulesThatNothingReadsWait(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(read().root, rulesFile))
	if err != nil {
		t.Fatal(err)
	}
	var rows []policyRow
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	said := literals()
	for _, r := range rows {
		cut := strings.LastIndex(r.Key, ".") + 1
		known := said[r.Key] || said[r.Key[:cut]] // a key may be made of its group and a word
		switch {
		case r.Waits && known:
			t.Errorf(`%s: %s is read now: take "waits" away`, rulesFile, r.Key)
		case !r.Waits && !known && !r.settled():
			t.Errorf(`%s: nothing reads %s: say "waits": true, so that no page offers it`, rulesFile, r.Key)
		}
	}
}

// literals are the texts in the Go code that runs.
func literals() map[string]bool {
	out := map[string]bool{}
	each(func(s *source) {
		if !s.written() {
			return
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if text, err := strconv.Unquote(l.Value); err == nil {
					out[text] = true
				}
			}
			return true
		})
	})
	return out
}
