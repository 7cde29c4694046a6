package ballot

import (
	"bufio"
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
