package calendar

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func TestParseLimit(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Limit{
		"2小时": {2, Hours}, "24h": {24, Hours}, "2 个小时": {2, Hours}, "7天": {7, Days}, "15日": {15, Days},
		"5个工作日": {5, WorkingDays}, "5工作日": {5, WorkingDays}, " 5 wd ": {5, WorkingDays}, "60自然日": {60, Days},
	} {
		if got, err := ParseLimit(text); err != nil || got != want {
			t.Errorf("ParseLimit(%q) = %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "5", "天", "-1天", "0天", "1.5天", "12345天", "5周", "5天半", "5wdx"} {
		if got, err := ParseLimit(text); err == nil {
			t.Errorf("ParseLimit(%q) = %v, want an error", text, got)
		}
	}
}

func TestLimitRoundTrips(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := Limit{rapid.IntRange(1, maxAmount).Draw(t, "n"), Unit(rapid.IntRange(1, 3).Draw(t, "unit"))}
		for _, text := range []string{l.String(), l.Code()} {
			if back, err := ParseLimit(text); err != nil || back != l || !back.Valid() {
				t.Fatalf("%q reads back as %v: %v", text, back, err)
			}
		}
	})
	var row struct{ Limit Limit }
	if err := json.Unmarshal([]byte(`{"Limit":"5个工作日"}`), &row); err != nil || row.Limit.Code() != "5wd" {
		t.Errorf("from JSON: %v, %v", row.Limit, err)
	}
	if text, err := json.Marshal(row); err != nil || string(text) != `{"Limit":"5wd"}` {
		t.Errorf("to JSON: %s, %v", text, err)
	}
	if (Limit{}).Valid() || (Limit{}).String() != "" {
		t.Error("the zero limit must say nothing")
	}
}

func FuzzParseLimit(f *testing.F) {
	f.Add("5个工作日")
	f.Fuzz(func(t *testing.T, s string) {
		if l, err := ParseLimit(s); err == nil && !l.Valid() {
			t.Errorf("ParseLimit(%q) = %v, not valid", s, l)
		}
	})
}
