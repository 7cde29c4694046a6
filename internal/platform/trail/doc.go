// Package trail keeps what was done: actor, seat, place, action, object, time
// and result of every act, in the same transaction as the act, as a hash chain.
// If the trail cannot be written, the act does not happen.
//
// The rows of a realm stand in a few strands, each a chain of its own: one on
// SQLite, several on PostgreSQL, so that acts there need not wait for each
// other's commit. hash = SHA-256(hash of the row before ‖ the row). A changed
// row, a missing row and a cut-off tail are found by Verify; a history rewritten
// as a whole is found by comparing Heads noted elsewhere (printed, or held by
// the upper office).
//
// No personal data: persons, seats and objects are ids. A note holds a stated
// purpose or a code, never a name. Rows are kept at least six months
// (Cybersecurity Law art. 23) and have no route that changes or deletes them.
package trail
