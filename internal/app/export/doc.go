// Package export takes everything out of an instance in open formats, for those
// who leave and for those who move (law L9: leave freely).
//
// An export is a ZIP of one JSON Lines file for each table, the files of the
// store, report.json with what was counted, and README.md with a report in
// Chinese and English that a person reads when the instance is shut down: what it
// held, what was still promised, and what to do with the rest. JSON Lines and not
// CSV: it tells an empty text from nothing, keeps every digit, and no spreadsheet
// program takes a resident's words for a formula.
//
// Ids are written as on the pages, moments as RFC 3339 in UTC. The sealed fields
// are opened only on request; without it they are left out. Secrets (passwords,
// sessions, tokens, codes) and what only makes the machinery run are deliberately
// absent: every table stands either in titles or in left, which a test holds.
package export
