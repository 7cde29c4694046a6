// Command ballot measures package ballot against belenios-tool, the reference
// implementation in Debian, in one run on the same files: verification, encrypted
// tally and result of an election of 1,000 three-option ballots, on all processors
// and on one; the memory that the verification of a 100 MB archive takes; and how
// long the browser of a slow phone takes to seal a ballot.
//
//	go run ./bench/ballot [-out FILE] [-voters 1000] [-rounds 3] [-megabytes 100]
//
// It prints a section in Markdown. Contenders run in turn, each as a process of its
// own; times are medians of the rounds, wall clock and processor time apart, so
// that other work on the machine shows. Like is compared with like: belenios-tool
// verifies every ballot anew for each command, and so does the side measured here.
package main
