package ballot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/bel"
)

// TestVerifyAtEveryStage accepts a board at the end of each step and says how far
// it has come.
func TestVerifyAtEveryStage(t *testing.T) {
	t.Parallel()
	content := sample().file.content
	r, err := bel.NewReader(bytes.NewReader(content))
	must(t, err)
	for {
		s, err := r.Next()
		if err != nil {
			break
		}
		report := verify(t, content[:r.Offset()], ballot.Options{})
		if !report.Valid() || report.Stage != s.Event.Kind || report.Head != s.Hash {
			t.Errorf("after %s: %s", s.Event.Kind, report.Text(ballot.English))
		}
	}
}

// TestHeadsNotedEarlier: a board whose history was written anew is refused by
// whoever noted a head of the old one.
func TestHeadsNotedEarlier(t *testing.T) {
	t.Parallel()
	content := sample().file.content
	noted := ballot.Options{Noted: []bel.Hash{verify(t, content[:entries(content)[8]], ballot.Options{}).Head}}
	if r := verify(t, content, noted); !r.Valid() {
		t.Error(r.Text(ballot.English))
	}
	l := hold(t, plan{questions: []ballot.Question{matter}, weights: equal(1), singles: 1})
	refused(t, l.file.content, noted, ballot.CodeNoted)
}

func TestVerifyStops(t *testing.T) {
	t.Parallel()
	content := sample().file.content
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	_, err := ballot.Verify(ctx, bytes.NewReader(content), int64(len(content)), ballot.Options{Progress: func(p ballot.Progress) {
		if calls++; p.Size != int64(len(content)) || p.Bytes <= 0 || p.Bytes > p.Size {
			t.Errorf("progress %+v", p)
		}
		if p.Ballots == 2 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || calls != 3 {
		t.Errorf("after %d steps: %v", calls, err)
	}
	if _, err := ballot.Verify(context.Background(), broken{}, 1000, ballot.Options{}); err == nil {
		t.Error("a disk that fails gives no error")
	}
}

// broken is a disk that cannot be read.
type broken struct{}

func (broken) ReadAt([]byte, int64) (int, error) { return 0, errors.New("disk") }

func TestReportForPrograms(t *testing.T) {
	t.Parallel()
	content := rechain(t, sample().file.content, at(bel.Result, 0, 0, replace(`1200`, `1201`)))
	raw, err := json.Marshal(verify(t, content, ballot.Options{}))
	must(t, err)
	var got struct {
		Valid    bool
		Weight   string
		Checks   []struct{ Name, State string }
		Findings []struct {
			Code, Check, Zh, En string
			Entry               int
		}
	}
	must(t, json.Unmarshal(raw, &got))
	if got.Valid || got.Weight != "1230" || len(got.Checks) != 11 || len(got.Findings) != 1 {
		t.Fatalf("%s", raw)
	}
	f := got.Findings[0]
	if f.Code != string(ballot.CodeResult) || f.Check != "result" || f.Zh == "" || f.En == "" || f.Entry == 0 {
		t.Errorf("%+v", f)
	}
	for _, c := range got.Checks {
		want := "passed"
		switch c.Name {
		case "roster", "paper":
			want = "not done"
		case "result":
			want = "failed"
		}
		if c.State != want {
			t.Errorf("%s: %s", c.Name, c.State)
		}
	}
}

// TestFindingsAreBounded: a thousand bad ballots do not fill the report.
func TestFindingsAreBounded(t *testing.T) {
	t.Parallel()
	content := rechain(t, sample().file.content, func(k bel.Kind, _ int, data [][]byte) [][]byte {
		if k == bel.Ballot {
			data[0] = digit(`"signature":`, `"response":"`)(data[0])
		}
		return data
	})
	if r := verify(t, content, ballot.Options{MaxFindings: 2}); r.Valid() || len(r.Findings) != 2 {
		t.Errorf("%d findings", len(r.Findings))
	}
}
