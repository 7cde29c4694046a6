// Package seal encrypts what the database must not know in the clear.
//
// A field is sealed with AES-256-GCM and bound to its place: At names the table,
// the column and the row, and a value moved to another row or column no longer
// opens. An index is a keyed, one-way and fixed-length stand-in for a value
// (AES-SIV, then SHA-256), by which an equal value can be found; it is bound to a
// purpose, so that the same value has nothing in common in two columns.
//
// The keys are a file beside the database, never in it: DIR/keys.json, mode
// 0600, made at the first start. The database keeps a proof sealed with them, so
// that a start with the wrong keys, or with none while sealed rows exist, is
// refused rather than found out row by row. Whoever runs several servers gives
// each the same file; whoever loses it loses the sealed fields.
//
// Rotate adds a new key for what is sealed from now on; what older keys sealed
// stays readable. The index key is not rotated: every index would change.
//
// Keys are on every stage (act.Stage.Keys), so a module seals in its own rows
// file. This package knows no table but its own.
package seal
