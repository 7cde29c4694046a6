package ballot_test

import (
	"fmt"
	"testing"

	"github.com/jinlin-oss/jinlin/ballot"
)

// one gives every voter one tick, by turns.
func one(voters, answers int) [][][]int {
	out := make([][][]int, voters)
	for i := range out {
		row := make([]int, answers)
		row[i%answers] = 1
		out[i] = [][]int{row}
	}
	return out
}

func equal(n int) []uint64 {
	out := make([]uint64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}

// TestToolAcceptsOurs makes elections with this package and has the tool verify
// them and compute the result.
func TestToolAcceptsOurs(t *testing.T) {
	t.Parallel()
	blank := ballot.Question{Text: "blank?", Answers: []string{"a", "b", "c"}, Min: 1, Max: 2, Blank: true}
	range3 := ballot.Question{Text: "0 to 3", Answers: []string{"a", "b", "c", "d"}, Min: 0, Max: 3}
	atLeast := ballot.Question{Text: "2 to 3", Answers: []string{"a", "b", "c"}, Min: 2, Max: 3}
	for _, c := range []struct {
		name    string
		plan    plan
		choices [][][]int
		open    []int // trustees who decrypt
	}{
		{"one question", plan{questions: []ballot.Question{matter}, weights: equal(5), singles: 1}, one(5, 3), []int{1}},
		{
			"six questions, three single trustees",
			plan{questions: []ballot.Question{matter, matter, blank, range3, atLeast, matter}, weights: []uint64{1, 2, 3}, singles: 3},
			[][][]int{
				{{1, 0, 0}, {0, 1, 0}, {1, 0, 0, 0}, {0, 0, 0, 0}, {1, 1, 0}, {0, 0, 1}},
				{{0, 1, 0}, {0, 1, 0}, {0, 1, 1, 0}, {1, 1, 0, 1}, {1, 1, 1}, {0, 0, 1}},
				{{0, 0, 1}, {1, 0, 0}, {0, 0, 0, 1}, {0, 1, 0, 0}, {0, 1, 1}, {0, 1, 0}},
			},
			[]int{3, 1, 2},
		},
		{
			"blank", plan{questions: []ballot.Question{blank}, weights: equal(4), singles: 1},
			[][][]int{{{1, 0, 0, 0}}, {{0, 1, 0, 0}}, {{0, 0, 1, 1}}, {{1, 0, 0, 0}}}, []int{1},
		},
		{
			"min and max", plan{questions: []ballot.Question{range3, atLeast}, weights: equal(2), singles: 1},
			[][][]int{{{0, 0, 0, 0}, {1, 1, 1}}, {{1, 1, 1, 0}, {0, 1, 1}}}, []int{1},
		},
		{
			"large weights, not all vote", plan{questions: []ballot.Question{matter}, weights: []uint64{1, 1 << 29, 1 << 30, 3e9, 7}, singles: 1},
			[][][]int{{{1, 0, 0}}, {{0, 1, 0}}, nil, {{1, 0, 0}}, nil}, []int{1},
		},
		{
			"two of three, one missing", plan{questions: []ballot.Question{matter}, weights: equal(4), threshold: 2, group: 3},
			one(4, 3), []int{3, 1},
		},
		{
			"one mandatory and two of three", plan{questions: []ballot.Question{matter}, weights: equal(4), singles: 1, threshold: 2, group: 3},
			one(4, 3), []int{4, 1, 3},
		},
		{"nobody votes", plan{questions: []ballot.Question{matter}, weights: equal(2), singles: 1}, [][][]int{nil, nil}, []int{1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := needTool(t)
			l := hold(t, c.plan)
			l.vote(t, c.choices)
			x.judge(l, count(c.plan.questions, c.plan.weights, c.choices), c.open...)
		})
	}
}

// TestToolAcceptsPackedWeights has fifty owners decide by area and heads at once.
func TestToolAcceptsPackedWeights(t *testing.T) {
	t.Parallel()
	x := needTool(t)
	w := ballot.Weighing{Scale: 2, Heads: ballot.HeadsFor(50)}
	weights := make([]uint64, 50)
	areas, heads := make([]uint64, 3), make([]uint64, 3)
	choices := one(50, 3)
	for i := range weights {
		var ok bool
		if weights[i], ok = w.Parse(fmt.Sprintf("%d.%02d", 60+i*3, i)); !ok {
			t.Fatal("figure refused")
		}
		areas[i%3] += uint64(60+i*3)*100 + uint64(i)
		heads[i%3]++
	}
	questions := []ballot.Question{matter}
	l := hold(t, plan{questions: questions, weights: weights, singles: 3})
	l.vote(t, choices)
	want := count(questions, weights, choices)
	x.judge(l, want, 1, 2, 3)
	for j, sum := range want[0] {
		if a, h := w.Unpack(sum); a != areas[j] || h != heads[j] {
			t.Errorf("choice %d: %d and %d heads, want %d and %d", j+1, a, h, areas[j], heads[j])
		}
	}
}

// TestToolAcceptsRevotes lets voters change their minds; the last ballot counts.
func TestToolAcceptsRevotes(t *testing.T) {
	t.Parallel()
	x := needTool(t)
	questions, weights := []ballot.Question{matter}, []uint64{10, 200, 3000}
	l := hold(t, plan{questions: questions, weights: weights, singles: 1})
	l.vote(t, [][][]int{{{1, 0, 0}}, {{1, 0, 0}}, {{1, 0, 0}}})
	l.vote(t, [][][]int{{{0, 1, 0}}, nil, {{0, 1, 0}}})
	l.vote(t, [][][]int{{{0, 0, 1}}, nil, nil})
	x.judge(l, ballot.Result{{200, 3000, 10}}, 1)
	if r := verify(t, l.file.content, ballot.Options{}); r.Superseded != 3 || r.Tallied != 3 || r.Ballots != 6 {
		t.Errorf("%d ballots, %d replaced, %d tallied", r.Ballots, r.Superseded, r.Tallied)
	}
}

// TestToolAcceptsThousand is the only large election here: the tool needs a good
// part of a minute for each command.
func TestToolAcceptsThousand(t *testing.T) {
	if testing.Short() {
		t.Skip("a thousand voters take a minute")
	}
	t.Parallel()
	x := needTool(t)
	questions := []ballot.Question{matter}
	weights := make([]uint64, 1000)
	for i := range weights {
		weights[i] = uint64(5000 + 13*i)
	}
	choices := one(len(weights), 3)
	l := hold(t, plan{questions: questions, weights: weights, singles: 1})
	l.vote(t, choices)
	l.decrypt(t, 1)
	theirs := x.result(l)
	ours, err := l.board.Result(t.Context())
	must(t, err)
	x.accepts(l)
	want := count(questions, weights, choices)
	if fmt.Sprint(theirs) != fmt.Sprint(want) || fmt.Sprint(ours) != fmt.Sprint(want) {
		t.Errorf("plain count %v, ours %v, the tool's %v", want, ours, theirs)
	}
}
