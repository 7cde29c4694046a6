package auth

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Token lets a program act from one seat of a person. It opens nothing once the
// person's account is disabled; whether they still hold the seat is asked where
// seats are known.
type Token struct {
	ID        id.Of[Token] `db:"id"`
	Person    int64        `db:"person_id"`
	Seat      int64        `db:"seat_id"`
	Label     string       `db:"label"` // what it is for, as its maker wrote
	CreatedAt time.Time    `db:"created_at"`
	Until     time.Time    `db:"until"`
	RevokedAt time.Time    `db:"revoked_at"`
}

type tokenRow struct {
	Token
	Hash []byte `db:"hash"`
}

// tokenMark begins every token, so that a leaked one is recognised as ours.
const tokenMark = "jinlin_"

// TokenLife is the longest a token lives.
const TokenLife = 365 * 24 * time.Hour

// CanToken is the capability to make a token, asked of the seat.
const CanToken access.Capability = "account.token"

// MakeToken makes a token for a seat that the person holds. Its text is shown
// once, here.
func MakeToken(a *act.Act, of access.Thing, t Token) (string, error) {
	if err := a.Require(CanToken, of); err != nil {
		return "", err
	}
	if t.Label = strings.TrimSpace(t.Label); t.Label == "" || utf8.RuneCountInString(t.Label) > 60 {
		return "", errs.Invalidf("label", "token.label", "请写明这个令牌给谁用，最多 60 个字")
	}
	if t.Until.IsZero() {
		t.Until = a.At.Add(TokenLife)
	}
	if !t.Until.After(a.At) || t.Until.Sub(a.At) > TokenLife {
		return "", errs.Invalidf("until", "token.until", "有效期最长一年")
	}
	text := tokenMark + secret(32)
	t.ID, t.CreatedAt = act.NewID[Token](a), a.At
	a.About("token", int64(t.ID))
	return text, db.Insert(a.Tx, "auth_token", tokenRow{Token: t, Hash: hash(text)})
}

// ResolveToken gives the live token of a text, as it comes after "Bearer ".
func ResolveToken(v *act.View, text string) (Token, bool, error) {
	if !strings.HasPrefix(text, tokenMark) {
		return Token{}, false, nil
	}
	return db.Find[Token](v.Tx, sqlToken, hash(text), v.At)
}

// Tokens lists the tokens of a person, the newest first.
func Tokens(v *act.View, person int64) ([]Token, error) {
	return db.Select[Token](v.Tx, sqlTokens, person)
}

// RevokeToken ends a token of the actor's own.
func RevokeToken(a *act.Act, token id.Of[Token]) error {
	n, err := a.Tx.Exec(sqlRevokeToken, a.At, token, a.By.Person)
	if err == nil && n == 0 {
		err = errs.Missing()
	}
	a.Record("account.revoke", own(a, "token", int64(token)), "")
	return err
}
