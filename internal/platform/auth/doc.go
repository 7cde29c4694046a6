// Package auth says who is at the other end: accounts, the ways to prove that
// one is theirs, the sessions that follow, and the limits on trying.
//
// It knows no word of the domain. An account belongs to a person, whom it knows
// by number only; what the person may do is decided from seats, elsewhere.
//
// # Ways in
//
//   - A one-time code to a mobile phone: six digits, one use, five tries, five
//     minutes, good only in the browser that asked. Whoever asks gets the same
//     answer, whether the phone is known or not (TRUST T14). No account is made
//     beforehand: whose phone it is, the owner of the persons says (Door.Person).
//   - A name and a password (argon2id), for staff, and then the code of an
//     authenticator (TOTP, RFC 6238) where one is set up. Five failures lock the
//     account, and the address they come from, for ten minutes.
//   - A token of a program, bound to a seat.
//
// # Sessions
//
// A session is 256 random bits in a cookie; the database keeps their SHA-256.
// It ends by itself after a time without use and after a time at all, when it is
// revoked, and with the very next request after its account was disabled (T9).
// Each sign-in starts a new one.
//
// # Limits
//
// Allow counts in the database, so that several servers count together. What is
// counted must survive the refusal, so the functions here that prove something
// play acts of their own instead of joining one.
//
// Deliberately absent: default accounts, password hints, picture captchas,
// "remember me" by anything but a longer session.
package auth
