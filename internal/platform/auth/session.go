package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// SessionID names a session.
type SessionID = id.Of[Session]

// Session is someone signed in at a browser.
type Session struct {
	ID        SessionID `db:"id"`
	Account   AccountID `db:"account_id"`
	Person    int64     `db:"person_id"`
	Method    Method    `db:"method"`
	Step      Step      `db:"step"`
	Agent     string    `db:"agent"`      // "Chrome · Windows", for the list of sessions
	ActingFor id.Any    `db:"acting_for"` // the person acted for; the delegation is checked each time
	CreatedAt time.Time `db:"created_at"` //
	SeenAt    time.Time `db:"seen_at"`    // to about a minute
	Idle      int64     `db:"idle"`       // microseconds without use until it ends
	Until     time.Time `db:"until"`      // when it ends at the latest
	RevokedAt time.Time `db:"revoked_at"` // zero: not revoked
}

// Method is how the session was proved.
type Method string

// The methods.
const (
	ByCode     Method = "code"     // a code to the phone
	ByVisit    Method = "visit"    // nothing: a demonstration
	ByPassword Method = "password" // name and password
	BySecond   Method = "second"   // name, password and a second factor
)

// Step is what the session still needs before it opens anything.
type Step string

// The steps, in the order they are asked.
const (
	NeedSecond   Step = "second"   // the code of the authenticator
	NeedPassword Step = "password" // a password of one's own
	NeedEnrol    Step = "enrol"    // to set up an authenticator
	Ready        Step = "ready"
)

// Actor is who acts in the session, without seats and homes. A session that
// still needs something is nobody's.
func (s Session) Actor(realm int64) access.Actor {
	if s.Step != Ready {
		return access.Actor{Realm: realm}
	}
	return access.Actor{
		Realm: realm, Person: s.Person, Account: int64(s.Account), Session: int64(s.ID), For: int64(s.ActingFor),
	}
}

// ends is when the session ends if it is not used again.
func (s Session) ends() time.Time {
	idle := s.SeenAt.Add(time.Duration(s.Idle) * time.Microsecond)
	if idle.Before(s.Until) {
		return idle
	}
	return s.Until
}

// Holds says whether the session would still hold at a moment if it might go
// unused for so long and last for so long at the most: for seats to which the
// rules of its method are too generous.
func (s Session) Holds(at time.Time, idle, life time.Duration) bool {
	return at.Before(s.SeenAt.Add(idle)) && at.Before(s.CreatedAt.Add(life))
}

// NewBrowser is a random text for the cookie that tells one browser from another
// before anyone is signed in.
func NewBrowser() string { return secret(16) }

func secret(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}

func hash(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

type sessionRow struct {
	Session
	Hash []byte `db:"hash"`
}

// start begins a session and gives the token for its cookie.
func start(a *act.Act, s Session) (string, Session, error) {
	token := secret(32)
	s.ID, s.CreatedAt, s.SeenAt = act.NewID[Session](a), a.At, a.At
	if err := db.Insert(a.Tx, "auth_session", sessionRow{Session: s, Hash: hash(token)}); err != nil {
		return "", s, err
	}
	_, err := a.Tx.Exec(sqlLast, a.At, s.Account)
	return token, s, err
}

// Resolve gives the session of a cookie, if it is a live one of an account that
// is not disabled.
func Resolve(v *act.View, token string) (Session, bool, error) {
	if token == "" {
		return Session{}, false, nil
	}
	s, ok, err := db.Find[Session](v.Tx, sqlSession, hash(token), v.At)
	if err != nil || !ok || !s.ends().After(v.At) {
		return Session{}, false, err
	}
	return s, true, nil
}

// touchEvery is how exactly the last use of a session is kept.
const touchEvery = time.Minute

// Stale says whether the use of the session should be noted with Touch.
func (s Session) Stale(now time.Time) bool { return now.Sub(s.SeenAt) >= touchEvery }

// Touch notes that the session is used.
func Touch(a *act.Act, session SessionID) error {
	_, err := a.Tx.Exec(sqlTouch, a.At, session, a.At.Add(-touchEvery))
	return err
}

// Sessions lists the live sessions of the actor, the latest used first.
func Sessions(v *act.View) ([]Session, error) {
	all, err := db.Select[Session](v.Tx, sqlSessions, v.By.Account, v.At)
	live := all[:0]
	for _, s := range all {
		if s.ends().After(v.At) {
			live = append(live, s)
		}
	}
	return live, err
}

// Revoke ends one of the actor's own sessions.
func Revoke(a *act.Act, session SessionID) error {
	n, err := a.Tx.Exec(sqlRevoke, a.At, session, a.By.Account)
	if err == nil && n == 0 {
		err = errs.Missing()
	}
	a.Record("account.revoke", own(a, "session", int64(session)), "")
	return err
}

// RevokeOthers ends all sessions of the actor but the present one.
func RevokeOthers(a *act.Act) (int, error) {
	n, err := a.Tx.Exec(sqlRevokeOthers, a.At, a.By.Account, a.By.Session)
	a.Record("account.revoke", own(a, "account", a.By.Account), "others")
	return n, err
}

// SignOut ends the present session.
func SignOut(a *act.Act) error { return Revoke(a, SessionID(a.By.Session)) }

// ActFor makes the present session act for a person, or for oneself again (0).
// Whether a delegation allows it is the caller's to ask, here and at every
// request.
func ActFor(a *act.Act, person int64) error {
	a.Record("account.act_for", own(a, "person", person), "")
	_, err := a.Tx.Exec(sqlActFor, id.Any(person), a.By.Session, a.By.Account)
	return err
}

func own(a *act.Act, kind string, object int64) access.Thing {
	return access.Thing{Kind: kind, ID: object, Author: a.By.Person}
}

func revokeAll(a *act.Act, account AccountID) error {
	_, err := a.Tx.Exec(sqlRevokeOthers, a.At, account, 0)
	return err
}
