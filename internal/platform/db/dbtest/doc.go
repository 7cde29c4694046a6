// Package dbtest gives tests a migrated database of their own on each engine:
// a copy of a migrated SQLite file, and, where JINLIN_TEST_POSTGRES names a
// server (make test starts one), a database made from a migrated template.
package dbtest
