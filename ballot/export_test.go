package ballot

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"strings"
)

// Resign signs a changed ballot again, as a voter with a changed program would.
func Resign(e *Election, c Credential, raw []byte) ([]byte, error) {
	at := bytes.Index(raw, []byte(`,"signature":`))
	unsigned := append(bytes.Clone(raw[:at]), '}')
	hash := e.scheme.Fingerprint(unsigned)
	proof, err := proveKnowledge(e.scheme.transcript("sig").add('|', hash), e.scheme.credential(c, e.UUID), rand.Reader)
	if err != nil {
		return nil, err
	}
	out := append(bytes.Clone(raw[:at]), `,"signature":{"hash":"`...)
	out = append(append(out, hash...), `","proof":`...)
	return append(proof.append(out), `}}`...), nil
}

// Codes are all codes with words.
func Codes() []Code {
	var out []Code
	for c := range reasons {
		out = append(out, c)
	}
	return out
}

// Verbs are the arguments that a reason's words use in each language, by kind.
func Verbs(c Code) (chinese, english string) {
	verbs := func(text string) string {
		var out []string
		for _, part := range strings.Split(text, "%")[1:] {
			out = append(out, strings.ReplaceAll(part[:1], "q", "s"))
		}
		return fmt.Sprint(out)
	}
	return verbs(reasons[c].text[Chinese]), verbs(reasons[c].text[English])
}

// ParseResult, ParseSums, ParseDecryption, ParseBallot and ScanCredentials are
// the parsers without an exported name.
var (
	ParseResult     = parseResult
	ParseSums       = parseSums
	ParseDecryption = parseDecryption
	ParseBallot     = parseBallot
	ScanCredentials = scanCredentials
)

// Append writes a parsed ballot again.
func (b *Ballot) Append(e *Election) []byte {
	dst := append(b.unsigned(e), `,"signature":{"hash":"`...)
	dst = append(append(dst, b.hash...), `","proof":`...)
	return append(b.Signature.append(dst), `}}`...)
}

// Append writes a parsed contribution again.
func (d *PartialDecryption) Append(e *Election) []byte { return d.append(nil, e.Group()) }
