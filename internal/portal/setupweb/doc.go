// Package setupweb is the first page of an empty instance.
//
// Who opens it: whoever has just started the server, often a community worker
// with a colleague from the office's computer room, once. What they must get
// done: name the place, name themselves, and get a way in. Fewest touches: one
// search, one choice, three fields.
//
// Only who reads the server's terminal knows the opening code, so that nobody
// from outside is quicker. The page is gone once there is a realm.
package setupweb
