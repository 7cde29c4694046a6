// Package id makes and prints the identifiers of rows: 63-bit integers ordered
// by time, made by the server, so that an index grows at its end and no two
// nodes can make the same one.
//
// From high to low: 41 bits of milliseconds since 2024-01-01 UTC (till 2093),
// 10 bits of node number (leased in the database), 12 bits of sequence within
// the millisecond. In addresses and on paper an id is written in Crockford's
// base 32, 13 characters, no I L O U, read case-insensitively; in JSON it is
// that same string.
package id
