package seal

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/daead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// Keys seals, opens and indexes. It is safe for concurrent use.
type Keys struct {
	fields  *keyset.Handle
	indexes *keyset.Handle
	box     tink.AEAD
	blind   tink.DeterministicAEAD
}

// ErrBroken says that a sealed value does not open here: it was changed, it was
// moved from another row, or its key is not in the file.
var ErrBroken = errors.New("seal: the value does not open here")

// At is where a sealed value belongs: "people_phone.number" of one row.
func At(column string, id int64) string { return column + ":" + strconv.FormatInt(id, 10) }

// Seal encrypts text for the place at. Empty text is nil: an empty field says
// nothing and needs no key.
func (k *Keys) Seal(at, text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	sealed, err := k.box.Encrypt([]byte(text), []byte(at))
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", at, err)
	}
	return sealed, nil
}

// Open gives the text that was sealed for the place at; nil is "".
func (k *Keys) Open(at string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	text, err := k.box.Decrypt(sealed, []byte(at))
	if err != nil {
		return "", fmt.Errorf("open %s: %w", at, ErrBroken)
	}
	return string(text), nil
}

// IndexLen is how many bytes an index has.
const IndexLen = 16

// Index is the stand-in of a value for a purpose, by which an equal value is
// found again. Empty text is nil: nothing is found by what is not known.
func (k *Keys) Index(purpose, value string) []byte {
	if value == "" {
		return nil
	}
	blind, err := k.blind.EncryptDeterministically([]byte(value), []byte(purpose))
	if err != nil { // only for values beyond any memory
		panic("seal: index " + purpose + ": " + err.Error())
	}
	sum := sha256.Sum256(blind)
	return sum[:IndexLen]
}

func newKeys(fields, indexes *keyset.Handle) (*Keys, error) {
	box, err := aead.New(fields)
	if err != nil {
		return nil, fmt.Errorf("keys for fields: %w", err)
	}
	blind, err := daead.New(indexes)
	if err != nil {
		return nil, fmt.Errorf("keys for indexes: %w", err)
	}
	return &Keys{fields: fields, indexes: indexes, box: box, blind: blind}, nil
}

// Generate makes new keys that stand in no file: for tests and tools.
func Generate() (*Keys, error) {
	fields, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, err
	}
	indexes, err := keyset.NewHandle(daead.AESSIVKeyTemplate())
	if err != nil {
		return nil, err
	}
	return newKeys(fields, indexes)
}

// Rotated is the same keys with a new one for what is sealed from now on.
func (k *Keys) Rotated() (*Keys, error) {
	m := keyset.NewManagerFromHandle(k.fields)
	added, err := m.Add(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, err
	}
	if err := m.SetPrimary(added); err != nil {
		return nil, err
	}
	fields, err := m.Handle()
	if err != nil {
		return nil, err
	}
	return newKeys(fields, k.indexes)
}
