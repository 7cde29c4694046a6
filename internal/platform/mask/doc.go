// Package mask is the one masker of the house. Pages, exports, logs, search
// results and the API show a personal particular only through it, unless a
// reveal with a stated purpose allows the whole (internal/people).
//
// The convention: 张*, 欧阳*; 138****1234; 350***********0014; a bank account's
// last four; an address up to the building. No national pattern exists; this
// one keeps what neighbours need to recognise and no more. The length of a name
// is not shown. Whatever is not understood is hidden, never passed on.
package mask
