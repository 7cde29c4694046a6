package bel

import "fmt"

// Fault tells in which way a file is not an archive.
type Fault string

// The faults a Reader finds.
const (
	FaultTruncated Fault = "truncated" // ends inside an entry or before an event
	FaultTar       Fault = "tar"       // a header block no archive has
	FaultTime      Fault = "time"      // an entry with another time than the first
	FaultName      Fault = "name"      // a name that is not <hash>.data.json or <hash>.event.json
	FaultHash      Fault = "hash"      // content that does not have the hash in its name
	FaultPadding   Fault = "padding"   // something between two entries
	FaultForm      Fault = "form"      // JSON that is not canonical
	FaultVersion   Fault = "version"   // a version of the protocol this package does not read
	FaultChain     Fault = "chain"     // an event whose parent or height is wrong
	FaultOrder     Fault = "order"     // an event or entry where it may not stand
	FaultPayload   Fault = "payload"   // an entry that its event does not refer to
	FaultSize      Fault = "size"      // an entry longer than any valid one
)

// FormatError tells where and why a file is not an archive.
type FormatError struct {
	Fault  Fault
	Offset int64 // of the entry in the file, in bytes
	Entry  int   // its number, the header being 0
	Err    error // more about it, may be nil
}

func (e *FormatError) Error() string {
	text := fmt.Sprintf("bel: entry %d at byte %d: %s", e.Entry, e.Offset, e.Fault)
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *FormatError) Unwrap() error { return e.Err }
