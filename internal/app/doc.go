// Package app builds the house: it opens the database, migrates it, wires every
// upward arrow between the modules, fills the table of permissions and mounts
// the routes.
//
//	config.go  what the instance is told at start
//	app.go     build, start, stop
//	grants.go  who may do what: the one table of permissions
//	wire.go    every event and who reacts to it: the map of upward arrows
//	routes.go  every face's routes
//	frame.go   what stands around every page
//	actor.go   who asks: from cookie or token to seats
package app
