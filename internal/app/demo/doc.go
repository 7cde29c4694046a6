// Package demo invents a neighbourhood to look around in: real division names,
// invented compounds and people, ninety days of what is raised and how it went.
// Everything follows from one seed, so that two demonstrations tell the same
// story.
package demo
