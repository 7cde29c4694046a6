package id_test

import (
	"encoding/json"
	"sync"
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

// Makers of different nodes never make the same id, nor does one maker used from
// many sides or moved to another node.
func TestNextAtOnce(t *testing.T) {
	t.Parallel()
	now := func() time.Time { return time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC) }
	makers := []*id.Maker{id.NewMaker(0, now), id.NewMaker(1, now), id.NewMaker(id.MaxNode, now)}
	var seen sync.Map
	var group sync.WaitGroup
	for i := range 12 {
		group.Go(func() {
			for n := range 5000 {
				if i == 0 && n == 2500 {
					makers[0].Move(5)
				}
				if _, again := seen.LoadOrStore(makers[i%3].Next(), true); again {
					t.Error("an id was made twice")
					return
				}
			}
		})
	}
	group.Wait()
}

func TestTextAndRows(t *testing.T) {
	t.Parallel()
	type letter struct {
		From id.Of[thing] `json:"from"`
		To   id.Of[thing] `json:"to"`
	}
	want := letter{From: 33}
	b, err := json.Marshal(want)
	if err != nil || string(b) != `{"from":"0000000000011","to":""}` {
		t.Errorf("%s, %v", b, err)
	}
	var got letter
	if err := json.Unmarshal(b, &got); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`{"from":"33"}`), &got); err == nil {
		t.Error("a number was taken for an id")
	}
	for _, v := range []id.Of[thing]{0, 33} {
		stored, err := v.Value()
		var back id.Of[thing] = 7
		if err2 := back.Scan(stored); back != v || err != nil || err2 != nil {
			t.Errorf("%d came back as %d, %v %v", v, back, err, err2)
		}
	}
	var back id.Of[thing]
	if err := back.Scan("33"); err == nil {
		t.Error("text was taken for an id")
	}
}
