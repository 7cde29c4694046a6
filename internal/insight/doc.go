// Package insight answers questions about many matters at once: any grouping by
// up to three keys under filters, over millions of rows, in milliseconds.
//
// A Cube holds the few facts that figures are made of (where, what, which stage,
// which day) as plain columns in memory, seventeen bytes a matter. It holds no
// words, no persons and no homes.
//
// Figures keep a cube of every realm and the months of matter. They are rebuilt
// from the database when a process starts and follow every act at its durable
// commit, in the order of the commits and before anyone hears that the act is
// done: nobody reads less than they wrote. Until they are built, and always where
// several processes may write (PostgreSQL), the database itself answers, slower
// and the same.
//
// Small numbers stand as they are: whoever may count at a place may read its
// lists. What the public sees goes through matter.PublicBoard, which hides them.
package insight
