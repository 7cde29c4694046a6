package ballot_test

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/bel"
	"github.com/jinlin-oss/jinlin/ballot/group"
)

// foreign is an election that belenios-tool made, in its directory.
type foreign struct {
	tool
	uuid        string
	credentials []string // by voter
}

// setUp has the tool make an election. Trustees are made by the tool too:
// singles, and if threshold is positive three of which threshold suffice.
func (x tool) setUp(groupName, questions string, weights []uint64, singles, threshold int) *foreign {
	x.t.Helper()
	f := &foreign{tool: x, uuid: strings.TrimSpace(x.run(nil, "setup", "generate-token"))}
	var voters strings.Builder
	for i, w := range weights {
		fmt.Fprintf(&voters, "v%d@example.org,v%d,%d\n", i, i, w)
	}
	x.write("voters.txt", voters.String())
	x.run(nil, "setup", "generate-credentials", "--uuid", f.uuid, "--group", groupName, "--file", "voters.txt")
	x.write("public_creds.json", x.only("*.pubcreds"))
	for line := range strings.Lines(x.only("*.privcreds")) {
		f.credentials = append(f.credentials, strings.Fields(line)[1])
	}
	if threshold > 0 {
		x.pedersen(groupName, threshold)
	}
	for range singles {
		x.run(nil, "setup", "generate-trustee-key", "--group", groupName)
	}
	x.write("public_keys.jsons", x.all("*.pubkey"))
	x.run(nil, "setup", "make-trustees")
	x.write("q.json", questions)
	x.run(nil, "setup", "make-election", "--uuid", f.uuid, "--group", groupName, "--template", "q.json")
	x.run(nil, "archive", "init")
	return f
}

// names lists the files that match, in the order the shell would give.
func (x tool) names(pattern string) []string {
	x.t.Helper()
	names, err := filepath.Glob(filepath.Join(x.dir, pattern))
	must(x.t, err)
	for i := range names {
		names[i] = filepath.Base(names[i])
	}
	slices.Sort(names)
	return names
}

// all joins the files that match.
func (x tool) all(pattern string) string {
	x.t.Helper()
	var out []byte
	for _, name := range x.names(pattern) {
		out = append(out, x.read(name)...)
	}
	return string(out)
}

// pedersen runs the tool's key ceremony for three trustees.
func (x tool) pedersen(groupName string, threshold int) {
	x.t.Helper()
	step := func(in []byte, args ...string) string {
		return x.run(in, append([]string{"setup", "generate-trustee-key-threshold", "--group", groupName}, args...)...)
	}
	for range 3 {
		step(nil, "--step", "1")
	}
	x.write("certs.jsons", x.all("*.cert"))
	step(nil, "--certs", "certs.jsons", "--step", "2")
	var polynomials, outputs string
	for _, key := range x.names("*.key") {
		polynomials += step(nil, "--certs", "certs.jsons", "--key", key, "--step", "3", "--threshold", fmt.Sprint(threshold))
	}
	x.write("polynomials.jsons", polynomials)
	step(nil, "--certs", "certs.jsons", "--step", "4", "--polynomials", "polynomials.jsons")
	for _, key := range x.names("*.key") {
		input := x.read(strings.TrimSuffix(key, ".key") + ".vinput")
		outputs += step(input, "--certs", "certs.jsons", "--key", key, "--step", "5")
	}
	x.write("threshold.json", step([]byte(outputs), "--certs", "certs.jsons", "--step", "6", "--polynomials", "polynomials.jsons"))
}

func (f *foreign) event(kind string, payload string) {
	f.t.Helper()
	f.run([]byte(payload), "archive", "add-event", "--type="+kind)
}

// cast has the tool make a ballot.
func (f *foreign) cast(voter int, choices [][]int) {
	f.t.Helper()
	text, err := json.Marshal(choices)
	must(f.t, err)
	f.write("credential", f.credentials[voter])
	f.write("choices", string(text))
	f.event("Ballot", f.run(nil, "election", "generate-ballot", "--privcred", "credential", "--ballot", "choices"))
}

// castOurs has this package make a ballot for the tool's election.
func (f *foreign) castOurs(voter int, choices [][]int) {
	f.t.Helper()
	c, err := ballot.ParseCredential(f.credentials[voter])
	must(f.t, err)
	raw, err := ballot.Seal(f.board().Election, c, choices)
	must(f.t, err)
	f.event("Ballot", string(raw)+"\n")
}

// board opens the tool's archive as a board of ours.
func (f *foreign) board() *ballot.Board {
	f.t.Helper()
	m := &memory{f.content()}
	b, err := ballot.OpenBoard(m, int64(len(m.content)))
	must(f.t, err)
	return b
}

func (f *foreign) content() []byte { return f.read(f.uuid + ".bel") }

// close ends the vote and tallies.
func (f *foreign) close() {
	f.t.Helper()
	f.event("EndBallots", "")
	f.event("EncryptedTally", f.run(nil, "election", "compute-encrypted-tally"))
}

// single has the tool decrypt with the key file of a single trustee.
func (f *foreign) single(owner int, file string) {
	f.t.Helper()
	f.event("PartialDecryption", f.run(nil, "election", "decrypt", "--privkey", file, "--trustee-id", fmt.Sprint(owner)))
}

// result ends the election and has us verify it.
func (f *foreign) result(want ballot.Result) {
	f.t.Helper()
	f.event("Result", f.run(nil, "election", "compute-result"))
	r := verify(f.t, f.content(), ballot.Options{})
	if !r.Valid() || !reflect.DeepEqual(r.Result, want) {
		f.t.Errorf("want %v\n%s", want, r.Text(ballot.English))
	}
}

const twoQuestions = `{"description":"描述 <&> \"q\" \\ 斜/杠 \n","name":"名称","questions":[
	{"answers":["赞成","反对","弃权"],"min":1,"max":1,"question":"Q1?"},
	{"answers":["a","b","c"],"blank":true,"min":1,"max":2,"question":"Q2?"}],
	"administrator":"adm","credential_authority":"ca"}`

const oneQuestion = `{"description":"","name":"n","questions":[{"answers":["a","b","c"],"min":0,"max":2,"question":"q"}]}`

// TestWeAcceptToolSingles: weights, blank, a revote, two single trustees, one
// ballot made by us, one trustee's key used by us.
func TestWeAcceptToolSingles(t *testing.T) {
	t.Parallel()
	f := needTool(t).setUp(group.Belenios2048Name, twoQuestions, []uint64{3, 2_000_000_000, 1}, 2, 0)
	f.cast(0, [][]int{{1, 0, 0}, {0, 1, 0, 0}})
	f.cast(1, [][]int{{0, 1, 0}, {1, 0, 0, 0}})
	f.castOurs(2, [][]int{{0, 0, 1}, {0, 1, 1, 0}})
	f.cast(0, [][]int{{0, 0, 1}, {0, 0, 0, 1}})
	if r := verify(t, f.content(), ballot.Options{}); !r.Valid() || r.Superseded != 1 {
		t.Fatal(r.Text(ballot.English))
	}
	f.close()
	trustees := f.board().Trustees
	for _, name := range f.names("*.privkey") {
		private, err := ballot.ParsePrivateKey(belenios(t), f.read(name))
		must(t, err)
		owner := trustees.Place(private)
		if owner == 1 {
			f.single(owner, name)
			continue
		}
		b := f.board()
		raw, err := private.Decrypt(b.Election, b.Sums(), rand.Reader)
		must(t, err)
		owned := bel.Owned{Owner: owner, Payload: bel.Sum(raw)}
		f.event("PartialDecryption", string(raw)+"\n"+string(owned.Append(nil))+"\n")
	}
	f.result(ballot.Result{{0, 2_000_000_000, 4}, {2_000_000_000, 1, 1, 3}})
}

// TestWeAcceptToolThreshold: one mandatory trustee and two of three, the third
// missing.
func TestWeAcceptToolThreshold(t *testing.T) {
	t.Parallel()
	f := needTool(t).setUp(group.Belenios2048Name, oneQuestion, []uint64{1, 1, 1}, 1, 2)
	f.cast(0, [][]int{{1, 1, 0}})
	f.cast(2, [][]int{{1, 0, 0}})
	f.close()
	for i, key := range f.names("*.key") {
		if i != 1 {
			f.event("PartialDecryption", f.run(nil, "election", "decrypt-threshold", "--key", key,
				"--decryption-key", strings.TrimSuffix(key, ".key")+".dkey", "--trustee-id", fmt.Sprint(i+2)))
		}
	}
	f.single(1, f.names("*.privkey")[0])
	f.result(ballot.Result{{2, 1, 0}})
}

// TestWeAcceptToolRFC3526 reads the other group.
func TestWeAcceptToolRFC3526(t *testing.T) {
	t.Parallel()
	f := needTool(t).setUp(group.RFC3526Name, oneQuestion, []uint64{5, 7}, 1, 0)
	f.cast(0, [][]int{{1, 0, 0}})
	f.castOurs(1, [][]int{{1, 0, 1}})
	f.close()
	f.single(1, f.names("*.privkey")[0])
	f.result(ballot.Result{{12, 0, 7}})
}

// TestToolArchiveInTestdata verifies an archive of the tool where the tool is
// not installed.
func TestToolArchiveInTestdata(t *testing.T) {
	t.Parallel()
	in, err := os.ReadFile("testdata/tool-threshold.bel")
	must(t, err)
	want := ballot.Result{{3, 2_000_000_000, 1}, {2_000_000_000, 4, 1, 0}}
	if r := verify(t, in, ballot.Options{}); !r.Valid() || !reflect.DeepEqual(r.Result, want) {
		t.Error(r.Text(ballot.English))
	}
}
