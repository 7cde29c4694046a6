package ballot_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/ballot"
	"github.com/jinlin-oss/jinlin/ballot/bel"
)

var blankQuestion = ballot.Question{Text: "候选人", Answers: []string{"甲", "乙"}, Min: 1, Max: 2, Blank: true}

// sample is a whole sound election of two questions, three voters, one mandatory
// trustee and two of three, that the tests below spoil in one place each. Voter
// 1 changed her mind: her first ballot is event 1, her last event 4.
var sample = sync.OnceValue(func() *laptop {
	t := panics{}
	l := hold(t, plan{
		questions: []ballot.Question{matter, blankQuestion}, weights: []uint64{1000, 200, 30},
		singles: 1, threshold: 2, group: 3,
	})
	l.vote(t, [][][]int{{{1, 0, 0}, {0, 1, 0}}, {{0, 1, 0}, {1, 0, 0}}, {{0, 0, 1}, {0, 1, 1}}})
	l.vote(t, [][][]int{{{0, 1, 0}, {0, 0, 1}}})
	l.finish(t, 1, 2, 4)
	return l
})

// refused expects a first finding with the code, in words without gaps.
func refused(t *testing.T, content []byte, o ballot.Options, code ballot.Code) {
	t.Helper()
	r := verify(t, content, o)
	if r.Valid() {
		t.Fatal("accepted")
	}
	f := r.First()
	if f.Fault.Code != code {
		t.Fatalf("refused for %s (%s), want %s", f.Fault.Code, f.In(ballot.English), code)
	}
	for _, l := range []ballot.Language{ballot.Chinese, ballot.English} {
		text := r.Text(l)
		last := text[strings.LastIndexByte(strings.TrimSuffix(text, "\n"), '\n')+1:]
		if strings.Contains(text, "%!") || !strings.Contains(last, f.In(l)) {
			t.Errorf("report:\n%s", text)
		}
	}
}

func TestSampleIsSound(t *testing.T) {
	t.Parallel()
	l := sample()
	if r := verify(t, l.file.content, ballot.Options{}); !r.Valid() {
		t.Fatal(r.Text(ballot.English))
	}
	same := rechain(t, l.file.content, func(_ bel.Kind, _ int, data [][]byte) [][]byte { return data })
	if !bytes.Equal(same, l.file.content) {
		t.Error("an archive written again is not the same")
	}
}

// TestRefused spoils the sample in one place and expects the reason.
func TestRefused(t *testing.T) {
	t.Parallel()
	const (
		setup, cast, tally, partial, result = bel.Setup, bel.Ballot, bel.EncryptedTally, bel.PartialDecryption, bel.Result
		challenge, response                 = `"challenge":"`, `"response":"`
	)
	for _, c := range []struct {
		name  string
		spoil change
		code  ballot.Code
	}{
		// One digit in each kind of proof. Proofs inside a ballot are signed
		// again, or the signature would be the first to break.
		{"signature, challenge", at(cast, 1, 0, digit(`"signature":`, challenge)), ballot.CodeSignature},
		{"signature, response", at(cast, 2, 0, digit(`"signature":`, response)), ballot.CodeSignature},
		{"proof not signed again", at(cast, 2, 0, digit(`"individual_proofs":`, challenge)), ballot.CodeSignature},
		{"individual proof, challenge", at(cast, 1, 0, signed(0, digit(`"individual_proofs":`, challenge))), ballot.CodeIndividualProof},
		{"individual proof, response", at(cast, 2, 0, signed(1, digit(`"individual_proofs":`, response))), ballot.CodeIndividualProof},
		{"individual proof, second branch", at(cast, 2, 0, signed(1, digit(`"individual_proofs":`, response, response))), ballot.CodeIndividualProof},
		{"individual proof, second question", at(cast, 3, 0, signed(2, digit(`"overall_proof":`, `"individual_proofs":`, response))), ballot.CodeIndividualProof},
		{"overall proof, challenge", at(cast, 3, 0, signed(2, digit(`"overall_proof":`, challenge))), ballot.CodeOverallProof},
		{"overall proof, response", at(cast, 3, 0, signed(2, digit(`"overall_proof":`, response))), ballot.CodeOverallProof},
		{"overall proof with blank, challenge", at(cast, 3, 0, signed(2, digit(`"overall_proof":`, `"overall_proof":`, challenge))), ballot.CodeOverallProof},
		{"overall proof with blank, response", at(cast, 2, 0, signed(1, digit(`"overall_proof":`, `"overall_proof":`, response, response))), ballot.CodeOverallProof},
		{"blank proof, challenge", at(cast, 2, 0, signed(1, digit(`"blank_proof":`, challenge))), ballot.CodeBlankProof},
		{"blank proof, response", at(cast, 3, 0, signed(2, digit(`"blank_proof":`, response))), ballot.CodeBlankProof},
		{"key of single trustee, challenge", at(setup, 0, 1, digit(`"pok":`, challenge)), ballot.CodeTrusteeProof},
		{"key of single trustee, response", at(setup, 0, 1, digit(`"pok":`, response)), ballot.CodeTrusteeProof},
		{"key of threshold trustee, challenge", at(setup, 0, 1, digit(`"verification_keys":`, challenge)), ballot.CodeTrusteeProof},
		{"key of threshold trustee, response", at(setup, 0, 1, digit(`"verification_keys":`, response)), ballot.CodeTrusteeProof},
		{"certificate, challenge", at(setup, 0, 1, digit(`"certs":`, challenge)), ballot.CodeCertificate},
		{"certificate, response", at(setup, 0, 1, digit(`"certs":`, response)), ballot.CodeCertificate},
		{"polynomial, challenge", at(setup, 0, 1, digit(`"coefexps":[{`, challenge)), ballot.CodeCoefexps},
		{"polynomial, response", at(setup, 0, 1, digit(`"coefexps":[{`, response)), ballot.CodeCoefexps},
		{"decryption, challenge", at(partial, 7, 0, digit(`"decryption_proofs":`, challenge)), ballot.CodeDecryption},
		{"decryption, response", at(partial, 8, 0, digit(`"decryption_proofs":`, response)), ballot.CodeDecryption},
		{"number not below q", at(cast, 1, 0, signed(0, replace(`"response":"`, `"response":"99999999999999999999999999999999999999999999999999999999999999999999999999999`))), ballot.CodeBallotForm},

		// Elements outside the group.
		{"α outside", at(cast, 1, 0, signed(0, twice(`"alpha":"`))), ballot.CodeChoiceOutside},
		{"β outside", at(cast, 1, 0, signed(0, twice(`"beta":"`))), ballot.CodeChoiceOutside},
		{"credential outside", at(setup, 0, 2, twice(`["`)), ballot.CodeCredentialOutside},
		{"election key outside", at(setup, 0, 0, twice(`"public_key":"`)), ballot.CodeKeyOutside},
		{"trustee key outside", at(setup, 0, 1, twice(`"public_key":"`)), ballot.CodeTrusteeProof},
		{"certificate outside", at(setup, 0, 1, twice(`\"encryption\":\"`)), ballot.CodeCertificate},
		{"polynomial outside", at(setup, 0, 1, twice(`{\"coefexps\":[\"`)), ballot.CodeCoefexps},
		{"tally outside", at(tally, 0, 0, twice(`"alpha":"`)), ballot.CodeTallyOutside},
		{"decryption factor outside", at(partial, 7, 0, twice(`"decryption_factors":[["`)), ballot.CodeDecryption},

		// JSON that is not canonical.
		{"space in a ballot", at(cast, 1, 0, signed(0, replace(`,"answers"`, `, "answers"`))), ballot.CodeBallotForm},
		{"space after a ballot", at(cast, 1, 0, func(b []byte) []byte { return append(b, ' ') }), ballot.CodeBallotForm},
		{"leading zero", at(cast, 1, 0, signed(0, replace(`"response":"`, `"response":"0`))), ballot.CodeBallotForm},
		{"field of a ballot left out", at(cast, 2, 0, signed(1, func(b []byte) []byte {
			i, j := bytes.Index(b, []byte(`,"blank_proof":[`)), bytes.Index(b, []byte(`,"signature":`))
			return slices.Concat(b[:i], []byte("}]"), b[j:])
		})), ballot.CodeBallotForm},
		{"space in the election", at(setup, 0, 0, replace(`,"name"`, ` ,"name"`)), ballot.CodeElectionForm},
		{"escape in the election", at(setup, 0, 0, replace(`业`, `\u4e1a`)), ballot.CodeElectionForm},
		{"space in the trustees", at(setup, 0, 1, replace(`["Single",`, `["Single", `)), ballot.CodeTrusteesForm},
		{"space in the credentials", at(setup, 0, 2, replace(`","`, `", "`)), ballot.CodeCredentialList},
		{"space in the tally", at(tally, 0, 0, replace(`},{`, `}, {`)), ballot.CodeTallyForm},
		{"space in a decryption", at(partial, 7, 0, replace(`","`, `" ,"`)), ballot.CodeDecryptionForm},
		{"space in the result", at(result, 0, 0, replace(`],[`, `], [`)), ballot.CodeResultForm},
		{"quoted result", at(result, 0, 0, replace(`[0,`, `["0",`)), ballot.CodeResultForm},

		// Wrong statements.
		{"election key of others", at(setup, 0, 1, func(b []byte) []byte {
			return slices.Concat([]byte("["), b[bytes.Index(b, []byte(`["Pedersen"`)):])
		}), ballot.CodeKeyWrong},
		{"same trustee twice", at(setup, 0, 1, func(b []byte) []byte {
			i := bytes.Index(b, []byte(`,["Pedersen"`))
			return slices.Concat(b[:i], []byte(","), b[1:])
		}), ballot.CodeTrusteeTwice},
		{"threshold too large", at(setup, 0, 1, replace(`"threshold":2`, `"threshold":4`)), ballot.CodeThresholdForm},
		{"threshold lowered", at(setup, 0, 1, replace(`"threshold":2`, `"threshold":1`)), ballot.CodeCoefexps},
		{"credential twice", at(setup, 0, 2, func(b []byte) []byte {
			i := bytes.Index(b, []byte(`",`))
			return slices.Concat(b[:i+2], b[1:])
		}), ballot.CodeCredentialTwice},
		{"weight of nothing", at(setup, 0, 2, replace(`,1000"`, `,0"`)), ballot.CodeWeight},
		{"weight with zero", at(setup, 0, 2, replace(`,1000"`, `,01000"`)), ballot.CodeWeight},
		{"weights beyond 63 bits", at(setup, 0, 2, replace(`,1000"`, `,9223372036854775807"`)), ballot.CodeWeightTotal},
		{"voter not in the list", at(setup, 0, 2, func(b []byte) []byte {
			return slices.Concat([]byte("["), b[bytes.Index(b, []byte(`",`))+2:])
		}), ballot.CodeUnknown},
		{"tally changed", at(tally, 0, 0, exchange), ballot.CodeTally},
		{"fewer tallied", at(tally, 0, 1, replace(`"num_tallied":3`, `"num_tallied":2`)), ballot.CodeNumTallied},
		{"less weight", at(tally, 0, 1, replace(`"total_weight":1230`, `"total_weight":1229`)), ballot.CodeTotalWeight},
		{"weight changed after the vote", at(setup, 0, 2, replace(`,1000"`, `,1001"`)), ballot.CodeTally},
		{"decryption of another trustee", at(partial, 7, 1, replace(`"owner":1`, `"owner":3`)), ballot.CodeDecryption},
		{"decryption of nobody", at(partial, 7, 1, replace(`"owner":1`, `"owner":5`)), ballot.CodeOwner},
		{"decryption twice", at(partial, 8, 1, replace(`"owner":2`, `"owner":1`)), ballot.CodeOwnerTwice},
		{"decryptions too few", drop(partial, 8), ballot.CodeTrusteesMissing},
		{"mandatory trustee missing", drop(partial, 7), ballot.CodeTrusteesMissing},
		{"result one more", at(result, 0, 0, replace(`[0,1200,`, `[0,1201,`)), ballot.CodeResult},
		{"result one less", at(result, 0, 0, replace(`[0,1200,`, `[0,1199,`)), ballot.CodeResult},
		{"result exchanged", at(result, 0, 0, replace(`1200,30`, `30,1200`)), ballot.CodeResult},
		{"last ballot of a voter hidden", drop(cast, 4), ballot.CodeTally},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			refused(t, rechain(t, sample().file.content, c.spoil), ballot.Options{}, c.code)
		})
	}
}

// exchange puts the first two sums of a tally in each other's place.
func exchange(raw []byte) []byte {
	parts := bytes.SplitN(raw, []byte("},{"), 3)
	first, second := parts[0][3:], parts[1]
	return slices.Concat([]byte("[[{"), second, []byte("},{"), first, []byte("},{"), parts[2])
}

func drop(kind bel.Kind, height int) change {
	return func(k bel.Kind, h int, data [][]byte) [][]byte {
		if k == kind && h == height {
			return nil
		}
		return data
	}
}

// TestReplayRefused puts the first ballot of voter 1 on the board again, after
// she changed her mind. The tool accepts this and counts the old vote.
func TestReplayRefused(t *testing.T) {
	t.Parallel()
	questions := []ballot.Question{matter}
	l := hold(t, plan{questions: questions, weights: []uint64{10, 7}, singles: 1})
	first := l.seal(t, [][][]int{{{1, 0, 0}}, nil})[0]
	_, err := l.board.Append(first)
	must(t, err)
	l.vote(t, [][][]int{{{0, 1, 0}}, {{0, 0, 1}}})
	if _, err := l.board.Append(first); !isFault(err, ballot.CodeReplay) {
		t.Errorf("our board: %v", err)
	}
	replayed := rechainWith(t, l.file.content, first)
	refused(t, replayed, ballot.Options{}, ballot.CodeReplay)

	t.Run("the tool", func(t *testing.T) {
		x := needTool(t)
		x.write(l.board.Election.UUID+".bel", string(replayed))
		if _, notes, err := x.try(nil, "election", "verify"); err != nil {
			t.Logf("refuses a replay by now: %s", notes)
		}
	})
}

// rechainWith appends a ballot to an open board without any check.
func rechainWith(t testing.TB, content, raw []byte) []byte {
	t.Helper()
	r, err := bel.NewReader(bytes.NewReader(content))
	must(t, err)
	for err == nil {
		_, err = r.Next()
	}
	out := &memory{bytes.Clone(content)}
	_, err = bel.Resume(out, r).Step(bel.Ballot, raw)
	must(t, err)
	return out.content
}

func isFault(err error, code ballot.Code) bool {
	var f *ballot.Fault
	return errors.As(err, &f) && f.Code == code
}

func TestForeignBallotRefused(t *testing.T) {
	t.Parallel()
	p := plan{questions: []ballot.Question{matter}, weights: []uint64{1}, singles: 1}
	here, there := hold(t, p), hold(t, p)
	foreign := there.seal(t, one(1, 3))[0]
	if _, err := here.board.Append(foreign); !isFault(err, ballot.CodeForeign) {
		t.Errorf("our board: %v", err)
	}
	refused(t, rechainWith(t, here.file.content, foreign), ballot.Options{}, ballot.CodeForeign)
}

// TestCopiedChoiceRefused has voter 2 copy the ciphertexts and proofs of voter 1
// into a ballot of his own, to learn or to double her vote.
func TestCopiedChoiceRefused(t *testing.T) {
	t.Parallel()
	l := hold(t, plan{questions: []ballot.Question{matter}, weights: []uint64{1, 1}, singles: 1})
	raws := l.seal(t, one(2, 3))
	cut := func(raw []byte) (head, answers []byte) {
		i, j := bytes.Index(raw, []byte(`,"answers":`)), bytes.Index(raw, []byte(`,"signature":`))
		return raw[:i], raw[i:j]
	}
	head, _ := cut(raws[1])
	_, answers := cut(raws[0])
	copied := slices.Concat(head, answers, []byte(`,"signature":`))
	raw, err := ballot.Resign(l.board.Election, l.credentials[1], copied)
	must(t, err)
	if _, err := l.board.Append(raw); !isFault(err, ballot.CodeIndividualProof) {
		t.Errorf("our board: %v", err)
	}
}

func TestArchiveRefused(t *testing.T) {
	t.Parallel()
	good := sample().file.content
	ends := entries(good)
	part := func(from, to int) []byte { return good[ends[from]:ends[to]] }
	last := len(ends) - 1
	for _, c := range []struct {
		name    string
		content []byte
		words   string // of the English reason
	}{
		{"empty", nil, "truncated"},
		{"truncated in an entry", good[:len(good)-1], "truncated"},
		{"truncated before an event", part(0, last-1), "truncated"},
		{"ballots reordered", slices.Concat(part(0, 6), part(8, 10), part(6, 8), part(10, last)), "does not follow"},
		{"ballot left out", slices.Concat(part(0, 6), part(8, last)), "does not follow"},
		{"data reordered", slices.Concat(part(0, 1), part(2, 3), part(1, 2), part(3, last)), "does not refer"},
		{"end blocks of tar", slices.Concat(good, make([]byte, 1024)), "header block"},
		{"wrong time of one entry", retimed(good, ends[6]), "another time"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			refused(t, c.content, ballot.Options{}, ballot.CodeArchive)
			if r := verify(t, c.content, ballot.Options{}); !strings.Contains(r.First().In(ballot.English), c.words) {
				t.Errorf("reason: %s", r.First().In(ballot.English))
			}
		})
	}
}

// entries returns where each entry begins, and the end.
func entries(content []byte) []int {
	out := []int{0}
	for at := 0; at < len(content); {
		var size int
		_, _ = fmt.Sscanf(string(content[at+124:at+135]), "%o", &size)
		at += 512 + (size+511)/512*512
		out = append(out, at)
	}
	return out
}

// retimed moves the time of the entry at an offset by a second, with a right
// checksum.
func retimed(content []byte, at int) []byte {
	out := bytes.Clone(content)
	h := out[at : at+512]
	var mtime, sum int
	_, _ = fmt.Sscanf(string(h[136:147]), "%o", &mtime)
	copy(h[136:], fmt.Sprintf("%011o", mtime+1))
	copy(h[148:], "        ")
	for _, c := range h {
		sum += int(c)
	}
	copy(h[148:], fmt.Sprintf("%06o\x00 ", sum))
	return out
}

func TestPaperListRefused(t *testing.T) {
	t.Parallel()
	l := sample()
	e := l.board.Election
	list := func(voters ...int) *ballot.PaperList {
		var text strings.Builder
		text.WriteString("# 纸质票\n\n")
		for _, v := range voters {
			text.Write(e.Group().Append(nil, l.credentials[v].Public(e.Scheme(), e.UUID)))
			text.WriteString("\n")
		}
		p, err := ballot.ReadPaperList(strings.NewReader(text.String()))
		must(t, err)
		return p
	}
	refused(t, l.file.content, ballot.Options{Paper: list(2)}, ballot.CodePaper)
	unknown, err := ballot.ReadPaperList(strings.NewReader("12345\n"))
	must(t, err)
	refused(t, l.file.content, ballot.Options{Paper: unknown}, ballot.CodePaperUnknown)

	open := hold(t, plan{questions: []ballot.Question{matter}, weights: []uint64{1, 1}, singles: 1})
	l, e = open, open.board.Election
	open.board.Paper = list(0)
	raws := open.seal(t, one(2, 3))
	if _, err := open.board.Append(raws[0]); !isFault(err, ballot.CodePaper) {
		t.Errorf("our board: %v", err)
	}
	_, err = open.board.Append(raws[1])
	must(t, err)
	if r := verify(t, open.file.content, ballot.Options{Paper: list(0)}); !r.Valid() {
		t.Error(r.Text(ballot.English))
	}
}

func TestRosterRefused(t *testing.T) {
	t.Parallel()
	l := sample()
	e := l.board.Election
	read := func(text string) ballot.Options {
		r, err := ballot.ReadRoster(strings.NewReader(text), ballot.Weighing{})
		must(t, err)
		return ballot.Options{Roster: r}
	}
	key := string(e.Group().Append(nil, l.credentials[0].Public(e.Scheme(), e.UUID)))
	for _, good := range []string{"甲,30\n乙,1000\n\"丙, 一号楼\",200\n", "# 名册\n\n甲,1000," + key + "\n乙,200\n丙,30"} {
		if r := verify(t, l.file.content, read(good)); !r.Valid() {
			t.Error(r.Text(ballot.English))
		}
	}
	refused(t, l.file.content, read("甲,1000\n乙,200\n丙,31"), ballot.CodeRoster)
	refused(t, l.file.content, read("甲,1000\n乙,200"), ballot.CodeRosterCount)
	refused(t, l.file.content, read("甲,1000\n乙,200,"+key+"\n丙,30"), ballot.CodeRosterVoter)
}

func TestBoardRefuses(t *testing.T) {
	t.Parallel()
	l := hold(t, plan{questions: []ballot.Question{matter}, weights: []uint64{1, 1}, threshold: 2, group: 2})
	l.board.NoRevote = true
	l.vote(t, [][][]int{{{1, 0, 0}}, nil})
	again := l.seal(t, [][][]int{{{0, 1, 0}}, {{0, 0, 1}}})
	if _, err := l.board.Append(again[0]); !isFault(err, ballot.CodeRevote) {
		t.Errorf("second ballot: %v", err)
	}
	if _, err := l.board.Tally(t.Context(), ballot.Options{}); !errors.Is(err, bel.ErrOrder) {
		t.Errorf("tally of an open vote: %v", err)
	}
	l.decrypt(t, 2)
	if _, err := l.board.Append(again[1]); !isFault(err, ballot.CodeClosed) {
		t.Errorf("ballot after the end: %v", err)
	}
	raw, err := l.keys[1].Decrypt(l.board.Election, l.board.Sums(), stuck{time.Now()})
	if err == nil {
		t.Errorf("decrypted without randomness: %s", raw)
	}
	if _, err := l.board.Result(t.Context()); !isFault(err, ballot.CodeTrusteesMissing) {
		t.Errorf("result of one of two: %v", err)
	}
}

// stuck is a source of randomness that gives none.
type stuck struct{ time.Time }

func (stuck) Read([]byte) (int, error) { return 0, errors.New("no randomness") }

func TestReasonsHaveWords(t *testing.T) {
	t.Parallel()
	for _, c := range ballot.Codes() {
		if zh, en := ballot.Verbs(c); c != ballot.CodeArchive && zh != en {
			t.Errorf("%s: the languages differ in what they say: %s, %s", c, zh, en)
		}
	}
}
