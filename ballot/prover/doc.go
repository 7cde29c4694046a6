// Package prover is the browser prover: one script that seals ballots of package
// ballot on the voter's own device, so that neither the credential nor the vote
// ever leaves it in clear.
//
// The script is built from web/ballot into prover.js and committed; building and
// running Go programs needs no Node. It asks no server for anything, works from a
// saved file, and defines one name:
//
//	const ballot = await ballotProver.seal(election, credential, choices, onProgress, signal)
//
// What each argument is, what is constant time and what is not, and how anyone
// checks the hash of the script, is in the README beside it. The tests hold it to
// the vectors of package ballot byte for byte, run it in Chromium, and let
// ballot.Verify and Debian's belenios-tool judge its ballots.
package prover
