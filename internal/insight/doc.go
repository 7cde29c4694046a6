// Package insight answers questions about many matters at once: any grouping by
// up to three keys under filters, over millions of rows, in milliseconds.
//
// A Cube holds the few facts that figures are made of (where, what, which stage,
// which day) as plain columns in memory, about ten bytes a matter. It is rebuilt
// from the database at start and brought up to the snapshot of the asking view
// before every answer, so that nobody sees a figure that the database would not
// give at that moment. It holds no words, no persons and no homes.
//
// Standard boards come from the counters that matter keeps in the same commit;
// the cube serves what nobody has thought of before.
package insight
