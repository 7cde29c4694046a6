package ballot_test

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"os"
	"strconv"
	"testing"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/group"
)

var update = flag.Bool("update", false, "write testdata anew")

// stream is the randomness of a test vector: SHA-256 of "seed|0", "seed|1", ….
type stream struct {
	seed string
	next int
	rest []byte
}

func (s *stream) Read(p []byte) (int, error) {
	for i := range p {
		if len(s.rest) == 0 {
			sum := sha256.Sum256([]byte(s.seed + "|" + strconv.Itoa(s.next)))
			s.next, s.rest = s.next+1, sum[:]
		}
		p[i], s.rest = s.rest[0], s.rest[1:]
	}
	return len(p), nil
}

// vector is one ballot with everything it was made from.
type vector struct {
	Name             string  `json:"name"`
	Election         string  `json:"election"` // raw: its hash counts
	Fingerprint      string  `json:"fingerprint"`
	Credential       string  `json:"credential"`
	PublicCredential string  `json:"public_credential"`
	Choices          [][]int `json:"choices"`
	Seed             string  `json:"seed"`
	Ballot           string  `json:"ballot"` // raw
	Tracker          string  `json:"tracker"`
}

// vectors is the file that provers in other languages are tested with.
type vectors struct {
	About   []string `json:"about"`
	Vectors []vector `json:"vectors"`
}

var aboutVectors = []string{
	"Each vector is a ballot that ballot.SealWith makes from election, credential and choices with the randomness of seed.",
	"Randomness: the bytes SHA-256(seed|0), SHA-256(seed|1), ... one after another, seed and number as text.",
	"A scalar takes the next 32 bytes as a big-endian number; if it is not below q, it is thrown away and the next 32 bytes are taken.",
	"Order: for each question, the r of each choice; then for each choice the proof that it is 0 or 1; then the overall proof; then the blank proof if there is one. At the end the w of the signature.",
	"A proof takes, for each branch in order, a challenge and a response. In the right branch the challenge is thrown away and the response is w.",
	"A choice list has a leading 0 or 1 for a blank vote if the question allows it.",
	"Election and ballot are given as text: their hashes depend on every byte.",
}

func vectorCases() []struct {
	name      string
	questions []ballot.Question
	choices   [][]int
} {
	matter := ballot.Question{Text: "是否同意选聘 <甲> & “乙” 物业公司？", Answers: []string{"同意", "反对", "弃权"}, Min: 1, Max: 1}
	committee := ballot.Question{Text: "业主委员会候选人", Answers: []string{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子"}, Max: 7}
	blank := ballot.Question{Text: "line\nbreak \"quoted\" \\ \u007f / 😀", Answers: []string{"a", "b", "c"}, Min: 1, Max: 2, Blank: true}
	return []struct {
		name      string
		questions []ballot.Question
		choices   [][]int
	}{
		{"one of three", []ballot.Question{matter}, [][]int{{0, 1, 0}}},
		{"blank allowed, not blank", []ballot.Question{blank}, [][]int{{0, 1, 0, 1}}},
		{"blank allowed, blank", []ballot.Question{blank}, [][]int{{1, 0, 0, 0}}},
		{"committee", []ballot.Question{committee}, [][]int{{1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1}}},
		{"nobody ticked", []ballot.Question{committee}, [][]int{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}}},
		{"five matters and a committee", []ballot.Question{matter, matter, matter, matter, blank, committee},
			[][]int{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}, {0, 0, 1, 0}, {1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0}}},
	}
}

// makeVectors is deterministic: every secret comes from a seed.
func makeVectors(t *testing.T) vectors {
	t.Helper()
	s, err := ballot.SchemeOf(1, group.Belenios2048Name)
	if err != nil {
		t.Fatal(err)
	}
	out := vectors{About: aboutVectors}
	for i, c := range vectorCases() {
		setup := &stream{seed: "setup " + c.name}
		_, key, err := ballot.NewTrustee(s, setup)
		if err != nil {
			t.Fatal(err)
		}
		trustees, err := ballot.NewTrustees(s, ballot.Single(key))
		if err != nil {
			t.Fatal(err)
		}
		uuid, err := ballot.NewUUID(setup)
		if err != nil {
			t.Fatal(err)
		}
		e, err := ballot.NewElection(ballot.Draft{
			UUID: uuid, Name: "测试选举 " + strconv.Itoa(i+1), Description: c.name, Questions: c.questions,
			Administrator: "筹备组", CredentialAuthority: "街道办事处",
		}, trustees)
		if err != nil {
			t.Fatal(err)
		}
		out.Vectors = append(out.Vectors, makeVector(t, e, c.name, c.choices, setup))
	}
	return out
}

func makeVector(t *testing.T, e *ballot.Election, name string, choices [][]int, setup *stream) vector {
	t.Helper()
	credential, err := ballot.NewCredential(setup)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := ballot.SealWith(e, credential, choices, &stream{seed: name})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ballot.NewChecker(e, 1).Check(raw); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return vector{
		Name: name, Election: string(e.Raw()), Fingerprint: e.Fingerprint(),
		Credential:       credential.Reveal(),
		PublicCredential: string(e.Group().Append(nil, credential.Public(e.Scheme(), e.UUID))),
		Choices:          choices, Seed: name,
		Ballot: string(raw), Tracker: e.Scheme().Fingerprint(raw),
	}
}

const vectorFile = "testdata/vectors.json"

// TestVectors holds the ballots byte for byte; provers in other languages are
// held to the same file.
func TestVectors(t *testing.T) {
	t.Parallel()
	got, err := json.MarshalIndent(makeVectors(t), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *update {
		if err := os.WriteFile(vectorFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(vectorFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s is not what is made now; if that is meant, run the tests with -update", vectorFile)
	}
}
