package prover_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/prover"
)

var (
	matter    = ballot.Question{Text: "是否同意选聘 <甲> & “乙” 物业公司？", Answers: []string{"同意", "反对", "弃权"}, Min: 1, Max: 1}
	lift      = ballot.Question{Text: "加装电梯\n方案 \u007f / 😀", Answers: []string{"a", "b", "c"}, Min: 1, Max: 2, Blank: true}
	committee = ballot.Question{Text: "业主委员会候选人", Answers: strings.Split("甲乙丙丁戊己庚辛壬癸子", ""), Max: 7}
)

// meeting is an election on one laptop, but for the ballots.
type meeting struct {
	dir         string // with the board as the only file
	board       *ballot.Board
	credentials []ballot.Credential
	weights     []uint64
	keys        []*ballot.PrivateKey
}

func convene(t testing.TB, groupName string, weights []uint64, questions ...ballot.Question) *meeting {
	t.Helper()
	s, err := ballot.SchemeOf(1, groupName)
	must(t, err)
	m := &meeting{dir: t.TempDir(), weights: weights}
	var items []ballot.TrusteeItem
	for range 2 {
		private, public, err := ballot.NewTrustee(s, rand.Reader)
		must(t, err)
		m.keys, items = append(m.keys, private), append(items, ballot.Single(public))
	}
	trustees, err := ballot.NewTrustees(s, items...)
	must(t, err)
	uuid, err := ballot.NewUUID(rand.Reader)
	must(t, err)
	e, err := ballot.NewElection(ballot.Draft{UUID: uuid, Name: "业主大会", Questions: questions}, trustees)
	must(t, err)
	var list []ballot.PublicCredential
	for _, w := range weights {
		c, err := ballot.NewCredential(rand.Reader)
		must(t, err)
		m.credentials = append(m.credentials, c)
		list = append(list, ballot.PublicCredential{Key: c.Public(s, uuid), Weight: w})
	}
	file, err := os.OpenFile(m.path(uuid), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	must(t, err)
	t.Cleanup(func() { _ = file.Close() })
	m.board, err = ballot.CreateBoard(file, ballot.Foundation{
		Time: time.Unix(1_795_303_840, 0), Election: e, Trustees: trustees, Credentials: list,
	})
	must(t, err)
	return m
}

func (m *meeting) path(uuid string) string { return filepath.Join(m.dir, uuid+".bel") }

// task is the vote of one voter.
func (m *meeting) task(voter int, choices ...[]int) task {
	return task{Election: string(m.board.Election.Raw()), Credential: m.credentials[voter].Reveal(), Choices: choices}
}

// cast puts what the browser sealed on the board.
func (m *meeting) cast(t testing.TB, answers []answer) {
	t.Helper()
	for i, a := range answers {
		if a.Refused != nil {
			t.Fatalf("task %d: %+v", i, *a.Refused)
		}
		tracker, err := m.board.Append([]byte(a.Ballot))
		must(t, err)
		if tracker != a.Tracker {
			t.Errorf("task %d: tracker %s, the board says %s", i, a.Tracker, tracker)
		}
		first, last := a.Progress[0], a.Progress[len(a.Progress)-1]
		if first.Done != 0 || last.Done != last.Total || first.Total != last.Total {
			t.Errorf("task %d: progress from %v to %v", i, first, last)
		}
	}
}

// finish tallies, compares with the plain count of the last votes, and lets both
// verifiers judge.
func (m *meeting) finish(t testing.TB, last map[int][][]int) {
	t.Helper()
	e := m.board.Election
	must(t, m.board.Close())
	_, err := m.board.Tally(t.Context(), ballot.Options{})
	must(t, err)
	for i, k := range m.keys {
		raw, err := k.Decrypt(e, m.board.Sums(), rand.Reader)
		must(t, err)
		must(t, m.board.AddDecryption(i+1, raw))
	}
	m.toolFinds(t, m.count(last))
	got, err := m.board.Result(t.Context())
	must(t, err)
	if want := m.count(last); !reflect.DeepEqual(got, want) {
		t.Errorf("result %v, the plain count is %v", got, want)
	}

	file, err := os.Open(m.path(e.UUID))
	must(t, err)
	defer file.Close()
	report, err := ballot.Verify(context.Background(), file, m.board.Size(), ballot.Options{})
	must(t, err)
	if !report.Valid() || report.Tallied != len(last) {
		t.Error(report.Text(ballot.English))
	}
	if notes := m.tool(t, "verify"); !strings.Contains(notes, "all checks passed") {
		t.Errorf("belenios-tool: %s", notes)
	}
}

// count is the plain sum.
func (m *meeting) count(last map[int][][]int) ballot.Result {
	var r ballot.Result
	for i, q := range m.board.Election.Questions {
		r = append(r, make([]uint64, q.Choices()))
		for voter, choices := range last {
			for j, v := range choices[i] {
				r[i][j] += m.weights[voter] * uint64(v)
			}
		}
	}
	return r
}

// tool runs belenios-tool over the board and returns all it says.
func (m *meeting) tool(t testing.TB, command string) string {
	t.Helper()
	cmd := exec.Command(need(t, "belenios-tool", "belenios-tool"), "election", command)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "BELENIOS_USE_URANDOM=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("belenios-tool election %s: %v\n%s", command, err, out)
	}
	return string(out)
}

// toolFinds lets the tool compute the result.
func (m *meeting) toolFinds(t testing.TB, want ballot.Result) {
	t.Helper()
	out := m.tool(t, "compute-result")
	out = out[strings.Index(out, `{"result"`):]
	var told struct{ Result [][]any }
	must(t, json.NewDecoder(strings.NewReader(out)).Decode(&told))
	var got ballot.Result
	for _, row := range told.Result {
		var numbers []uint64
		for _, x := range row {
			switch x := x.(type) {
			case float64:
				numbers = append(numbers, uint64(x))
			case string: // from 2^30 on
				n, err := strconv.ParseUint(x, 10, 64)
				must(t, err)
				numbers = append(numbers, n)
			}
		}
		got = append(got, numbers)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("belenios-tool computes %v, the plain count is %v", got, want)
	}
}

// One question, weights of area and heads, a page of every kind.
func TestOneQuestion(t *testing.T) {
	t.Parallel()
	const own = "default-src 'none'; script-src 'self'; worker-src "
	weighing := ballot.Weighing{Scale: 2, Heads: 2}
	var weights []uint64
	for _, area := range []string{"89.53", "120.00", "75.20", "143.07", "61.9"} {
		w, _ := weighing.Parse(area)
		weights = append(weights, w)
	}
	m := convene(t, group.Belenios2048Name, weights, matter)
	last := map[int][][]int{}
	for voter, c := range []struct {
		name    string
		url     string
		choices []int
		workers []string // from where they are started
		faults  bool     // the policy says no to some
	}{
		{"a page of the house", served(t, own+"'self'", ""), []int{1, 0, 0}, []string{"http"}, false},
		{"a page that names the hash", served(t, own+"blob:", ` integrity="`+prover.Integrity()+`"`), []int{0, 1, 0}, []string{"blob"}, false},
		{"a saved page", saved(t), []int{0, 0, 1}, []string{"blob"}, false},
		{"a page without workers", served(t, own+"'none'", ""), []int{1, 0, 0}, []string{"http", "blob"}, true},
	} {
		answers, faults := chromium(t, c.url, []task{m.task(voter, c.choices)})
		m.cast(t, answers)
		last[voter] = [][]int{c.choices}
		if !slices.Equal(answers[0].Workers, c.workers) {
			t.Errorf("%s: workers from %v, want %v", c.name, answers[0].Workers, c.workers)
		}
		if (len(faults) > 0) != c.faults {
			t.Errorf("%s: complaints %q", c.name, faults)
		}
		t.Logf("%s: %.0f ms", c.name, answers[0].Time)
	}
	m.finish(t, last)
}

// Six questions with blank votes, minimum and maximum, and a voter who changes
// his mind.
func TestSixQuestions(t *testing.T) {
	t.Parallel()
	m := convene(t, group.Belenios2048Name, []uint64{8953, 1 << 31, 1, 7520}, matter, matter, matter, matter, lift, committee)
	a, b, c := []int{1, 0, 0}, []int{0, 1, 0}, []int{0, 0, 1}
	votes := [][][]int{
		{a, b, c, a, {1, 0, 0, 0}, {1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0}}, // blank, the most that is allowed
		{b, b, b, b, {0, 1, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}}, // the most, nobody
		{c, a, a, a, {0, 0, 1, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}, // the least, one
	}
	answers, faults := chromium(t, saved(t), []task{
		m.task(0, votes[2]...), m.task(1, votes[1]...), m.task(2, votes[2]...), m.task(0, votes[0]...),
	})
	if len(faults) > 0 {
		t.Errorf("complaints: %q", faults)
	}
	m.cast(t, answers)
	t.Logf("%.0f ms for %d exponentiations", answers[0].Time, answers[0].Progress[0].Total)
	m.finish(t, map[int][][]int{0: votes[0], 1: votes[1], 2: votes[2]})
}

// The other group, whose exponents are eight times longer.
func TestOtherGroup(t *testing.T) {
	t.Parallel()
	m := convene(t, group.RFC3526Name, []uint64{3, 5}, lift)
	answers, _ := chromium(t, saved(t), []task{m.task(0, []int{1, 0, 0, 0}), m.task(1, []int{0, 1, 1, 0})})
	m.cast(t, answers)
	m.finish(t, map[int][][]int{0: {{1, 0, 0, 0}}, 1: {{0, 1, 1, 0}}})
}

// What a worker refuses reaches the page in both languages.
func TestRefusedInWorker(t *testing.T) {
	t.Parallel()
	m := convene(t, group.Belenios2048Name, []uint64{1}, matter)
	mistyped, many := m.task(0, []int{1, 0, 0}), m.task(0, []int{1, 1, 0})
	mistyped.Credential = "111-111-111-111-112"
	answers, _ := chromium(t, saved(t), []task{mistyped, many})
	for i, want := range []string{"credential.check", "ballot.choices.many"} {
		r := answers[i].Refused
		if r == nil || r.Code != want || r.Zh == "" || r.En == "" || !slices.Equal(answers[i].Workers, []string{"blob"}) {
			t.Errorf("%s: %+v", want, answers[i])
		}
	}
}

// A voter who goes back is not kept waiting, on either thread.
func TestStopped(t *testing.T) {
	t.Parallel()
	m := convene(t, group.Belenios2048Name, []uint64{1}, committee)
	stopped := m.task(0, []int{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	stopped.Stop = true
	here := stopped
	here.Here = true
	answers, _ := chromium(t, saved(t), []task{stopped, here})
	for _, a := range answers {
		if a.Refused == nil || !strings.HasPrefix(a.Refused.Text, "AbortError") || len(a.Progress) != 1 {
			t.Errorf("not stopped: %+v", a)
		}
	}
}
