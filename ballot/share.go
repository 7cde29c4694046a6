package ballot

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"io"

	"github.com/jinlin-oss/jinlin/ballot/group"
	"github.com/jinlin-oss/jinlin/ballot/internal/canon"
)

// sealedShare is a number only its receiver can read: α = g^r, and the number
// under AES-256-GCM with a key derived from ek^r. As every r gives another key,
// the nonce is zero.
type sealedShare struct {
	alpha group.Element
	box   string // Base64
}

func sealShare(g group.Group, receiver group.Element, share *group.Secret, label string, rnd io.Reader) (sealedShare, error) {
	r, err := g.Scalars().Random(rnd)
	if err != nil {
		return sealedShare{}, err
	}
	out := sealedShare{alpha: power(g, r)}
	box, err := shareCipher(g, g.SecretBytes(receiver, r), out.alpha, label)
	if err != nil {
		return sealedShare{}, err
	}
	sealed := box.Seal(nil, make([]byte, box.NonceSize()), g.Scalars().Bytes(share), []byte(label))
	out.box = base64.StdEncoding.EncodeToString(sealed)
	return out, nil
}

// open decrypts with the receiver's decryption key.
func (s sealedShare) open(g group.Group, dk *group.Secret, label string) (*group.Secret, bool) {
	sealed, err := base64.StdEncoding.Strict().DecodeString(s.box)
	if err != nil || !g.Contains(s.alpha) {
		return nil, false
	}
	box, err := shareCipher(g, g.SecretBytes(s.alpha, dk), s.alpha, label)
	if err != nil {
		return nil, false
	}
	plain, err := box.Open(nil, make([]byte, box.NonceSize()), sealed, []byte(label))
	if err != nil || len(plain) != g.Scalars().Size() {
		return nil, false
	}
	x, err := g.Scalars().SetBytes(plain)
	return x, err == nil
}

func shareCipher(g group.Group, agreed []byte, alpha group.Element, label string) (cipher.AEAD, error) {
	info := string(g.Append([]byte(label+"|"), alpha))
	key, err := hkdf.Key(sha256.New, agreed, nil, info, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

func (s sealedShare) append(dst []byte, g group.Group) []byte {
	dst = g.Append(append(dst, `{"alpha":"`...), s.alpha)
	return append(canon.AppendText(append(dst, `","box":`...), s.box), '}')
}

func scanShare(in *canon.Scanner, g group.Group) (s sealedShare) {
	in.Lit(`{"alpha":`)
	s.alpha = scanElement(in, g)
	in.Lit(`,"box":`)
	s.box = string(in.Plain(4 * g.Scalars().Size()))
	in.Lit(`}`)
	return s
}
