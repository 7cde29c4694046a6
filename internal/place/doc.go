// Package place is the ground the house stands on: the tree of places from the
// city down to a home, and what is true of a place whatever happens in it: its
// names for things (vocabulary) and its limits (policy packs).
//
// # The tree
//
// A place has a kind and stands under a place of a higher kind. Kinds may be
// skipped: a compound may stand right under its community, a grid under a
// community, a section or a compound. No kind occurs twice on the way up from a
// place, so "the grid of a home" is one place or none. Which kind may stand
// under which is one table, Parents.
//
// Every place carries the path of its ancestors' ids and, for hot lists, the
// ids of its subdistrict, community, grid and compound. All of them follow from
// the parent; only Move changes them, for the whole subtree, and publishes Moved
// so that modules with copies of them follow.
//
// A place is closed, never deleted: what happened there keeps its address.
//
// # Vocabulary and policy
//
// What a city calls its levels and how long things may take is data of a place:
// rows with an area, dates and a citation. The nearest place wins. A policy that
// the law sets can be tightened by a place, never loosened. Defaults that hold
// everywhere stand in data/national.json, each with its source.
//
// Deliberately absent: persons (people), organisations and who answers for a
// place (org), maps.
package place
