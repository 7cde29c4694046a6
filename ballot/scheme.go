package ballot

import (
	"crypto/sha256"
	"encoding/base64"
	"math/big"

	"github.com/jinlin-oss/jinlin/ballot/group"
)

// Scheme is a version of the protocol over a group: everything that another
// version of Belenios does differently. Version 1 is implemented here, over the
// groups of package group; version 2 and Ed25519 can be added beside it. Schemes
// come from [SchemeOf] alone.
type Scheme interface {
	// Version is the number that stands in the election.
	Version() int
	// Group is where the votes are computed.
	Group() group.Group
	// Fingerprint hashes an election or a ballot as text: a tracker.
	Fingerprint(text []byte) string

	// credential derives the secret exponent of a credential.
	credential(c Credential, uuid string) *group.Secret
	// transcript begins the text that a challenge is the hash of.
	transcript(domain string) *transcript
}

// SchemeOf returns the scheme that an election names.
func SchemeOf(version int, groupName string) (Scheme, error) {
	if version != 1 {
		return nil, fault(CodeVersion, version)
	}
	g, err := group.ByName(groupName)
	if err != nil {
		return nil, fault(CodeGroup, groupName)
	}
	return v1{g}, nil
}

// v1 is Belenios 1.x to 3.x.
type v1 struct{ g group.Group }

func (v1) Version() int         { return 1 }
func (s v1) Group() group.Group { return s.g }

// Fingerprint is HJSON of specification, section 4.15: the SHA-256 in Base64
// without padding.
func (v1) Fingerprint(text []byte) string {
	sum := sha256.Sum256(text)
	return base64.RawStdEncoding.EncodeToString(sum[:])
}

func (s v1) transcript(domain string) *transcript {
	return &transcript{s.g, append(make([]byte, 0, 8<<10), domain...)}
}

// transcript is the text under a challenge: a domain and parts set off by bars
// and commas, elements being written in base 10.
type transcript struct {
	g    group.Group
	text []byte
}

// add appends a separator and a text.
func (t *transcript) add(sep byte, text string) *transcript {
	t.text = append(append(t.text, sep), text...)
	return t
}

// element appends a separator and an element.
func (t *transcript) element(sep byte, e group.Element) *transcript {
	t.text = t.g.Append(append(t.text, sep), e)
	return t
}

// challenge is the SHA-256 of the text as a big-endian number modulo q.
func (t *transcript) challenge() *big.Int {
	sum := sha256.Sum256(t.text)
	c := new(big.Int).SetBytes(sum[:])
	return c.Mod(c, t.g.Order())
}
