// Package notify tells people what happened and what comes next.
//
// A message goes into the person's inbox in the same commit as what it tells of,
// or in the job that follows it; its key makes telling twice tell once, so that
// a crash repeats nothing. The words are a Chinese sentence with values, English
// comes from the catalogue like any other text of a page.
//
// Whoever has no way into the system (no account, or a disabled one) cannot read
// an inbox. Their message is undelivered, honestly: it stands in a queue of the
// staff of the place, until somebody has told them by telephone or at the door
// and says so.
//
// Deliberately absent: counting who opened what, and any message that is not
// about something the person is part of.
package notify
