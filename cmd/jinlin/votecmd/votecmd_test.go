package votecmd_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"github.com/jinlin-oss/jinlin/cmd/jinlin/votecmd"
)

// asCommand makes the test binary behave like the program.
const asCommand = "VOTECMD_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) == "" {
		os.Exit(m.Run())
	}
	var cli struct {
		Verify struct {
			Vote votecmd.VerifyVote `cmd:""`
		} `cmd:""`
		Vote votecmd.Vote `cmd:""`
	}
	ctx := context.Background()
	k := kong.Parse(&cli, kong.Name("jinlin"), kong.BindTo(ctx, (*context.Context)(nil)))
	if err := k.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// desk is a directory in which commands run.
type desk struct {
	t   *testing.T
	dir string
}

// try runs a command as another process would.
func (d desk) try(in string, args ...string) (stdout, stderr string, err error) {
	var out, notes bytes.Buffer
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asCommand+"=1")
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = d.dir, strings.NewReader(in), &out, &notes
	err = cmd.Run()
	return out.String(), notes.String(), err
}

func (d desk) run(in string, args ...string) string {
	d.t.Helper()
	out, notes, err := d.try(in, args...)
	if err != nil {
		d.t.Fatalf("jinlin %s: %v\n%s", strings.Join(args, " "), err, notes)
	}
	return out
}

func (d desk) write(name, content string) {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.dir, name), []byte(content), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

func (d desk) read(name string) string {
	d.t.Helper()
	out, err := os.ReadFile(filepath.Join(d.dir, name))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(out)
}

const (
	uuid      = "abcdefghijkmno"
	questions = `{"name":"加装电梯","description":"","questions":[
		{"question":"同意加装电梯吗？","answers":["同意","反对","弃权"],"min":1,"max":1},
		{"question":"推举谁做代表？","answers":["甲","乙"],"min":1,"max":2,"blank":true}]}`
	roster = "\ufeff# 名册\n101 室,89.53\n102 室,120\n201 室,75.2\n"
	bel    = "vote/public/" + uuid + ".bel"
)

// TestElectionOnOneLaptop holds a whole election from files: three owners, one of
// whom changes her mind, and two of three trustees.
func TestElectionOnOneLaptop(t *testing.T) {
	t.Parallel()
	d := desk{t, t.TempDir()}
	d.write("q.json", questions)
	d.write("roster.csv", roster)
	packing := []string{"--scale", "2", "--heads", "2"}
	with := func(args ...string) []string { return append(args, packing...) }
	d.run("", with("vote", "setup", "--out", "vote", "--questions", "q.json", "--uuid", uuid,
		"--roster", "roster.csv", "--trustees", "3", "--threshold", "2")...)
	if _, notes, err := d.try("", with("vote", "setup", "--out", "vote", "--questions", "q.json", "--uuid", uuid,
		"--roster", "roster.csv", "--trustees", "3")...); err == nil || !strings.Contains(notes, "不会覆盖") {
		t.Errorf("a second set-up over the first: %v %s", err, notes)
	}
	var credentials []string
	for line := range strings.Lines(d.read("vote/authority/credentials.csv")) {
		_, c, _ := strings.Cut(strings.TrimSpace(line), ",")
		credentials = append(credentials, c)
	}
	for i, v := range []struct {
		voter   int
		choices string
	}{{0, "[[1,0,0],[0,1,1]]"}, {1, "[[0,1,0],[1,0,0]]"}, {0, "[[0,1,0],[0,1,0]]"}, {2, "[[1,0,0],[0,0,1]]"}} {
		name := fmt.Sprintf("ballot-%d.json", i)
		d.run(credentials[v.voter]+"\n", "vote", "seal", "--board", bel, "--credential", "-", "--choices", v.choices, "--out", name)
		d.run("", "vote", "append", "--board", bel, name)
	}
	if _, notes, err := d.try("", "vote", "append", "--board", bel, "ballot-0.json"); err == nil || !strings.Contains(notes, "重放") {
		t.Errorf("replay: %v %s", err, notes)
	}
	d.run("", "vote", "close", "--board", bel)
	d.run("", "vote", "tally", "--board", bel, "--roster", "vote/public/roster.csv")
	for _, n := range []string{"3", "1"} {
		d.run("", "vote", "decrypt", "--board", bel, "--key", "vote/trustee-"+n+"/private.json", "--out", "part-"+n)
		d.run("", "vote", "append", "--board", bel, "part-"+n)
	}
	out := d.run("", with("vote", "result", "--board", bel)...)
	for _, want := range []string{"同意　面积 75.20，人数 1", "反对　面积 209.53，人数 2", "弃权　面积 0.00，人数 0",
		"（空白）　面积 120.00，人数 1", "甲　面积 89.53，人数 1", "乙　面积 75.20，人数 1"} {
		if !strings.Contains(out, want) {
			t.Errorf("result lacks %q:\n%s", want, out)
		}
	}
	d.verifies(with("--roster", "roster.csv")...)
	d.judged()
}

// verifies checks the finished election, and that a spoilt one is refused with
// the reason on the last line.
func (d desk) verifies(more ...string) {
	d.t.Helper()
	out := d.run("", append([]string{"verify", "vote", bel}, more...)...)
	if !strings.HasSuffix(out, "全部成立\n") {
		d.t.Errorf("report:\n%s", out)
	}
	var report struct{ Valid bool }
	if err := json.Unmarshal([]byte(d.run("", "verify", "vote", bel, "--json")), &report); err != nil || !report.Valid {
		d.t.Errorf("JSON: %v", err)
	}
	content := d.read(bel)
	d.write("cut.bel", content[:len(content)-1])
	for lang, want := range map[string]string{"zh": "截断", "en": "truncated"} {
		out, notes, err := d.try("", "verify", "vote", "cut.bel", "--lang", lang)
		last := func(text string) string {
			text = strings.TrimSpace(text)
			return text[strings.LastIndexByte(text, '\n')+1:]
		}
		if err == nil || !strings.Contains(last(out), want) || !strings.Contains(last(notes), want) {
			d.t.Errorf("%s: %v\n%s%s", lang, err, out, notes)
		}
	}
	d.write("wrong.csv", strings.Replace(roster, "89.53", "89.54", 1))
	if out, _, err := d.try("", "verify", "vote", bel, "--roster", "wrong.csv", "--scale", "2", "--heads", "2"); err == nil || !strings.Contains(out, "名册") {
		d.t.Errorf("wrong roster: %v\n%s", err, out)
	}
}

// judged has belenios-tool verify the same file.
func (d desk) judged() {
	d.t.Helper()
	if _, err := exec.LookPath("belenios-tool"); err != nil {
		if os.Getenv("CI") != "" {
			d.t.Fatal("belenios-tool is missing: apt-get install belenios-tool")
		}
		d.t.Log("belenios-tool is not installed; its verdict is left out")
		return
	}
	cmd := exec.Command("belenios-tool", "election", "verify", "--dir", filepath.Dir(filepath.Join(d.dir, bel)))
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "all checks passed") {
		d.t.Errorf("belenios-tool: %v\n%s", err, out)
	}
}

// TestElectionFromParts lets every party work in a directory of its own and put
// only public files on the table.
func TestElectionFromParts(t *testing.T) {
	t.Parallel()
	d := desk{t, t.TempDir()}
	d.write("q.json", questions)
	d.write("roster.csv", roster)
	d.run("", "vote", "authority", "--roster", "roster.csv", "--uuid", uuid, "--out", "street", "--scale", "2", "--heads", "2")
	d.run("", "vote", "trustee", "key", "--out", "committee")

	same := []string{"--occasion", uuid, "--threshold", "1", "--trustees", "2"}
	round := func(name string, args ...string) {
		d.run("", append(append([]string{"vote", "trustee", name}, same...), args...)...)
	}
	certs := []string{"--certs", "a/cert.json", "--certs", "b/cert.json"}
	deals := []string{"--deals", "a/deal.json", "--deals", "b/deal.json"}
	for _, who := range []string{"a", "b"} {
		round("certify", "--out", who)
	}
	for _, who := range []string{"a", "b"} {
		round("deal", append(certs, "--out", who)...)
	}
	for _, who := range []string{"a", "b"} {
		round("confirm", append(append(certs, deals...), "--out", who)...)
	}
	round("assemble", append(append(certs, deals...), "--confirmations", "a/confirmation.json",
		"--confirmations", "b/confirmation.json", "--out", "threshold.json")...)

	d.run("", "vote", "setup", "--out", "vote", "--questions", "q.json", "--uuid", uuid,
		"--credentials", "street/public_credentials.json", "--trustee", "committee/public.json", "--trustee", "threshold.json")
	d.write("paper", strings.SplitN(strings.SplitN(d.read("street/public_credentials.json"), `"`, 3)[1], ",", 2)[0]+"\n")
	refused := 0
	for i, line := range strings.Split(strings.TrimSpace(d.read("street/credentials.csv")), "\n") {
		d.write("credential", line[strings.LastIndexByte(line, ',')+1:])
		name := fmt.Sprintf("ballot-%d.json", i)
		d.run("", "vote", "seal", "--board", bel, "--credential", "credential", "--choices", "[[0,0,1],[1,0,0]]", "--out", name)
		if _, notes, err := d.try("", "vote", "append", "--board", bel, "--paper", "paper", name); err != nil {
			refused++
			if !strings.Contains(notes, "纸质票") {
				t.Errorf("refused for: %s", notes)
			}
		}
	}
	if refused != 1 {
		t.Errorf("%d ballots refused, one voter is on the paper list", refused)
	}
	d.run("", "vote", "close", "--board", bel)
	d.run("", "vote", "tally", "--board", bel, "--paper", "paper", "--roster", "roster.csv", "--scale", "2", "--heads", "2")
	for _, key := range []string{"committee", "b"} {
		part := d.run("", "vote", "decrypt", "--board", bel, "--key", key+"/private.json")
		d.run(part, "vote", "append", "--board", bel, "-")
	}
	d.run("", "vote", "result", "--board", bel)
	d.verifies("--paper", "paper")
	d.judged()
}

func TestSecretFilesAreSecret(t *testing.T) {
	t.Parallel()
	d := desk{t, t.TempDir()}
	d.run("", "vote", "trustee", "key", "--out", "me")
	stat, err := os.Stat(filepath.Join(d.dir, "me", "private.json"))
	if err != nil || stat.Mode().Perm() != 0o600 {
		t.Errorf("private key is %v: %v", stat.Mode(), err)
	}
	if _, notes, err := d.try("", "vote", "trustee", "key", "--out", "me"); err == nil || !strings.Contains(notes, "不会覆盖") {
		t.Errorf("key overwritten: %v %s", err, notes)
	}
}
