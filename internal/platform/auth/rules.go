package auth

import (
	"embed"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// Schema is the migrations of accounts, sessions and limits.
//
//go:embed schema/*.sql
var Schema embed.FS

// Rules are the limits of signing in.
type Rules struct {
	MinLength int           // of a password
	Classes   int           // kinds of characters a password must have: 0 asks for none
	MaxAge    time.Duration // after which a password must be changed; 0: never

	MaxFails        int           // wrong passwords until an account is locked
	MaxAddressFails int           // wrong passwords from one address until it is locked
	Lock            time.Duration // and for how long

	StaffIdle, StaffLife       time.Duration // a session by password, or at a desk: unused, at all
	FieldIdle                  time.Duration // a session by code of who works outdoors: unused; at all StaffLife
	ResidentIdle, ResidentLife time.Duration // a session by code of anyone else: unused, at all
}

// ASVS are the rules by OWASP ASVS 5.0 (6.2.5 and 6.2.10 forbid both rules of
// composition and forced changes), with the numbers usual under GB/T 22239. An
// office often shows one address for all its desks, so an address may fail more
// often than an account. Who works outdoors signs in once a working day: phones
// lock themselves, and a code at every half hour would exceed what may be sent.
func ASVS() Rules {
	return Rules{
		MinLength: 8, MaxFails: 5, MaxAddressFails: 20, Lock: 10 * time.Minute,
		StaffIdle: 30 * time.Minute, StaffLife: 12 * time.Hour, FieldIdle: 12 * time.Hour,
		ResidentIdle: 30 * 24 * time.Hour, ResidentLife: 180 * 24 * time.Hour,
	}
}

// Classified are the rules where 等保 (GB/T 22239-2019, 8.1.4.1 a) is examined: it
// asks for kinds of characters and for regular changes, 8.1.4.1 b for an end of
// whatever session lies unused.
func Classified() Rules {
	r := ASVS()
	r.Classes, r.MaxAge, r.FieldIdle = 3, 90*24*time.Hour, 30*time.Minute
	return r
}

// Provider sends a one-time code to a phone.
type Provider interface {
	Send(phone, code string) error
}

// ProviderFunc is a function as a Provider.
type ProviderFunc func(phone, code string) error

// Send calls the function.
func (f ProviderFunc) Send(phone, code string) error { return f(phone, code) }

// Door is where people come in. Its hooks are filled by the wiring of the house.
type Door struct {
	Stage *act.Stage
	Codes Provider
	// Person gives the person who has just proved to hold the phone.
	Person func(a *act.Act, phone string) (int64, error)
	// MustSecond says whether the person's password must be followed by a second
	// factor; nil: only where one was set up.
	MustSecond func(v *act.View, person int64) (bool, error)
	// Rules gives the rules in force; nil: ASVS.
	Rules func(*act.View) (Rules, error)
}

func (d *Door) rules(v *act.View) (Rules, error) {
	if d.Rules == nil {
		return ASVS(), nil
	}
	return d.Rules(v)
}

// Caller is who knocks, before anyone is known.
type Caller struct {
	Realm   int64
	Address string // of the network, without port; counted, never kept
	Agent   string // what the browser calls itself
	Browser string // random text kept in the browser's cookie; see NewBrowser
}

func (c Caller) actor() access.Actor { return access.Actor{Realm: c.Realm} }
