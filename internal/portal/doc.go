// Package portal makes what is made of several modules: the first day of a
// community, the search of the trail with its names and places, and (in
// portalweb) the first page of each face.
//
// It owns no tables.
package portal
