package ballot_test

import (
	"bytes"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/bel"
)

// bounded runs a parser and fails if it takes more memory than the package
// promises: a megabyte and 400 bytes for every byte of the input. The factor is
// that of the shortest possible element, "1", which becomes 2048 bits.
func bounded(t *testing.T, size int, parse func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	parse()
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 1<<20+400*uint64(size) {
		t.Fatalf("%d bytes of memory for %d of input", took, size)
	}
}

// entry returns the content of entry n of the sample.
func entry(n int) []byte {
	content := sample().file.content
	at := entries(content)
	return bytes.TrimRight(content[at[n]+512:at[n+1]], "\x00")
}

func FuzzElection(f *testing.F) {
	f.Add(entry(1))
	f.Fuzz(func(t *testing.T, raw []byte) {
		bounded(t, len(raw), func() {
			if e, err := ballot.ParseElection(raw); err == nil && !bytes.Equal(e.Raw(), raw) {
				t.Fatal("raw text differs")
			}
		})
	})
}

func FuzzTrustees(f *testing.F) {
	f.Add(entry(2))
	s := belenios(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		var trustees *ballot.Trustees
		var err error
		bounded(t, len(raw)+1<<14, func() { trustees, err = ballot.ParseTrustees(s, raw) })
		if err != nil {
			return
		}
		again, err := ballot.NewTrustees(s, trustees.Items...)
		if err != nil || !bytes.Equal(again.Raw(), raw) {
			t.Fatalf("trustees come back otherwise: %v", err)
		}
	})
}

func FuzzCredentials(f *testing.F) {
	f.Add(entry(3))
	f.Add([]byte("[]"))
	f.Add([]byte(`["1","2,5"]`))
	g := belenios(f).Group()
	f.Fuzz(func(t *testing.T, raw []byte) {
		bounded(t, len(raw), func() {
			_ = ballot.ScanCredentials(bytes.NewReader(raw), g, func(key string, weight uint64) error {
				if weight == 0 || len(key) > g.MaxText()+20 {
					t.Fatalf("key %q, weight %d", key, weight)
				}
				return nil
			})
		})
	})
}

func FuzzBallot(f *testing.F) {
	f.Add(entry(6))
	e := sample().board.Election
	f.Fuzz(func(t *testing.T, raw []byte) {
		bounded(t, len(raw), func() {
			if b, err := ballot.ParseBallot(e, raw); err == nil && !bytes.Equal(b.Append(e), raw) {
				t.Fatal("ballot comes back otherwise")
			}
		})
	})
}

func FuzzTally(f *testing.F) {
	f.Add(entry(15))
	e := sample().board.Election
	f.Fuzz(func(t *testing.T, raw []byte) {
		bounded(t, len(raw), func() {
			sums, err := ballot.ParseSums(e, raw)
			if err == nil && !bytes.Equal((&ballot.Tally{Sums: sums}).Append(nil, e), raw) {
				t.Fatal("tally comes back otherwise")
			}
		})
	})
}

func FuzzDecryption(f *testing.F) {
	f.Add(entry(18))
	e := sample().board.Election
	f.Fuzz(func(t *testing.T, raw []byte) {
		bounded(t, len(raw), func() {
			if d, err := ballot.ParseDecryption(e, raw); err == nil && !bytes.Equal(d.Append(e), raw) {
				t.Fatal("decryption comes back otherwise")
			}
		})
	})
}

func FuzzResult(f *testing.F) {
	f.Add([]byte(`{"result":[[0,1200,30],[200,0,30,1030]]}`))
	f.Add([]byte(`{"result":[["2296029118476",1200,30],[200,0,30,1030]]}`))
	e := sample().board.Election
	f.Fuzz(func(t *testing.T, raw []byte) {
		bounded(t, len(raw), func() {
			if r, err := ballot.ParseResult(e, raw); err == nil && !bytes.Equal(r.Append(nil), raw) {
				t.Fatal("result comes back otherwise")
			}
		})
	})
}

// FuzzTexts are the small parsers of what people type or keep in files.
func FuzzTexts(f *testing.F) {
	s := belenios(f)
	f.Add(sample().credentials[0].Reveal())
	f.Add(string(sample().keys[0].Reveal()))
	f.Add("甲,1000\n乙,89.53,12345\n")
	f.Add("bNMZFAavoh2PHra89VjJqZ")
	f.Fuzz(func(t *testing.T, text string) {
		bounded(t, len(text), func() {
			if c, err := ballot.ParseCredential(text); err == nil {
				bare := strings.ReplaceAll(c.Reveal(), "-", "")
				if bare != strings.ReplaceAll(strings.TrimSpace(text), "-", "") {
					t.Fatalf("%q became %q", text, c.Reveal())
				}
			}
			if seed, err := ballot.ParseSeed(text); err == nil && seed.Reveal() != strings.TrimSpace(text) {
				t.Fatalf("seed %q changed", text)
			}
			if k, err := ballot.ParsePrivateKey(s, []byte(text)); err == nil && string(k.Reveal()) != strings.TrimSpace(text) {
				t.Fatalf("key %q changed", text)
			}
			if ms, err := ballot.ParseSigned(s, []byte(text)); err == nil && text != "" && strings.TrimSuffix(string(ballot.AppendSigned(nil, ms...)), "\n") != strings.TrimSuffix(text, "\n") {
				t.Fatalf("messages %q changed", text)
			}
			if r, err := ballot.ReadRoster(strings.NewReader(text), ballot.Weighing{}); err == nil {
				again, err := ballot.ReadRoster(bytes.NewReader(r.Append(nil)), ballot.Weighing{})
				if err != nil || !slices.Equal(again.Entries, r.Entries) {
					t.Fatalf("roster %q comes back as %v: %v", text, again, err)
				}
			}
			_, _ = ballot.ReadPaperList(strings.NewReader(text))
			_, _ = ballot.ParseTrusteeKey(s, []byte(text))
		})
	})
}

// small is the least whole election.
var small = sync.OnceValue(func() *laptop {
	t := panics{}
	l := hold(t, plan{questions: []ballot.Question{{Text: "?", Answers: []string{"a"}, Max: 1}}, weights: []uint64{1}, singles: 1})
	l.vote(t, [][][]int{{{1}}})
	l.finish(t, 1)
	return l
})

// FuzzVerify changes bytes of one entry and makes all names, hashes and links
// right again, so that the fuzzer reaches what lies behind them. Whatever the
// archive says, there is a report, and only the unchanged one is accepted.
func FuzzVerify(f *testing.F) {
	for step := range uint8(6) {
		for datum := range uint8(3) {
			f.Add(step, datum, uint16(30), uint8(1), []byte("x"))
		}
	}
	f.Fuzz(func(t *testing.T, step, datum uint8, at uint16, cut uint8, put []byte) {
		good := small().file.content
		content := rechain(t, good, func(_ bel.Kind, height int, data [][]byte) [][]byte {
			if height == int(step) && int(datum) < len(data) {
				raw := data[datum]
				from := min(int(at), len(raw))
				data[datum] = slices.Concat(raw[:from], put, raw[min(from+int(cut), len(raw)):])
			}
			return data
		})
		r, err := ballot.Verify(t.Context(), bytes.NewReader(content), int64(len(content)), ballot.Options{Workers: 1})
		must(t, err)
		if text := r.Text(ballot.Chinese); strings.Contains(text, "%!") {
			t.Fatal(text)
		}
		// The list of credentials alone has two spellings: a weight of 1 may be left out.
		if r.Valid() && !bytes.Equal(content, good) && (step != 0 || datum != 2) {
			t.Fatalf("accepted: step %d, entry %d, at %d, cut %d, put %q", step, datum, at, cut, put)
		}
	})
}
