package trailweb

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

// What the trail calls its things, deeds and clockworks is said in both
// languages, and a deed is found by either name and by its code.
func TestTheTrailSpeaksOfThings(t *testing.T) {
	t.Parallel()
	english := words.With(t.Context(), words.English)
	for code, want := range map[string][2]string{"matter": {"事项 %s", "Matter 7"}, "seat": {"岗位 %s", "Seat 7"}, "comet": {"comet %s", "comet 7"}} {
		if zh, en := portal.Kind(code), words.T(english, portal.Kind(code), "7"); zh != want[0] || en != want[1] {
			t.Errorf("%s is called %q and %q", code, zh, en)
		}
	}
	for _, zh := range portal.TrailWords() {
		if !words.Translated(zh) {
			t.Errorf("%q has no English", zh)
		}
	}
	for _, text := range []string{"派单、分流、答复", "Assign, divert, answer", "matter.dispatch"} {
		if got := portal.ActionCalled(text, func(zh string) string { return words.T(english, zh) }); got != "matter.dispatch" {
			t.Errorf("%q is taken for %q", text, got)
		}
	}
	if got := portal.ActionCalled("comet.fly", func(zh string) string { return zh }); got != "comet.fly" {
		t.Errorf("an unknown deed is taken for %q", got)
	}
}
