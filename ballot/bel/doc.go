// Package bel reads and writes the public file of an election, byte for byte as
// Belenios 2.0 does (specification, section 4.4).
//
// The file is an old-style tar archive that only grows. Its first entry, named
// BELENIOS, is a header with a version and a time. Every other entry is JSON,
// named after the SHA-256 of its content: <hash>.data.json for what is said, and
// <hash>.event.json for what happened. An event names its parent, the event
// before it, so the hash of the last event fixes the whole history:
//
//	BELENIOS
//	election trustees credentials setup_data          ← Setup
//	ballot                                            ← Ballot        (any number)
//	                                                  ← EndBallots
//	encrypted_tally sized_encrypted_tally             ← EncryptedTally
//	shuffle owned_shuffle                             ← Shuffle       (any number)
//	                                                  ← EndShuffles
//	partial_decryption owned_partial_decryption       ← PartialDecryption
//	result                                            ← Result
//
// For one history there is exactly one valid file: entries in the order of the
// events that need them, nothing else between, every header with the time of the
// first, no end-of-archive blocks. [Reader] accepts only that file and [Writer]
// writes only that file. Neither knows cryptography; package ballot checks what
// the entries say.
//
// A Reader needs the memory of one entry, whatever the length of the file; the
// list of credentials is never held at all.
package bel
