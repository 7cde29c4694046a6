// Package file takes in what people send (photos, voice notes, documents), and
// keeps it.
//
// What comes in is known by its content, never by its name or by what the
// sender calls it. A photo ([Photo]) is decoded within bounds of pixels and
// memory, turned upright, made small and written anew as JPEG, so that no
// position, no camera number, no script and no second file inside it survives.
// Voice notes ([Voice]) and documents ([Document]) are checked by their first
// bytes and kept as they are.
//
// A [Store] keeps bytes under the SHA-256 of their content: [OpenDisk] in a
// folder, [OpenS3] in a bucket. Nothing in it is public. A download goes through
// the page that checks who may see it and carries the headers of [Serving], so
// that a browser never takes it for a page of ours. Who may see a file, its name
// and its owner are rows of the module that asked for it; this package knows
// only bytes.
//
// Checking for viruses is deliberately absent; an installation that wants it
// puts a scanner before the store.
package file
