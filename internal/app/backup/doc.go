// Package backup takes a copy of a running instance away in one file and brings
// it back.
//
// A backup is a ZIP: jinlin.db as of one moment, every file of the store under
// files/ by its SHA-256, jinlin.toml where there is one, and at the end
// manifest.json with the size and the SHA-256 of each. Restoring believes nothing
// but the manifest: an entry that is missing, added, cut or changed stops it, and
// the database is read from its first page to its last before it counts.
//
// The keys of the sealed fields (keys.json) are deliberately absent: whoever
// finds a backup must not be able to read names and numbers. They are kept in
// another place, and without them a restored instance does not start.
//
// PostgreSQL has its own backups (pg_dump, WAL archiving) and gets none here.
package backup
