// Package access decides who may do what to which thing, by one table of grants
// that a person who is no programmer can read: seat kind × capability × relation.
//
// Everything is denied until a grant allows it; a denial wins over every grant.
// Each relation gives both the predicate (Holds) and the SQL condition of a list
// (Where), and a property test holds the two equal, so that what a list shows
// and what a page opens can never differ.
//
// What an actor may not know of is NotFound; what they may see but not do is
// Forbidden. The capability "module.see" says what they may know of.
package access
