// Package api is the frame of /api/v1: OpenAPI 3.1 made from the Go types of the
// modules' api.go files, errors as RFC 9457 problems with every field that is
// wrong, idempotency keys.
//
// An operation plays the same acts as the pages, as whoever the token or the
// session names (web.ActorOf). It has structs of its own: a field of the domain
// never slips into an answer because somebody added it.
package api
