// Package bulk makes up matters by the thousand or the million: for the
// demonstration, for the benchmarks, for tests of what happens at size. Each has
// a life that the table of changes allows, cut off at the present moment, so that
// the youngest stand at every stage. Nothing in it is a person.
package bulk
