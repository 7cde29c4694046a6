// Package matterapi is the matters of /api/v1, for other systems: the same acts
// and the same permission as the pages, with structs of its own.
package matterapi
