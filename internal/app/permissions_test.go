package app_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

const accessFile = "../../docs/access.md"

// docs/access.md is the table of permissions as a non-programmer reads it; a
// change of a grant changes it in the same commit, where a reviewer sees it.
func TestAccessIsWrittenDown(t *testing.T) {
	t.Parallel()
	policy := app.Policy()
	var b strings.Builder
	b.WriteString("# 谁能做什么\n\n权限只从岗位来，表上没有的谁都不能做。由 `make golden` 从 `internal/app/grants.go` 印出；在线看：管理台的“谁能做什么”。\n\n| 做什么 | | 对什么 | 哪些岗位 |\n|---|---|---|---|\n")
	for _, l := range portal.Permissions(policy, "") {
		if !portal.Named(string(l.Code)) {
			t.Errorf("%s has no name in portal.Action", l.Code)
		}
		for _, w := range l.Ways {
			if w.How == "" {
				t.Errorf("%s: a relation without a name", l.Code)
			}
			var names []string
			for _, k := range w.Seats {
				zh, _ := org.SeatKindName(k)
				names = append(names, zh)
			}
			fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", portal.Action(string(l.Code)), l.Code, w.How, strings.Join(names, "、"))
		}
	}
	b.WriteString("\n被投诉的一方，不管有什么岗位，都看不到也动不了那件事：")
	for i, c := range portal.Refused(policy) {
		if i > 0 {
			b.WriteString("、")
		}
		fmt.Fprintf(&b, "`%s`", c)
	}
	b.WriteString("。依据：潍坊市12345政务服务便民热线条例（2021）第十一条、北京市接诉即办工作条例第三十五条。\n")
	if *update {
		if err := os.WriteFile(accessFile, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(accessFile)
	if err != nil || string(got) != b.String() {
		t.Errorf("%s is not what the table says: look, then make golden (%v)", accessFile, err)
	}
}
