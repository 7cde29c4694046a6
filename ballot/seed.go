package ballot

import (
	"crypto/hkdf"
	"crypto/sha256"
	"io"
	"strconv"
	"strings"

	"github.com/jinlin-oss/jinlin/ballot/group"
)

// Seed is the one secret of a trustee during a key ceremony: 22 characters from
// which all keys are derived (specification, section 4.6.1). Use a seed for one
// ceremony only.
type Seed struct{ text string }

const seedLength = 22

// NewSeed draws a seed.
func NewSeed(rnd io.Reader) (Seed, error) {
	chars, err := randomBase58(rnd, seedLength)
	return Seed{string(chars)}, err
}

// ParseSeed reads what Reveal writes.
func ParseSeed(text string) (Seed, error) {
	text = strings.TrimSpace(text)
	if len(text) != seedLength || strings.Trim(text, Base58) != "" {
		return Seed{}, fault(CodePrivateKey)
	}
	return Seed{text}, nil
}

// Reveal returns the seed in clear, for the trustee's own file.
func (s Seed) Reveal() string { return s.text }

// String keeps seeds out of logs.
func (Seed) String() string { return "ballot.Seed(…)" }

// GoString keeps seeds out of logs.
func (Seed) GoString() string { return "ballot.Seed(…)" }

// signing is the key sk of specification, section 4.6.1.
func (s Seed) signing(g group.Group) *group.Secret {
	return g.Scalars().Reduce(sha256.Sum256([]byte("sk|" + s.text)))
}

// decryption is the key dk of specification, section 4.6.1.
func (s Seed) decryption(g group.Group) *group.Secret {
	return g.Scalars().Reduce(sha256.Sum256([]byte("dk|" + s.text)))
}

// coefficients derives the trustee's polynomial in one ceremony. The fingerprint
// of the ceremony is part of the derivation: with other participants or another
// threshold the polynomial is another, so nobody can collect points of one by
// starting the ceremony again.
func (s Seed) coefficients(g group.Group, fingerprint string, count int) []*group.Secret {
	out := make([]*group.Secret, count)
	for k := range out {
		info := "jinlin ballot polynomial|" + fingerprint + "|" + strconv.Itoa(k)
		x, err := g.Scalars().Random(&keyStream{secret: []byte(s.text), info: info})
		if err != nil {
			panic(err) // a key stream does not end
		}
		out[k] = x
	}
	return out
}

// keyStream is an endless stream of keys by HKDF, 32 bytes at a time.
type keyStream struct {
	secret []byte
	info   string
	next   int
	rest   []byte
}

func (k *keyStream) Read(p []byte) (int, error) {
	for i := range p {
		if len(k.rest) == 0 {
			key, err := hkdf.Key(sha256.New, k.secret, nil, k.info+"|"+strconv.Itoa(k.next), sha256.Size)
			if err != nil {
				return i, err
			}
			k.next, k.rest = k.next+1, key
		}
		p[i], k.rest = k.rest[0], k.rest[1:]
	}
	return len(p), nil
}
