// Command run measures the house against its peers and the limits of the
// machine, in one run, contenders interleaved, and writes bench/RESULTS.md.
//
//	B1 durable intake     POST of a matter, acknowledged after the durable commit
//	B2 newest list        the 20 newest open matters of one community
//	B3 dashboard          a board from counters, against scans of the same rows
//
// Ratios are medians over rounds; they move less between machines and hours
// than the figures themselves. See PERF in the project's yardsticks.
package main
