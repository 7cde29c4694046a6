package auth

import "github.com/jinlin-oss/jinlin/internal/platform/act"

// Visit begins a session as a person without any proof: a demonstration lets its
// visitors look from every seat. Nothing else may call it (a test).
func Visit(a *act.Act, person int64) (SignedIn, error) {
	acc, err := ensure(a, person)
	if err != nil {
		return SignedIn{}, err
	}
	rules := ASVS()
	a.Record("account.visit", own(a, "account", int64(acc.ID)), "demo")
	token, s, err := start(a, Session{
		Account: acc.ID, Person: person, Method: ByVisit, Step: Ready, SeenAt: a.At,
		Idle: rules.ResidentIdle.Microseconds(), Until: a.At.Add(rules.ResidentLife),
	})
	return SignedIn{token, s}, err
}

// Admit gives a person an account that opens by a code to their telephone, as
// their first sign-in would: an invented neighbourhood has people who signed in
// before its story begins.
func Admit(a *act.Act, person int64) error {
	acc, err := ensure(a, person)
	if err == nil {
		a.Record("account.admit", own(a, "account", int64(acc.ID)), "demo")
	}
	return err
}
