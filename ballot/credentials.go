package ballot

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"math"
	"strconv"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// PublicCredential is one voter in the public list: g to the voter's secret, and
// the weight of the voter's vote (specification, section 4.8). The list carries
// no names.
type PublicCredential struct {
	Key    group.Element
	Weight uint64
}

// MaxWeight bounds the total weight of an election, so that sums never overflow.
// A result near it could not be found, though: the search takes the root of the
// total weight.
const MaxWeight = math.MaxInt64

// maxCredential is the length of the longest item of the list, without quotes.
func maxCredential(g group.Group) int { return g.MaxText() + len(",9223372036854775807") }

// AppendCredentials writes the list as canonical JSON.
func AppendCredentials(dst []byte, g group.Group, list []PublicCredential) []byte {
	return canon.AppendList(dst, len(list), func(dst []byte, i int) []byte {
		dst = append(g.Append(append(dst, '"'), list[i].Key), ',')
		return append(strconv.AppendUint(dst, list[i].Weight, 10), '"')
	})
}

// scanCredentials reads a list of any length with the memory of one item, and
// calls each with the text of a key and its weight. An item without a weight has
// weight 1.
func scanCredentials(in io.Reader, g group.Group, each func(key string, weight uint64) error) error {
	r := bufio.NewReaderSize(in, 1<<16)
	expect := func(want byte) error {
		if c, err := r.ReadByte(); err != nil && !errors.Is(err, io.EOF) {
			return err
		} else if err != nil || c != want {
			return fault(CodeCredentialList)
		}
		return nil
	}
	if err := expect('['); err != nil {
		return err
	}
	if c, err := r.Peek(1); err == nil && c[0] == ']' {
		_, _ = r.Discard(1)
		return end(r)
	}
	for {
		if err := expect('"'); err != nil {
			return err
		}
		key, weight, err := scanCredential(r, g)
		if err != nil {
			return err
		}
		if err := each(key, weight); err != nil {
			return err
		}
		switch c, err := r.ReadByte(); {
		case err == nil && c == ',':
		case err == nil && c == ']':
			return end(r)
		default:
			return fault(CodeCredentialList)
		}
	}
}

func end(r *bufio.Reader) error {
	if _, err := r.ReadByte(); !errors.Is(err, io.EOF) {
		return fault(CodeCredentialList)
	}
	return nil
}

// scanCredential reads one item after its opening quote.
func scanCredential(r *bufio.Reader, g group.Group) (key string, weight uint64, err error) {
	item, err := r.ReadSlice('"')
	if err != nil || len(item) > maxCredential(g)+1 {
		return "", 0, fault(CodeCredentialList)
	}
	item = item[:len(item)-1]
	weight = 1
	for i, c := range item {
		if c != ',' {
			continue
		}
		w, ok := group.ParseDecimal(item[i+1:])
		if !ok || w.Sign() == 0 || !w.IsInt64() {
			return "", 0, fault(CodeWeight)
		}
		item, weight = item[:i], w.Uint64()
		break
	}
	return string(item), weight, nil
}

// voter is what a verifier keeps of each credential.
type voter struct {
	weight uint64
	last   int // entry of the last ballot seen, 0 if none
	offset int64
	size   int64
}

// credentialID stands for a public credential in memory.
type credentialID [16]byte

func identify(key string) credentialID {
	sum := sha256.Sum256([]byte(key))
	return credentialID(sum[:16])
}

// ParseCredentials reads a list as one text, for setting up a board, and refuses
// it for the reasons Verify would.
func ParseCredentials(s Scheme, raw []byte) ([]PublicCredential, error) {
	g := s.Group()
	seen := map[credentialID]bool{}
	var list []PublicCredential
	var total uint64
	err := scanCredentials(bytes.NewReader(raw), g, func(key string, weight uint64) error {
		e, err := g.Parse([]byte(key))
		if err != nil {
			return fault(CodeCredentialList)
		}
		list = append(list, PublicCredential{e, weight})
		if id := identify(key); seen[id] {
			return fault(CodeCredentialTwice, len(list))
		} else {
			seen[id] = true
		}
		if !g.Contains(e) {
			return fault(CodeCredentialOutside)
		}
		if total += weight; total > MaxWeight {
			return fault(CodeWeightTotal)
		}
		return nil
	})
	return list, err
}
