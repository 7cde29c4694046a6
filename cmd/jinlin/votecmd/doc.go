// Package votecmd is the command line of package ballot: verify a vote from its
// public file, and hold a whole election from files, offline.
//
//	jinlin verify vote FILE.bel [--paper LIST] [--roster FILE] [--json]
//
//	jinlin vote setup      everything for a vote in one directory, or the board from parts
//	jinlin vote authority  the credential authority's part alone
//	jinlin vote trustee    a trustee's part alone: key, or certify · deal · confirm · assemble
//	jinlin vote seal       a ballot
//	jinlin vote append     ballots or decryptions onto the board
//	jinlin vote close      the end of the vote
//	jinlin vote tally      verify everything, then the encrypted tally
//	jinlin vote decrypt    a trustee's contribution
//	jinlin vote result     the result, by area and heads if the weights are packed
//
// Commands are kong structs with a Run method; main mounts them. Files that hold a
// secret are written readable by their owner only and never overwritten. The words
// for people are Chinese, except where --lang en asks for English.
package votecmd
