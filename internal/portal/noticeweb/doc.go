// Package noticeweb is the inbox of everyone who signs in, and the queue of what
// could not be delivered to those who have no way in.
//
// Who opens the inbox: a resident or a worker who saw the count at the bell.
// Fewest touches: one, on the line that is news; it leads to what it tells of.
//
// Who opens the queue: a worker at the desk or with a telephone, to tell an
// elder in person what a machine could not. Fewest touches: open the line, say
// how they were told.
package noticeweb
