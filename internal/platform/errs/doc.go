// Package errs is the one error type of the house: a kind that the edge turns
// into a status, a stable code that programs and translations key on, and a
// Chinese sentence that says to a person what to do.
//
// An error is made once, where the rule is broken, wrapped with the act and the
// id on its way up (fmt.Errorf("dispatch matter %s: %w", …)), and rendered and
// logged once, at the edge. Whatever is not an *Error is Internal: the page
// shows a reference number and nothing else.
package errs
