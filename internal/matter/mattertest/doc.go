// Package mattertest builds a small town with seats, residents and matters for
// the tests of other modules.
package mattertest
