package words_test

import (
	"context"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

const english = `{
  "词测：我要求助": "Ask for help",
  "词测：还有 %d 件": {"one": "%d matter left", "other": "%d matters left"},
  "词测：%s 派给 %s": "%[2]s gets %[1]s"
}`

var _ = words.MustRegister("wordstest", []byte(english))

func TestT(t *testing.T) {
	t.Parallel()
	en := words.With(context.Background(), words.English)
	zh := context.Background()
	for _, c := range []struct {
		ctx  context.Context
		key  string
		args []any
		want string
	}{
		{zh, "词测：我要求助", nil, "词测：我要求助"},
		{en, "词测：我要求助", nil, "Ask for help"},
		{en, "词测：没有英文", nil, "词测：没有英文"},
		{zh, "词测：还有 %d 件", []any{3}, "词测：还有 3 件"},
		{en, "词测：还有 %d 件", []any{1}, "1 matter left"},
		{en, "词测：还有 %d 件", []any{int64(3)}, "3 matters left"},
		{en, "词测：%s 派给 %s", []any{"水管", "老陈"}, "老陈 gets 水管"},
	} {
		if got := words.T(c.ctx, c.key, c.args...); got != c.want {
			t.Errorf("T(%s, %q) = %q, want %q", words.Lang(c.ctx), c.key, got, c.want)
		}
	}
}

func TestParseLang(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]words.Language{
		"": words.Chinese, "zh-TW": words.Chinese, "en": words.English, "en-GB,zh;q=0.5": words.English, "fr": words.Chinese,
	} {
		if got := words.ParseLang(tag); got != want {
			t.Errorf("ParseLang(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestTerm(t *testing.T) {
	t.Parallel()
	words.DefineTerms(map[string]words.Pair{"wt_grid": {Zh: "网格", En: "grid"}, "wt_hall": {Zh: "祠堂"}})
	ctx := words.WithTerms(context.Background(), map[string]words.Pair{"wt_grid": {Zh: "单元网格", En: "cell"}})
	for _, c := range []struct {
		ctx       context.Context
		key, want string
	}{
		{context.Background(), "wt_grid", "网格"},
		{words.With(context.Background(), words.English), "wt_grid", "grid"},
		{words.With(context.Background(), words.English), "wt_hall", "祠堂"},
		{ctx, "wt_grid", "单元网格"},
		{words.With(ctx, words.English), "wt_grid", "cell"},
		{ctx, "wt_unknown", "wt_unknown"},
	} {
		if got := words.Term(c.ctx, c.key); got != c.want {
			t.Errorf("Term(%q) = %q, want %q", c.key, got, c.want)
		}
	}
}

func TestRegisterRefusesABadCatalogue(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string]string{
		"not an object": `[]`, "twice": `{"甲":"a","甲":"b"}`, "empty": `{"甲":""}`, "number": `{"甲":3}`,
	} {
		if err := words.Register("bad", []byte(raw)); err == nil {
			t.Errorf("%s: registered", name)
		}
	}
}

func TestFirstTranslationStandsAndConflictsTell(t *testing.T) {
	t.Parallel()
	words.MustRegister("one", []byte(`{"词测：公开": "Open"}`))
	words.MustRegister("two", []byte(`{"词测：公开": "Public"}`))
	if got := words.T(words.With(context.Background(), words.English), "词测：公开"); got != "Open" {
		t.Errorf("got %q", got)
	}
	if got := strings.Join(words.Conflicts(), "\n"); !strings.Contains(got, `one "Open", two "Public"`) {
		t.Errorf("conflicts: %s", got)
	}
}
