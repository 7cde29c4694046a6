package bel

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// written is an archive of a whole election whose entries say nothing.
func written(t testing.TB, ballots int) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := NewWriter(&out, Header{Version: 1, Timestamp: 1_795_303_840})
	if err != nil {
		t.Fatal(err)
	}
	step := func(k Kind, data ...string) {
		bodies := make([][]byte, len(data))
		for i, d := range data {
			bodies[i] = []byte(d)
		}
		if _, err := w.Step(k, bodies...); err != nil {
			t.Fatal(err)
		}
	}
	sum := func(text string) Hash { return Sum([]byte(text)) }
	step(Setup, `{}`, `[]`, `[1]`, string(SetupPayload{sum(`{}`), sum(`[]`), sum(`[1]`)}.Append(nil)))
	for i := range ballots {
		step(Ballot, strings.Repeat("b", 510+i))
	}
	step(EndBallots)
	step(EncryptedTally, `[[]]`, string(SizedTally{ballots, 1 << 40, sum(`[[]]`)}.Append(nil)))
	for i := range 2 {
		part := strings.Repeat("p", i+1)
		step(PartialDecryption, part, string(Owned{i + 1, sum(part)}.Append(nil)))
	}
	step(Result, `{"result":[]}`)
	return out.Bytes()
}

// readAll walks over an archive and returns its steps.
func readAll(in []byte) ([]*Step, error) {
	r, err := NewReader(bytes.NewReader(in))
	if err != nil {
		return nil, err
	}
	var steps []*Step
	for {
		s, err := r.Next()
		if errors.Is(err, io.EOF) {
			return steps, nil
		}
		if err != nil {
			return steps, err
		}
		steps = append(steps, s)
	}
}

// rewrite writes what was read once more.
func rewrite(t testing.TB, in []byte) []byte {
	t.Helper()
	steps, err := readAll(in)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := NewReader(bytes.NewReader(in))
	var out bytes.Buffer
	w, err := NewWriter(&out, r.Header())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range steps {
		var data [][]byte
		for _, d := range s.Data {
			data = append(data, in[d.Offset:d.Offset+d.Size])
		}
		if _, err := w.Step(s.Event.Kind, data...); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

func TestToolArchiveByteForByte(t *testing.T) {
	t.Parallel()
	in, err := os.ReadFile("../testdata/tool-threshold.bel")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(rewrite(t, in), in) {
		t.Error("an archive of belenios-tool does not come back byte for byte")
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		in := written(t, rapid.IntRange(0, 5).Draw(rt, "ballots"))
		if !bytes.Equal(rewrite(t, in), in) {
			rt.Fatal("archive does not come back byte for byte")
		}
	})
}

// entryOf returns where the entry with the number begins.
func entryOf(in []byte, number int) int {
	at := 0
	for range number {
		f, _ := parseTar((*[block]byte)(in[at:]))
		at += int(span(f.size))
	}
	return at
}

func TestRefused(t *testing.T) {
	t.Parallel()
	good := written(t, 2)
	part := func(from, to int) []byte { return good[entryOf(good, from):entryOf(good, to)] }
	last := 21
	if len(good) != entryOf(good, last+1) {
		t.Fatalf("archive does not have %d entries", last+1)
	}
	change := func(at int, b byte) []byte {
		out := bytes.Clone(good)
		out[at] = b
		return out
	}
	retimed := func(entry int) []byte {
		out := bytes.Clone(good)
		at := entryOf(out, entry)
		f, _ := parseTar((*[block]byte)(out[at:]))
		copy(out[at:], tarHeader(f.name, f.size, f.mtime+1)[:])
		return out
	}
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	for _, c := range []struct {
		name  string
		in    []byte
		fault Fault
	}{
		{"empty", nil, FaultTruncated},
		{"cut in a header", good[:block/2], FaultTruncated},
		{"cut in a body", good[:len(good)-block], FaultTruncated},
		{"cut before an event", part(0, 7), FaultTruncated},
		{"end blocks of tar", join(good, make([]byte, 2*block)), FaultTar},
		{"other mode", change(atMode+4, '7'), FaultTar},
		{"ustar magic", change(257, 'u'), FaultTar},
		{"wrong checksum", change(atSum, '7'), FaultTar},
		{"first entry later", retimed(0), FaultTime},
		{"ballot later", retimed(6), FaultTime},
		{"event later", retimed(7), FaultTime},
		{"changed content", change(entryOf(good, 6)+block, 'c'), FaultHash},
		{"changed event", change(entryOf(good, 7)+block+1, ' '), FaultHash},
		{"padding not empty", change(entryOf(good, 1)+block+9, 1), FaultPadding},
		{"no header entry", part(1, last+1), FaultName},
		{"two header entries", join(part(0, 1), part(0, last+1)), FaultName},
		{"two ballots exchanged", join(part(0, 6), part(8, 10), part(6, 8), part(10, last+1)), FaultChain},
		{"a ballot left out", join(part(0, 6), part(8, last+1)), FaultChain},
		{"event twice", join(part(0, 8), part(7, last+1)), FaultChain},
		{"setup entries exchanged", join(part(0, 1), part(2, 3), part(1, 2), part(3, last+1)), FaultPayload},
		{"orphan before ballot", join(part(0, 6), part(1, 2), part(6, last+1)), FaultOrder},
		{"orphan before end", join(part(0, 10), part(1, 2), part(10, last+1)), FaultPayload},
		{"orphan after result", join(good, part(1, 2)), FaultOrder},
		{"payload exchanged", join(part(0, 6), part(8, 9), part(7, last+1)), FaultPayload},
		{"setup without trustees", join(part(0, 2), part(3, last+1)), FaultPayload},
	} {
		_, err := readAll(c.in)
		var got *FormatError
		if !errors.As(err, &got) || got.Fault != c.fault {
			t.Errorf("%s: %v, want %s", c.name, err, c.fault)
		}
	}
}

func TestOrderRefused(t *testing.T) {
	t.Parallel()
	w, err := NewWriter(io.Discard, Header{Version: 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Step(Ballot, []byte("b")); !errors.Is(err, ErrOrder) {
		t.Errorf("ballot before setup: %v", err)
	}
	if _, err := w.Step(Setup, []byte("b")); err == nil {
		t.Error("setup with one entry accepted")
	}
	if _, err := NewWriter(io.Discard, Header{Version: 1, Timestamp: maxTimestamp + 1}); err == nil {
		t.Error("time beyond 11 octal digits accepted")
	}
}

// TestBrokenWriter: a disk that is full once leaves half a step behind.
func TestBrokenWriter(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	full := &fullOnce{w: &out}
	w, err := NewWriter(full, Header{Version: 1})
	if err != nil {
		t.Fatal(err)
	}
	full.now = true
	for range 2 {
		if _, err := w.Step(Setup, nil, nil, nil, nil); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("after a failed write: %v", err)
		}
	}
	if w.Last().Kind != "" {
		t.Error("a step that failed counts")
	}
}

type fullOnce struct {
	w   io.Writer
	now bool
}

func (f *fullOnce) Write(p []byte) (int, error) {
	if f.now {
		f.now = false
		n, _ := f.w.Write(p[:len(p)/2])
		return n, io.ErrShortWrite
	}
	return f.w.Write(p)
}

// TestBodyTakesNoMemoryForMissingBytes runs alone, because it measures memory.
func TestBodyTakesNoMemoryForMissingBytes(t *testing.T) {
	in := append(bytes.Clone(written(t, 0)[:2*block]), tarHeader(Hash{}.String()+dataSuffix, DefaultLimit, 1_795_303_840)[:]...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := readAll(in); err == nil {
		t.Error("accepted")
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > 1<<20 {
		t.Errorf("%d bytes taken for a body of which nothing is there", got)
	}
	r, err := NewReader(bytes.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	r.Limit(2000)
	var f *FormatError
	if _, err := r.Next(); !errors.As(err, &f) || f.Fault != FaultSize {
		t.Errorf("entry beyond the limit: %v", err)
	}
}

func FuzzReader(f *testing.F) {
	f.Add(written(f, 1))
	f.Add(written(f, 0)[:4000])
	f.Fuzz(func(t *testing.T, in []byte) {
		if _, err := readAll(in); err == nil && !bytes.Equal(rewrite(t, in), in) {
			t.Fatal("accepted an archive that would be written otherwise")
		}
	})
}

// FuzzSteps gives the reader contents whose names and headers are right, so
// that the fuzzer reaches the JSON behind them.
func FuzzSteps(f *testing.F) {
	f.Add([]byte("\x00\x02{}\x00\x02[]\x80\x05{\"a\":"))
	f.Fuzz(func(t *testing.T, script []byte) {
		var w Writer
		in := w.entry(nil, headerName, Header{Version: 1}.Append(nil))
		for len(script) > 2 {
			n := int(binary.BigEndian.Uint16(script))
			suffix := dataSuffix
			if n >= 1<<15 {
				suffix, n = eventSuffix, n-1<<15
			}
			body := script[2:min(len(script), 2+n)]
			in = w.entry(in, Sum(body).String()+suffix, body)
			script = script[2+len(body):]
		}
		if _, err := readAll(in); err == nil && !bytes.Equal(rewrite(t, in), in) {
			t.Fatal("accepted an archive that would be written otherwise")
		}
	})
}

func FuzzPayloads(f *testing.F) {
	h := Sum(nil)
	f.Add(Header{1, 5}.Append(nil))
	f.Add(Event{Parent: h, Height: 3, Kind: Ballot, Payload: h}.Append(nil))
	f.Add(Event{Kind: Setup, Payload: h}.Append(nil))
	f.Add(SetupPayload{h, h, h}.Append(nil))
	f.Add(SizedTally{3, 1 << 31, h}.Append(nil))
	f.Add(Owned{3, h}.Append(nil))
	f.Fuzz(func(t *testing.T, body []byte) {
		same := func(what string, err error, again []byte) {
			if err == nil && !bytes.Equal(again, body) {
				t.Fatalf("%s %q came back as %q", what, body, again)
			}
		}
		header, err := ParseHeader(body)
		same("header", err, header.Append(nil))
		event, err := ParseEvent(body)
		same("event", err, event.Append(nil))
		setup, err := ParseSetupPayload(body)
		same("setup", err, setup.Append(nil))
		sized, err := ParseSizedTally(body)
		same("sized tally", err, sized.Append(nil))
		owned, err := ParseOwned(body)
		same("owned", err, owned.Append(nil))
	})
}
