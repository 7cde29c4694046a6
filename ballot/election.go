package ballot

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// Draft is what a person decides about an election; NewElection adds the rest.
type Draft struct {
	UUID                string
	Name                string
	Description         string
	Questions           []Question
	Administrator       string // may be empty
	CredentialAuthority string // may be empty
}

// Election is the text that every ballot refers to by its hash (specification,
// section 4.10). It never changes after set-up: keep it as text.
type Election struct {
	Draft
	// PublicKey is y; votes are encrypted under it.
	PublicKey group.Element

	scheme      Scheme
	raw         []byte
	fingerprint string
}

// NewElection fixes an election over a group under the joint key of its trustees.
func NewElection(d Draft, trustees *Trustees) (*Election, error) {
	s := trustees.scheme
	raw := strconv.AppendInt([]byte(`{"version":`), int64(s.Version()), 10)
	raw = canon.AppendText(append(raw, `,"description":`...), d.Description)
	raw = canon.AppendText(append(raw, `,"name":`...), d.Name)
	raw = canon.AppendText(append(raw, `,"group":`...), s.Group().Name())
	raw = s.Group().Append(append(raw, `,"public_key":"`...), trustees.PublicKey())
	raw = canon.AppendList(append(raw, `","questions":`...), len(d.Questions), func(dst []byte, i int) []byte {
		return d.Questions[i].append(dst)
	})
	raw = canon.AppendText(append(raw, `,"uuid":`...), d.UUID)
	if d.Administrator != "" {
		raw = canon.AppendText(append(raw, `,"administrator":`...), d.Administrator)
	}
	if d.CredentialAuthority != "" {
		raw = canon.AppendText(append(raw, `,"credential_authority":`...), d.CredentialAuthority)
	}
	if !utf8.Valid(raw) {
		return nil, fault(CodeElectionForm, "not UTF-8")
	}
	return ParseElection(append(raw, '}'))
}

// ParseElection reads an election. It refuses anything but canonical JSON with
// sensible questions, and a public key outside the group.
func ParseElection(raw []byte) (*Election, error) {
	if len(raw) > maxElection {
		return nil, fault(CodeElectionForm, "too long")
	}
	e := &Election{raw: bytes.Clone(raw)}
	s := canon.Scan(e.raw)
	s.Lit(`{"version":`)
	version := s.Int(1 << 20)
	s.Lit(`,"description":`)
	e.Description = s.Text(maxText)
	s.Lit(`,"name":`)
	e.Name = s.Text(maxText)
	s.Lit(`,"group":`)
	name := s.Text(100)
	if s.Err() != nil {
		return nil, fault(CodeElectionForm, s.Err())
	}
	var err error
	if e.scheme, err = SchemeOf(version, name); err != nil {
		return nil, err
	}
	e.scan(s)
	if err := s.End(); err != nil {
		return nil, fault(CodeElectionForm, err)
	}
	e.fingerprint = e.scheme.Fingerprint(e.raw)
	return e, e.validate()
}

// scan reads what follows the group.
func (e *Election) scan(s *canon.Scanner) {
	s.Lit(`,"public_key":`)
	e.PublicKey = scanElement(s, e.Group())
	s.Lit(`,"questions":`)
	s.List(maxQuestions, func(int) { e.Questions = append(e.Questions, scanQuestion(s)) })
	s.Lit(`,"uuid":`)
	e.UUID = string(s.Plain(maxUUID))
	if s.Try(`,"administrator":`) {
		e.Administrator = s.Text(maxText)
	}
	if s.Try(`,"credential_authority":`) {
		e.CredentialAuthority = s.Text(maxText)
	}
	s.Lit(`}`)
}

func (e *Election) validate() error {
	if !validUUID(e.UUID) {
		return fault(CodeUUID)
	}
	if len(e.Questions) == 0 {
		return fault(CodeElectionForm, "no question")
	}
	n := 0
	for _, q := range e.Questions {
		if err := q.validate(); err != nil {
			return err
		}
		n += q.branches()
	}
	if n > maxBranches {
		return fault(CodeElectionForm, "too many answers")
	}
	if !e.Group().Contains(e.PublicKey) {
		return fault(CodeKeyOutside)
	}
	return nil
}

// Scheme returns the version and group of the election.
func (e *Election) Scheme() Scheme { return e.scheme }

// Group returns the group of the election.
func (e *Election) Group() group.Group { return e.scheme.Group() }

// Raw returns the text of the election. The caller must not change it.
func (e *Election) Raw() []byte { return e.raw }

// Fingerprint is φ, the hash that ballots and proofs refer to.
func (e *Election) Fingerprint() string { return e.fingerprint }

// ballotLimit is the length of the longest ballot this election can have.
func (e *Election) ballotLimit() int64 {
	element := e.Group().MaxText() + 3            // with quotes and a comma
	scalar := len(e.Group().Order().Text(10)) + 3 // likewise
	proof := 2*scalar + len(`{"challenge":,"response":}[],`)
	n := 1000 + 2*element + proof + maxUUID
	for _, q := range e.Questions {
		n += 200 + q.Choices()*(2*element+len(`{"alpha":,"beta":}[],`)) + q.branches()*proof
	}
	return int64(n)
}

// scanElement reads an element as a string.
func scanElement(s *canon.Scanner, g group.Group) group.Element {
	text := s.Plain(g.MaxText())
	if s.Err() != nil {
		return g.One()
	}
	e, err := g.Parse(text)
	if err != nil {
		s.Fail(err.Error())
		return g.One()
	}
	return e
}

// scanProof reads a proof whose numbers are below q.
func scanProof(s *canon.Scanner, g group.Group) (p Proof) {
	s.Lit(`{"challenge":`)
	p.Challenge = scanScalar(s, g)
	s.Lit(`,"response":`)
	p.Response = scanScalar(s, g)
	s.Lit(`}`)
	return p
}
