// Package authweb is the front door as pages: signing in, and what a person or
// an administrator does with accounts.
//
// Who opens it: a resident with a phone in the hand who wants to say something
// and has no patience for registering; a worker whose session ran out in the
// middle of a form. Fewest touches: the number, the six digits, done. A form
// that was posted on an expired session goes through every step in hidden
// fields and is offered again with one tap; nothing of it rests on the server.
//
// The steps of staff follow auth.Session.Step: the code of the authenticator, a
// password of one's own, setting an authenticator up. Paste and password
// managers work everywhere; there is no picture to decipher.
//
// It knows accounts and pages only. Whose name an account bears, what a seat is
// called and where someone begins come through the hooks of Deps.
package authweb
