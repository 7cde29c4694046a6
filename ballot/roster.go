package ballot

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/jinlin-oss/jinlin/ballot/group"
)

// Roster is the frozen list of who may vote and with what weight, as it is
// published and open to objections before the vote. The list of credentials must
// agree with it.
type Roster struct {
	Entries []RosterEntry
}

// RosterEntry is one voter.
type RosterEntry struct {
	Name       string // what the voter is called on the roster
	Weight     uint64
	Credential string // the public credential, if the roster publishes it
}

// ReadRoster reads a roster in CSV: name, figure, and if published the public
// credential. Figures become weights as w says. Empty lines and lines that begin
// with # do not count.
func ReadRoster(in io.Reader, w Weighing) (*Roster, error) {
	r := &Roster{}
	err := eachLine(in, CodeRosterForm, func(n int, line []byte) error {
		fields, err := csv.NewReader(bytes.NewReader(line)).Read()
		if err != nil || len(fields) < 2 || len(fields) > 3 || unprintable(fields[0]) {
			return fault(CodeRosterForm, n)
		}
		weight, ok := w.Parse(fields[1])
		if !ok {
			return fault(CodeRosterForm, n)
		}
		entry := RosterEntry{Name: fields[0], Weight: weight}
		if len(fields) == 3 {
			if _, ok := group.ParseDecimal([]byte(fields[2])); !ok {
				return fault(CodeRosterForm, n)
			}
			entry.Credential = fields[2]
		}
		r.Entries = append(r.Entries, entry)
		return nil
	})
	if err == nil && !w.Fits(len(r.Entries)) {
		return nil, fault(CodePacking, tens(min(w.Heads, maxDigits)))
	}
	return r, err
}

// unprintable tells whether a name would be read otherwise when written again.
func unprintable(name string) bool {
	return strings.HasPrefix(name, "#") || strings.HasPrefix(name, byteOrderMark)
}

// Append writes the roster as CSV with bare weights, which ReadRoster reads with
// the zero Weighing.
func (r *Roster) Append(dst []byte) []byte {
	out := bytes.NewBuffer(dst)
	w := csv.NewWriter(out)
	for _, e := range r.Entries {
		fields := []string{e.Name, strconv.FormatUint(e.Weight, 10)}
		if e.Credential != "" {
			fields = append(fields, e.Credential)
		}
		_ = w.Write(fields) // a buffer takes everything
	}
	w.Flush()
	return out.Bytes()
}

// compare tells how a list of credentials differs from the roster: in number,
// in how often a weight occurs, or, where the roster names credentials, in the
// weight of one.
func (r *Roster) compare(voters map[credentialID]*voter) *Fault {
	if len(r.Entries) != len(voters) {
		return fault(CodeRosterCount, len(r.Entries), len(voters))
	}
	roster, list := map[uint64]int{}, map[uint64]int{}
	for _, v := range voters {
		list[v.weight]++
	}
	for _, e := range r.Entries {
		roster[e.Weight]++
	}
	for _, e := range r.Entries {
		if roster[e.Weight] != list[e.Weight] {
			return fault(CodeRoster, e.Weight, roster[e.Weight], list[e.Weight])
		}
		if e.Credential == "" {
			continue
		}
		if v := voters[identify(e.Credential)]; v == nil || v.weight != e.Weight {
			return fault(CodeRosterVoter, e.Name)
		}
	}
	return nil
}
