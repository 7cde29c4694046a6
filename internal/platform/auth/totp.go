package auth

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // RFC 6238, what authenticators speak
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"time"
)

// TOTP by RFC 6238: SHA-1, six digits, steps of thirty seconds, one step of
// grace to either side.
const (
	totpStep   = 30 // seconds
	totpGrace  = 1  // steps
	totpDigits = 1_000_000
)

// totpCode is the code of a step.
func totpCode(key []byte, step int64) string {
	mac := hmac.New(sha1.New, key)
	_ = binary.Write(mac, binary.BigEndian, uint64(step))
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	n := binary.BigEndian.Uint32(sum[at:]) & 0x7fffffff
	return fmt.Sprintf("%06d", n%totpDigits)
}

// totpMatch gives the step whose code this is, later than the last one used;
// 0 when there is none. A code is good once.
func totpMatch(key []byte, code string, at time.Time, last int64) int64 {
	now := at.Unix() / totpStep
	found := int64(0)
	for step := now - totpGrace; step <= now+totpGrace; step++ {
		if step > last && hmac.Equal([]byte(totpCode(key, step)), []byte(code)) {
			found = step
		}
	}
	return found
}

func newTOTPKey() []byte {
	key := make([]byte, 20)
	_, _ = rand.Read(key)
	return key
}

// Enrolment is a second factor being set up: what the authenticator reads.
type Enrolment struct {
	Secret string // in groups of four, for typing
	URL    string // otpauth://…, for the QR code
}

func enrolment(key []byte, issuer, name string) Enrolment {
	plain := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(key)
	q := url.Values{"secret": {plain}, "issuer": {issuer}}
	secret := ""
	for i := 0; i < len(plain); i += 4 {
		if i > 0 {
			secret += " "
		}
		secret += plain[i:min(i+4, len(plain))]
	}
	return Enrolment{Secret: secret, URL: "otpauth://totp/" + url.PathEscape(issuer+":"+name) + "?" + q.Encode()}
}
