package place

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNamesSortAsPeopleCount(t *testing.T) {
	t.Parallel()
	want := strings.Fields("1幢 2幢 10幢 第一网格 第二网格 第三网格 第九网格 第十网格 第十一网格 第二十网格 第一百零三网格 阳光小区")
	got := slices.Clone(want)
	slices.Sort(got)
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(sortKey(a), sortKey(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		if name := rapid.String().Draw(t, "name"); len(sortKey(name)) > 40*max(1, len(name)) {
			t.Fatalf("%q grows too long", name)
		}
	})
}
