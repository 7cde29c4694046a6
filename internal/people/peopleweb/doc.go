// Package peopleweb is the pages about people.
//
// Two kinds open them. A resident, on a phone: what is known of me, who looked at
// it and why, what I agreed to, a copy of it all, and the code from the letter in
// my mailbox. What they must get done: see it in one screen, and say stop in one
// press. Staff, at a desk with someone on the telephone or before them: find a
// person by a name, a number or a door; register one who has no phone; bring in
// the register of a compound; print the letters.
//
// Nothing is shown whole that platform/mask would hide, unless a reveal with a
// stated purpose stands; that is decided by package people, not here.
package peopleweb
