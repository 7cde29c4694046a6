// Package db is the one way to SQLite and PostgreSQL: one SQL text for both,
// typed rows, and transactions that belong to a realm.
//
// # Statements
//
// A statement is a constant of type SQL beside its function in a module's
// *_sql.go. "?" is an argument in order, ":realm" the realm of the transaction,
// which no statement may forget (a test reads them all). Where a list takes
// filters it holds {where} and {order}, filled from constants by Cond and Order;
// text that comes from outside can never become SQL, because only package db may
// convert a string to SQL (a test).
//
// # Types
//
// time.Time is stored as BIGINT Unix microseconds (zero time: NULL), money as
// integer fen, areas as integer 0.001 m², booleans as 0/1 on SQLite. A struct's
// `db` tags name its columns; ",json" stores a field as JSON text.
//
// # Durability
//
// SQLite runs in WAL mode with synchronous=FULL and one writer. The writer
// groups the acts of the moment in one transaction, and all are acknowledged
// after the one durable commit. An act that fails rolls back alone: when it had
// written already, the group is undone and the others run once more, each in a
// savepoint. Order and isolation are as if each had its own transaction. On
// PostgreSQL each act is a transaction of its own, retried when the server says
// that it lost a race.
//
// PostgreSQL runs acts side by side at READ COMMITTED. What an act reads before it
// decides must not change under it: the statement that loads the one thing an
// act is about ends with {lock} (nothing on SQLite and in views, FOR NO KEY
// UPDATE in an act on PostgreSQL), or its UPDATE names what it relies on in its
// WHERE and the act looks at how many rows changed. Sums and counts that must
// hold go through a row of their own or a unique key.
//
// A statement that fails dooms its act on both engines.
//
// An error at COMMIT means "outcome unknown": the caller retries with its
// idempotency key. No deadline is ever put on a COMMIT.
package db
