// Package job runs what need not happen within a request: a job is inserted in
// the transaction of the act that wants it and exists if and only if that act
// committed.
//
// A job that touches only the database (Handle) happens exactly once: its changes
// and its end commit together. One that touches the network (Call) does so
// outside any transaction, happens at least once and must carry a key that the
// other side knows. A deadline is a job with a time; a timer that must move is a
// unique job added again. A failed job is tried again with growing pauses; after
// the last try it stays, with its error, in a list that an administrator sees.
//
// Several servers share the work by leases; when one dies, its jobs are taken up
// once the lease has run out.
package job
