package wordstest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words/wordstest"
)

func write(t *testing.T, folder, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestUntranslated(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "en.json", `{"我要说":"Speak up","还有 %d 件":"some left"}`)
	write(t, dir, "page_templ.go", `package page
func page() {
	join(words.T(ctx, "我要说"))
	join(words.T(ctx, "一起议", "网格"))
	write(buffer, "<h1>看公开</h1>")
	field(Input{Label: "手机号"})
	write(buffer, "<p>plain</p>")
}`)
	write(t, dir, "act.go", `package page
// 注释不算
var quiet = "常量不算"
func act() error {
	c.Bad("phone", "short", "手机号少了几位")
	return errs.New(errs.Conflict, "closed", "已经办结")
}`)
	write(t, dir, "act_test.go", `package page
func f() { words.T(ctx, "测试不算") }`)
	got, err := wordstest.Untranslated(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`no English for "一起议"`, `Han text outside words.T: "网格"`, `Han text outside words.T: "<h1>看公开</h1>"`,
		`Han text outside words.T: "手机号"`, `no English for "手机号少了几位"`, `no English for "已经办结"`,
		`format verbs differ: "还有 %d 件", "some left"`,
	}
	all := strings.Join(got, "\n")
	for _, w := range want {
		if !strings.Contains(all, w) {
			t.Errorf("missing %s", w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %d:\n%s", len(got), all)
	}
}
