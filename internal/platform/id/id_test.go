package id_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

type thing struct{}

func TestTextRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := id.Of[thing](rapid.Int64Min(1).Draw(t, "id"))
		got, err := id.Parse[thing](want.String())
		if err != nil || got != want {
			t.Fatalf("Parse(%q) = %d, %v; want %d", want, got, err, want)
		}
	})
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "0", "0000000000000", "zzzzzzzzzzzzz", "8000000000000", "u000000000000", "000000000000-", "00000000000001"} {
		if v, err := id.Parse[thing](s); err == nil {
			t.Errorf("Parse(%q) = %d, want an error", s, v)
		}
	}
	if v, err := id.Parse[thing]("0000000000O1l"); err != nil || v != 33 {
		t.Errorf("confused letters: got %d, %v", v, err)
	}
}

// Ids rise, never repeat, and carry their time, even when the clock steps back (TRUST T13).
func TestNextRisesWithoutRepeats(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	calls := 0
	m := id.NewMaker(7, func() time.Time {
		if calls++; calls == 500_000 {
			now = now.Add(-time.Hour)
		}
		return now
	})
	last := int64(0)
	for range 1_000_000 {
		next := m.Next()
		if next <= last {
			t.Fatalf("%d after %d", next, last)
		}
		last = next
	}
	if got := id.Of[thing](m.Next()).Time().Sub(now.Add(time.Hour)); got < 0 || got > time.Second {
		t.Errorf("time of id is off by %v", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("01h2xcejqtf2n")
	f.Fuzz(func(t *testing.T, s string) {
		v, err := id.Parse[thing](s)
		if err == nil && v <= 0 {
			t.Fatalf("Parse(%q) = %d", s, v)
		}
	})
}
