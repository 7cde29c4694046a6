// Package placeweb is the desk's pages of the ground: the tree of places, the
// import of divisions, the words and the limits of a place.
//
//	browse.go     the tree, step by step, and what is known of a place
//	change.go     add, correct, close
//	move.go       put a place elsewhere, and how far a large move has come
//	divisions.go  a table of divisions: read, looked at, imported
//	policy.go     limits with their sources
//	vocabulary.go what things are called here
//
// Who opens it: the community's staff when a compound is finished or a grid is
// redrawn, the subdistrict when a rule changes; seldom, at a desk, with a paper
// beside the keyboard. Every form works without script.
package placeweb
