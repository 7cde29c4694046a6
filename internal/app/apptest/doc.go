// Package apptest builds a small house for tests of the whole: two communities
// that are strangers to each other, each with every kind of seat, a resident, a
// matter with a secret, so that a test can stand on one side and try the other.
package apptest
