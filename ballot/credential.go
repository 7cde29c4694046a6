package ballot

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/subtle"
	"io"
	"math/big"
	"strings"

	"github.com/jinlin-oss/jinlin/ballot/group"
)

// Credential is the secret code of one voter: fourteen random characters and a
// check character, written XXX-XXX-XXX-XXX-XXX (specification, section 4.8).
// Whoever holds it can vote in the voter's place; nobody can learn from it what
// was voted. It carries about 82 bits.
type Credential struct {
	text string // with dashes: this spelling is what is hashed
}

// Base58 are the characters of credentials and of election identifiers: no 0,
// O, I or l, which look alike.
const Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

const (
	credentialRandom = 14 // random characters
	credentialGroup  = 3  // characters between dashes
)

// NewCredential draws a credential.
func NewCredential(rnd io.Reader) (Credential, error) {
	chars, err := randomBase58(rnd, credentialRandom)
	if err != nil {
		return Credential{}, err
	}
	return Credential{dashed(append(chars, checkCharacter(chars)))}, nil
}

// ParseCredential reads a credential as a person types it: spaces around it are
// dropped and dashes may be left out. A wrong character is found unless its digit
// is just 53 away from the right one, which is so for 10 of the 3306 pairs.
func ParseCredential(text string) (Credential, error) {
	chars := []byte(strings.ReplaceAll(strings.TrimSpace(text), "-", ""))
	if len(chars) != credentialRandom+1 {
		return Credential{}, fault(CodeCredentialForm)
	}
	for _, c := range chars {
		if strings.IndexByte(Base58, c) < 0 {
			return Credential{}, fault(CodeCredentialForm)
		}
	}
	want := checkCharacter(chars[:credentialRandom])
	if subtle.ConstantTimeByteEq(want, chars[credentialRandom]) == 0 {
		return Credential{}, fault(CodeCredentialCheck)
	}
	return Credential{dashed(chars)}, nil
}

// Reveal returns the credential in clear, for the envelope it is printed in.
func (c Credential) Reveal() string { return c.text }

// String keeps credentials out of logs.
func (c Credential) String() string { return "ballot.Credential(…)" }

// GoString keeps credentials out of logs.
func (c Credential) GoString() string { return c.String() }

// checkCharacter is 53 - (n mod 53), n being the number that the characters spell
// in base 58; it lies between 1 and 53.
func checkCharacter(chars []byte) byte {
	n := new(big.Int)
	for _, c := range chars {
		n.Mul(n, big.NewInt(int64(len(Base58))))
		n.Add(n, big.NewInt(int64(strings.IndexByte(Base58, c))))
	}
	n.Mod(n, big.NewInt(53))
	return Base58[53-n.Int64()]
}

func dashed(chars []byte) string {
	var out []byte
	for i, c := range chars {
		if i > 0 && i%credentialGroup == 0 {
			out = append(out, '-')
		}
		out = append(out, c)
	}
	return string(out)
}

// randomBase58 draws characters evenly: of 256 values of a byte, the 232 that
// are four times 58 are used.
func randomBase58(rnd io.Reader, n int) ([]byte, error) {
	out := make([]byte, 0, n)
	var b [1]byte
	for len(out) < n {
		if _, err := io.ReadFull(rnd, b[:]); err != nil {
			return nil, err
		}
		if b[0] < 4*byte(len(Base58)) {
			out = append(out, Base58[b[0]%byte(len(Base58))])
		}
	}
	return out, nil
}

// credentialRounds is the number of iterations of PBKDF2 in version 1.
const credentialRounds = 1000

// credential is secret(c) of specification, section 4.8: PBKDF2 with the
// election's identifier as salt, so that the same code in two elections gives
// two unrelated keys.
func (s v1) credential(c Credential, uuid string) *group.Secret {
	key, err := pbkdf2.Key(sha256.New, c.text, []byte(uuid), credentialRounds, sha256.Size)
	if err != nil {
		panic(err) // only for key lengths beyond all bounds
	}
	return s.g.Scalars().Reduce([sha256.Size]byte(key))
}

// Public returns public(c) = g^secret(c), which stands in the list of
// credentials and in every ballot of this voter.
func (c Credential) Public(s Scheme, uuid string) group.Element {
	return power(s.Group(), s.credential(c, uuid))
}

// power returns g^x in constant time.
func power(g group.Group, x *group.Secret) group.Element {
	return g.SecretProduct([]group.Element{g.Generator()}, []*group.Secret{x})
}

// NewUUID draws an identifier of an election: fourteen characters, like the
// tool's.
func NewUUID(rnd io.Reader) (string, error) {
	chars, err := randomBase58(rnd, 14)
	return string(chars), err
}

// validUUID tells whether an identifier has the form of specification, section 4.2.
func validUUID(uuid string) bool {
	if len(uuid) < 14 || len(uuid) > maxUUID {
		return false
	}
	for i := range len(uuid) {
		if strings.IndexByte(Base58, uuid[i]) < 0 {
			return false
		}
	}
	return true
}
