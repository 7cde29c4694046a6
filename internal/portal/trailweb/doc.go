// Package trailweb is the auditor's page: who did what, where, when, and how it
// ended, searched by what stands in the address, and the ends of the trail to
// print and keep elsewhere.
//
// Who opens it: the audit administrator, at a desk, because somebody asks what
// happened to a matter, a home or a person. Fewest touches: paste the number of
// the thing, press enter.
package trailweb
