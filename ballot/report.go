package ballot

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/jinlin-oss/jinlin/ballot/bel"
)

// CheckName names one part of a verification.
type CheckName string

// The parts of a verification, in order.
const (
	CheckArchive     CheckName = "archive"     // the file, byte for byte, and its chain of hashes
	CheckElection    CheckName = "election"    // the election, its questions and its key
	CheckTrustees    CheckName = "trustees"    // the trustees' keys and every proof about them
	CheckCredentials CheckName = "credentials" // the list of credentials and weights
	CheckRoster      CheckName = "roster"      // the weights against the roster
	CheckBallots     CheckName = "ballots"     // every ballot: form, membership, proofs, signature
	CheckReplay      CheckName = "replay"      // no ballot stands twice
	CheckPaper       CheckName = "paper"       // no voter voted on paper too
	CheckTally       CheckName = "tally"       // the encrypted tally, recomputed from the ballots
	CheckDecryption  CheckName = "decryption"  // the trustees' decryptions
	CheckResult      CheckName = "result"      // the result, recomputed from the decryptions
)

var checkOrder = []CheckName{CheckArchive, CheckElection, CheckTrustees, CheckCredentials, CheckRoster,
	CheckBallots, CheckReplay, CheckPaper, CheckTally, CheckDecryption, CheckResult}

// words of a check: its name, what is counted, and what it means to pass.
type words struct{ name, count, holds string }

var checkWords = map[CheckName][2]words{
	CheckArchive:     {{"档案", "%d 条", "逐字节规范，哈希链完整"}, {"archive", "%d entries", "canonical byte for byte, chain of hashes intact"}},
	CheckElection:    {{"选举", "%d 题", "规范，公钥在群内"}, {"election", "questions: %d", "canonical, public key in the group"}},
	CheckTrustees:    {{"监票人", "%d 位", "公钥、证书、门限的证明成立，合成选举公钥"}, {"trustees", "%d", "proofs of keys, certificates and threshold hold and give the public key"}},
	CheckCredentials: {{"公开凭证", "%d 个", "在群内，不重复，权数规范"}, {"credentials", "%d", "in the group, distinct, weights valid"}},
	CheckRoster:      {{"名册", "%d 人", "与凭证名单的权数一致"}, {"roster", "voters: %d", "weights agree with the list of credentials"}},
	CheckBallots:     {{"选票", "%d 张", "规范，密文在群内，证明与签名成立"}, {"ballots", "%d", "canonical, in the group, proofs and signatures hold"}},
	CheckReplay:      {{"重放", "选票 %d 张", "没有重复的选票"}, {"replay", "ballots: %d", "none stands twice"}},
	CheckPaper:       {{"纸质票", "%d 人", "没有同时投电子票"}, {"paper", "voters: %d", "none voted electronically too"}},
	CheckTally:       {{"加密计票", "%d 项", "与按选票重算的相同"}, {"tally", "sums: %d", "equal to the recomputed one"}},
	CheckDecryption:  {{"解密", "%d 份", "证明成立"}, {"decryption", "trustees: %d", "proofs hold"}},
	CheckResult:      {{"结果", "%d 项", "与解密相符，监票人足够"}, {"result", "figures: %d", "equal to what was decrypted, by enough trustees"}},
}

// State of a check.
type State string

// The states of a check.
const (
	Passed State = "passed"
	Failed State = "failed"
	// NotDone is a check for which there is nothing yet, such as the result
	// while votes come in, or for which nothing was given, such as a roster, or
	// which an earlier fault made pointless.
	NotDone State = "not done"
)

// Checked is the outcome of one part.
type Checked struct {
	Name  CheckName
	State State
	Count int // of the things looked at
}

// Finding is a fault and where it is.
type Finding struct {
	Fault   *Fault
	Entry   int    // of the archive, the header being 0; -1 outside the archive
	Tracker string // of the ballot, if it is about one
}

// In says what was found and where.
func (f Finding) In(l Language) string {
	text := f.Fault.In(l)
	if f.Tracker != "" {
		text += [2]string{"，选票追踪号 ", ", ballot tracker "}[l] + f.Tracker
	}
	if f.Entry >= 0 && f.Fault.Code != CodeArchive {
		text += fmt.Sprintf([2]string{"（第 %d 条）", " (entry %d)"}[l], f.Entry)
	}
	return text
}

// Report says what a verification looked at and what it found.
type Report struct {
	UUID        string
	Name        string
	Fingerprint string   // of the election
	Stage       bel.Kind // the last event
	Head        bel.Hash // its hash, which fixes the whole board

	Voters        int    // credentials in the list
	Weight        uint64 // their total
	Ballots       int    // on the board
	Superseded    int    // of them, replaced by a later ballot of the same voter
	Tallied       int    // the last ballots of all voters
	TalliedWeight uint64 // their total: the participation
	Trustees      int
	Result        Result // nil before there is one

	Checks   []Checked
	Findings []Finding // in the order of the archive; at most Options.MaxFindings
}

// Valid tells whether everything holds that is there to be checked.
func (r *Report) Valid() bool { return len(r.Findings) == 0 }

// First returns the first finding, which must exist.
func (r *Report) First() Finding { return r.Findings[0] }

// sort puts the findings in the order of the archive, and those outside it last.
func (r *Report) sort() {
	place := func(f Finding) uint { return uint(f.Entry) } // -1 is the largest
	slices.SortStableFunc(r.Findings, func(a, b Finding) int { return cmp.Compare(place(a), place(b)) })
}

// Text says the report in a language, one line per check and finding. The last
// line is the verdict: that all holds, or the first reason why not.
func (r *Report) Text(l Language) string {
	var out strings.Builder
	line := func(format [2]string, args ...any) { fmt.Fprintf(&out, format[l]+"\n", args...) }
	line([2]string{"选举 %s %s", "Election %s %s"}, r.UUID, r.Name)
	line([2]string{"指纹 %s", "Fingerprint %s"}, r.Fingerprint)
	line([2]string{"链头 %s（%s）", "Head of the chain %s (%s)"}, r.Head, r.Stage)
	for _, c := range r.Checks {
		out.WriteString(c.in(l) + "\n")
	}
	line([2]string{"计入 %d 人，权数合计 %d；改票 %d 张", "Tallied %d voters of total weight %d; %d ballots replaced"},
		r.Tallied, r.TalliedWeight, r.Superseded)
	if r.Result != nil {
		line([2]string{"结果 %v", "Result %v"}, r.Result)
	}
	for _, f := range r.Findings {
		line([2]string{"✗ %s", "✗ %s"}, f.In(l))
	}
	if r.Valid() {
		line([2]string{"全部成立", "everything holds"})
	} else {
		line([2]string{"不成立：%s", "does not hold: %s"}, r.First().In(l))
	}
	return out.String()
}

// in says the outcome of a check on one line.
func (c Checked) in(l Language) string {
	w := checkWords[c.Name][l]
	colon := [2]string{"：", ": "}[l]
	switch c.State {
	case Passed:
		count := fmt.Sprintf([2]string{"（", " ("}[l]+w.count+[2]string{"）", ")"}[l], c.Count)
		return "✓ " + w.name + count + colon + w.holds
	case Failed:
		return "✗ " + w.name + colon + [2]string{"不成立", "does not hold"}[l]
	}
	return "－ " + w.name + colon + [2]string{"未核对", "not done"}[l]
}

// MarshalJSON writes the report for programs, every text in both languages.
func (r *Report) MarshalJSON() ([]byte, error) {
	type check struct {
		Name  CheckName `json:"name"`
		State State     `json:"state"`
		Count int       `json:"count"`
	}
	type finding struct {
		Code    Code      `json:"code"`
		Check   CheckName `json:"check"`
		Entry   int       `json:"entry"`
		Tracker string    `json:"tracker,omitempty"`
		Chinese string    `json:"zh"`
		English string    `json:"en"`
	}
	out := struct {
		Valid         bool      `json:"valid"`
		UUID          string    `json:"uuid"`
		Name          string    `json:"name"`
		Fingerprint   string    `json:"fingerprint"`
		Stage         bel.Kind  `json:"stage"`
		Head          string    `json:"head"`
		Voters        int       `json:"voters"`
		Weight        uint64    `json:"weight,string"`
		Ballots       int       `json:"ballots"`
		Superseded    int       `json:"superseded"`
		Tallied       int       `json:"tallied"`
		TalliedWeight uint64    `json:"tallied_weight,string"`
		Trustees      int       `json:"trustees"`
		Result        Result    `json:"result"`
		Checks        []check   `json:"checks"`
		Findings      []finding `json:"findings"`
	}{r.Valid(), r.UUID, r.Name, r.Fingerprint, r.Stage, r.Head.String(), r.Voters, r.Weight, r.Ballots,
		r.Superseded, r.Tallied, r.TalliedWeight, r.Trustees, r.Result, []check{}, []finding{}}
	for _, c := range r.Checks {
		out.Checks = append(out.Checks, check(c))
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, finding{f.Fault.Code, f.Fault.Check(), f.Entry, f.Tracker,
			f.In(Chinese), f.In(English)})
	}
	return json.Marshal(out)
}
