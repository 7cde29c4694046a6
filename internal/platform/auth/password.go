package auth

import (
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// argon2id with 19 MiB, two passes: the OWASP minimum, some 30 ms of one core.
const (
	argonMemory = 19 * 1024 // KiB
	argonTime   = 2
	argonLength = 32
	maxPassword = 128 // characters; beyond it hashing only serves to tire us
)

// hashing bounds how many passwords are hashed at once, and with it the memory.
var hashing = make(chan struct{}, max(2, runtime.GOMAXPROCS(0)))

func derive(password string, salt []byte, memory, passes uint32) []byte {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(norm.NFKC.String(password)), salt, passes, memory, 1, argonLength)
}

// hashPassword gives the password as stored. It takes its time: never call it
// in a transaction.
func hashPassword(password string) string {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, argonMemory, argonTime,
		b64(salt), b64(derive(password, salt, argonMemory, argonTime)))
}

// checkPassword says whether the password is the stored one. For an empty hash
// it takes as long and says no, so that nobody learns which names exist.
func checkPassword(stored, password string) bool {
	if stored == "" {
		stored = decoy()
		password = ""
	}
	parts := strings.Split(stored, "$")
	if len(parts) != 6 {
		return false
	}
	var memory, passes uint32
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=1", &memory, &passes); err != nil {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || utf8.RuneCountInString(password) > maxPassword {
		return false
	}
	return subtle.ConstantTimeCompare(derive(password, salt, memory, passes), want) == 1
}

// decoy is the hash that unknown names are checked against; nothing fits it.
var decoy = sync.OnceValue(func() string { return hashPassword(rand.Text()) })

// common are the passwords that everyone tries first, one a line: the 3,000
// commonest of eight characters or more in the list of zxcvbn (MIT), and those
// heard in offices here.
//
//go:embed data/common.txt
var commonText string

var common = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(commonText) {
		set[strings.TrimSpace(line)] = true
	}
	return set
})

// check says what is wrong with a new password.
func (r Rules) check(password, name string) error {
	var c errs.Check
	plain := strings.ToLower(norm.NFKC.String(password))
	switch n := utf8.RuneCountInString(password); {
	case n < r.MinLength:
		c.Note("password", errs.New(errs.Invalid, "password.short", "密码至少要 %d 位，一句好记的话也可以", r.MinLength))
	case n > maxPassword:
		c.Bad("password", "password.long", "密码最多 128 位")
	case common()[plain], repeats(plain):
		c.Bad("password", "password.common", "这个密码太常见，别人一猜就中，请换一个")
	case name != "" && strings.Contains(plain, name):
		c.Bad("password", "password.name", "密码里不要带登录名")
	case classes(password) < r.Classes:
		c.Note("password", errs.New(errs.Invalid, "password.classes", "密码里要有大写字母、小写字母、数字、符号中的 %d 种", r.Classes))
	}
	return c.Err()
}

// repeats says whether a password is one or two characters again and again, or
// a run like 12345678 or abcdefgh.
func repeats(s string) bool {
	runes := []rune(s)
	kinds := map[rune]bool{}
	up, down := true, true
	for i, r := range runes {
		kinds[r] = true
		if i > 0 {
			up = up && r == runes[i-1]+1
			down = down && r == runes[i-1]-1
		}
	}
	return len(kinds) <= 2 || up || down
}

func classes(s string) int {
	kinds := map[string]bool{}
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			kinds["upper"] = true
		case unicode.IsLower(r):
			kinds["lower"] = true
		case unicode.IsDigit(r):
			kinds["digit"] = true
		default:
			kinds["sign"] = true
		}
	}
	return len(kinds)
}

// firstPassword is four groups that can be read over the telephone.
func firstPassword() string {
	const signs = "abcdefghjkmnpqrstuvwxyz23456789"
	raw := make([]byte, 16)
	_, _ = rand.Read(raw)
	var b strings.Builder
	for i, n := range raw {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(signs[int(n)%len(signs)])
	}
	return b.String()
}

// First is a first password, to be given out once and changed at once. Make it
// before the act: hashing takes its time.
type First struct {
	Text string
	hash string
}

// MakeFirst makes a first password.
func MakeFirst() First {
	text := firstPassword()
	return First{Text: text, hash: hashPassword(text)}
}

// giveOut sets a first password, which must be changed.
func giveOut(a *act.Act, account AccountID, first First) error {
	if first.hash == "" {
		return errors.New("auth: no first password")
	}
	_, err := a.Tx.Exec(sqlSetPassword, first.hash, a.At, true, account)
	return err
}
