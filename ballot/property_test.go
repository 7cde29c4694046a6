package ballot_test

import (
	"flag"
	"os"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/jinlin-oss/jinlin/ballot"
)

// TestMain lowers the number of cases of a property, because an election takes
// some tenths of a second; -rapid.checks on the command line overrides it.
func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		_ = flag.Set("rapid.checks", "20")
	}
	os.Exit(m.Run())
}

func drawQuestion(t *rapid.T) ballot.Question {
	q := ballot.Question{Text: rapid.StringN(0, 12, 40).Draw(t, "question"), Blank: rapid.Bool().Draw(t, "blank")}
	q.Answers = rapid.SliceOfN(rapid.StringN(0, 5, 20), 1, 4).Draw(t, "answers")
	q.Max = rapid.IntRange(0, len(q.Answers)).Draw(t, "max")
	q.Min = rapid.IntRange(0, q.Max).Draw(t, "min")
	return q
}

func drawChoices(t *rapid.T, q ballot.Question) []int {
	out := make([]int, q.Choices())
	ticked := out
	if q.Blank {
		if rapid.Bool().Draw(t, "votes blank") {
			out[0] = 1
			return out
		}
		ticked = out[1:]
	}
	n := rapid.IntRange(q.Min, q.Max).Draw(t, "ticks")
	for _, j := range rapid.Permutation(indices(len(ticked))).Draw(t, "which")[:n] {
		ticked[j] = 1
	}
	return out
}

func indices(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// TestTallyIsThePlainCount draws questions, rosters, weights, thresholds, revotes
// and missing trustees: the result is the plain weighted count of last votes.
func TestTallyIsThePlainCount(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		p := plan{singles: rapid.IntRange(0, 2).Draw(rt, "singles")}
		p.group = rapid.IntRange(1-min(p.singles, 1), 3).Draw(rt, "group")
		if p.group > 0 {
			p.threshold = rapid.IntRange(1, p.group).Draw(rt, "threshold")
		}
		for range rapid.IntRange(1, 2).Draw(rt, "questions") {
			p.questions = append(p.questions, drawQuestion(rt))
		}
		p.weights = rapid.SliceOfN(rapid.Uint64Range(1, 5_000_000), 1, 4).Draw(rt, "weights")
		l := hold(t, p)
		last := make([][][]int, len(p.weights))
		for range rapid.IntRange(1, 2).Draw(rt, "rounds") {
			round := make([][][]int, len(p.weights))
			for v := range round {
				if rapid.IntRange(0, 3).Draw(rt, "votes") == 0 {
					continue
				}
				for _, q := range p.questions {
					round[v] = append(round[v], drawChoices(rt, q))
				}
				last[v] = round[v]
			}
			l.vote(t, round)
		}
		open := indices(p.singles)
		some := rapid.Permutation(indices(p.group)).Draw(rt, "present")
		for _, i := range some[:p.threshold+rapid.IntRange(0, p.group-p.threshold).Draw(rt, "more")] {
			open = append(open, p.singles+i)
		}
		for i := range open {
			open[i]++
		}
		got, want := l.finish(t, open...), count(p.questions, p.weights, last)
		if !reflect.DeepEqual(got, want) {
			rt.Fatalf("result %v, plain count %v", got, want)
		}
		if r := verify(t, l.file.content, ballot.Options{}); !r.Valid() {
			rt.Fatal(r.Text(ballot.English))
		}
	})
}

// TestPackedNeverCarries adds up random owners: area and heads come out apart.
func TestPackedNeverCarries(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		areas := rapid.SliceOfN(rapid.Uint64Range(1, 1_000_000_000), 1, 200).Draw(rt, "areas")
		w := ballot.Weighing{Heads: ballot.HeadsFor(len(areas)) + rapid.IntRange(0, 2).Draw(rt, "spare")}
		if !w.Fits(len(areas)) {
			rt.Fatal("too few digits")
		}
		var sum, area uint64
		for i, a := range areas {
			weight, ok := w.Pack(a)
			if !ok {
				rt.Fatal("area refused")
			}
			sum, area = sum+weight, area+a
			if gotArea, gotHeads := w.Unpack(sum); gotArea != area || gotHeads != uint64(i+1) {
				rt.Fatalf("%d owners of %d unpack to %d and %d", i+1, area, gotHeads, gotArea)
			}
		}
	})
}

func TestFigures(t *testing.T) {
	t.Parallel()
	w := ballot.Weighing{Scale: 2, Heads: 4}
	for figure, want := range map[string]uint64{"89.53": 89530001, "89.5": 89500001, "89": 89000001, "0.01": 10001} {
		got, ok := w.Parse(figure)
		if !ok || got != want {
			t.Errorf("%s: %d", figure, got)
		}
	}
	for _, figure := range []string{"", "0", "0.00", "-1", "+1", "1.234", "1.", ".5", "1e3", "8９", "1,5", "99999999999999999"} {
		if got, ok := w.Parse(figure); ok {
			t.Errorf("%q accepted as %d", figure, got)
		}
	}
	if got := w.Area(5); got != "0.05" {
		t.Errorf("5 written %s", got)
	}
	if got := w.Area(2953316200); got != "29533162.00" {
		t.Errorf("2953316200 written %s", got)
	}
	if w.Fits(10_000) || !w.Fits(9999) || ballot.HeadsFor(9999) != 4 || ballot.HeadsFor(10_000) != 5 {
		t.Error("10000 owners need five digits")
	}
	if (ballot.Weighing{Heads: 19}).Fits(1) {
		t.Error("19 digits accepted")
	}
}
