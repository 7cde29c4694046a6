package ballot_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/bel"
)

// panics is a testing.TB for what is made once for many tests.
type panics struct{ testing.TB }

func (panics) Helper()           {}
func (panics) Fatal(args ...any) { panic(fmt.Sprint(args...)) }

// change spoils the entries of one step, the payload excepted where it is made
// anew. It may return no entries to drop the step.
type change func(kind bel.Kind, height int, data [][]byte) [][]byte

// rechain writes an archive again with a change, as a server would that wants
// everything else to look right: all names, hashes and links are made anew.
func rechain(t testing.TB, content []byte, spoil change) []byte {
	t.Helper()
	r, err := bel.NewReader(bytes.NewReader(content))
	must(t, err)
	out := &memory{}
	w, err := bel.NewWriter(out, r.Header())
	must(t, err)
	for {
		s, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out.content
		}
		must(t, err)
		var data [][]byte
		for _, d := range s.Data {
			data = append(data, bytes.Clone(content[d.Offset:d.Offset+d.Size]))
		}
		data = spoil(s.Event.Kind, s.Event.Height, data)
		if data == nil && s.Event.Kind != bel.EndBallots {
			continue
		}
		relink(s.Event.Kind, data)
		_, err = w.Step(s.Event.Kind, data...)
		must(t, err)
	}
}

// relink makes the hashes in a payload right again, if it can still be read.
func relink(kind bel.Kind, data [][]byte) {
	switch kind {
	case bel.Setup:
		data[3] = bel.SetupPayload{Election: bel.Sum(data[0]), Trustees: bel.Sum(data[1]), Credentials: bel.Sum(data[2])}.Append(nil)
	case bel.EncryptedTally:
		if p, err := bel.ParseSizedTally(data[1]); err == nil {
			p.EncryptedTally = bel.Sum(data[0])
			data[1] = p.Append(nil)
		}
	case bel.PartialDecryption:
		if p, err := bel.ParseOwned(data[1]); err == nil {
			p.Payload = bel.Sum(data[0])
			data[1] = p.Append(nil)
		}
	}
}

// at changes one entry of one step.
func at(kind bel.Kind, height, entry int, f func([]byte) []byte) change {
	return func(k bel.Kind, h int, data [][]byte) [][]byte {
		if k == kind && (height == 0 || h == height) {
			data[entry] = f(data[entry])
		}
		return data
	}
}

// digit changes the last digit of the number that follows the marks, which are
// looked for one after another.
func digit(marks ...string) func([]byte) []byte {
	return func(raw []byte) []byte {
		i := find(raw, marks)
		end := i + bytes.IndexByte(raw[i:], '"')
		raw[end-1] = '0' + (raw[end-1]-'0'+1)%10
		return raw
	}
}

// find returns where the text after the last mark begins.
func find(raw []byte, marks []string) int {
	i := 0
	for _, m := range marks {
		j := bytes.Index(raw[i:], []byte(m))
		if j < 0 {
			panic("no " + m + " in " + string(raw))
		}
		i += j + len(m)
	}
	return i
}

// twice puts 2·x for the element x after the marks: it looks like any other but
// lies outside the group, as 2 does.
func twice(marks ...string) func([]byte) []byte {
	return func(raw []byte) []byte {
		g := sample().board.Election.Group()
		i := find(raw, marks)
		end := i + bytes.IndexFunc(raw[i:], func(r rune) bool { return r < '0' || r > '9' })
		two, err := g.Parse([]byte("2"))
		if err != nil || g.Contains(two) {
			panic("2 lies in the group")
		}
		x, err := g.Parse(raw[i:end])
		if err != nil {
			panic(err)
		}
		return slices.Concat(raw[:i], g.Append(nil, g.Mul(x, two)), raw[end:])
	}
}

// signed signs what f made of a ballot with the credential of a voter.
func signed(voter int, f func([]byte) []byte) func([]byte) []byte {
	return func(raw []byte) []byte {
		out, err := ballot.Resign(sample().board.Election, sample().credentials[voter], f(raw))
		if err != nil {
			panic(err)
		}
		return out
	}
}

// replace changes a text.
func replace(from, to string) func([]byte) []byte {
	return func(raw []byte) []byte {
		find(raw, []string{from})
		return bytes.Replace(raw, []byte(from), []byte(to), 1)
	}
}
