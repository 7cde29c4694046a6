package canon

import (
	"bytes"
	"errors"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestTextRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		spelled := AppendText(nil, text)
		s := Scan(spelled)
		if got := s.Text(len(spelled)); s.End() != nil || got != text {
			t.Fatalf("%q came back as %q: %v", text, got, s.Err())
		}
	})
}

func TestWeightRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.Uint64Range(0, 1<<63-1), rapid.Uint64Range(1<<30-2, 1<<30+2)).Draw(t, "weight")
		s := Scan(AppendWeight(nil, n))
		if got := s.Weight(); s.End() != nil || got != n {
			t.Fatalf("%d came back as %d: %v", n, got, s.Err())
		}
	})
}

func TestRefused(t *testing.T) {
	t.Parallel()
	text := func(s *Scanner) { s.Text(20) }
	plain := func(s *Scanner) { s.Plain(8) }
	weight := func(s *Scanner) { s.Weight() }
	number := func(s *Scanner) { s.Int(9) }
	list := func(s *Scanner) { s.List(2, func(int) { s.Int(9) }) }
	two := func(s *Scanner) { s.Exactly(2, func(int) { s.Int(9) }) }
	for _, c := range []struct {
		name, text string
		read       func(*Scanner)
	}{
		{"slash escaped", `"\/"`, text}, {"letter escaped", `"\u0041"`, text}, {"upper hex", `"\u001F"`, text},
		{"long escape of newline", `"\u000a"`, text}, {"raw newline", "\"\n\"", text}, {"raw DEL", "\"\x7f\"", text},
		{"not UTF-8", "\"\xff\"", text}, {"surrogate escape", `"\ud83d\ude00"`, text}, {"open", `"abc`, text},
		{"half escape", `"\u00`, text}, {"too long", `"aaaaaaaaaaaaaaaaaaaaaaaaa"`, text},
		{"escape in plain", `"\\"`, plain}, {"letter beyond ASCII", `"é"`, plain}, {"plain too long", `"123456789"`, plain},
		{"quoted small weight", `"5"`, weight}, {"bare large weight", `1073741824`, weight}, {"weight zeros", `007`, weight},
		{"negative", `-1`, weight}, {"fraction", `1.0`, weight}, {"weight beyond 63 bits", `"9223372036854775808"`, weight},
		{"exponent", `1e3`, number}, {"too large", `10`, number}, {"huge", `99999999999999999999`, number}, {"no number", ``, number},
		{"space in list", `[1, 2]`, list}, {"comma at end", `[1,]`, list}, {"three of two", `[1,2,3]`, list}, {"open list", `[1`, list},
		{"one of two", `[1]`, two}, {"none of two", `[]`, two}, {"something after", `[1,2] `, two},
	} {
		s := Scan([]byte(c.text))
		c.read(s)
		if err := s.End(); !errors.Is(err, ErrForm) {
			t.Errorf("%s: %s accepted: %v", c.name, c.text, err)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte(`"plain 赞成"`))
	f.Add([]byte(`"\n\u007f\\\""`))
	f.Fuzz(func(t *testing.T, text []byte) {
		s := Scan(text)
		got := s.Text(len(text))
		if s.End() == nil && (!utf8.ValidString(got) || !bytes.Equal(AppendText(nil, got), text)) {
			t.Fatalf("%q read as %q", text, got)
		}
	})
}
