// Package placeapi is the places under /api/v1: how another system finds the id
// of the place that it speaks of. A program sees the places of its seat.
package placeapi
