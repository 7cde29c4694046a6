package matterweb

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words/wordstest"
)

func TestEnglish(t *testing.T) {
	t.Parallel()
	wordstest.Check(t, ".", "..")
}

// What stands in tables is found by nobody who reads the pages alone.
func TestEnglishOfTables(t *testing.T) {
	t.Parallel()
	for _, text := range tabled() {
		if text != "" && !words.Translated(text) {
			t.Errorf("no English for %q", text)
		}
	}
}

func tabled() (out []string) {
	for _, d := range deeds {
		out = append(out, d.text, d.staff, d.say, d.then, d.words.label, d.words.hint)
	}
	for _, c := range chips {
		out = append(out, c.text)
	}
	for _, w := range wants {
		out = append(out, w.text)
	}
	for _, s := range matter.Stages() {
		out = append(out, s.Label())
	}
	for _, c := range matter.Changes() {
		out = append(out, c.Verb.Label())
	}
	for _, p := range matter.Phases() {
		out = append(out, p.Label())
	}
	for _, d := range matter.Diversions() {
		out = append(out, d.Label())
	}
	for _, s := range append(matter.Satisfactions(), matter.NotJudged) {
		out = append(out, s.Label())
	}
	for _, m := range []matter.Moment{matter.Before, matter.After, matter.During} {
		out = append(out, m.Label())
	}
	for _, c := range matter.Starters() {
		out = append(out, c.Name, c.Hint)
	}
	out = append(out, labelsOf(matter.Kinds())...)
	out = append(out, labelsOf(matter.Channels())...)
	out = append(out, labelsOf(matter.Classes())...)
	out = append(out, labelsOf(matter.Outcomes())...)
	out = append(out, labelsOf(matter.ParkReasons())...)
	return append(out, people.LookPurposes...)
}

func labelsOf[W labelled](all []W) (out []string) {
	for _, w := range all {
		out = append(out, w.Label())
	}
	return out
}
