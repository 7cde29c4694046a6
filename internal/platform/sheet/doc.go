// Package sheet reads and writes tables as people exchange them: XLSX and CSV.
//
// Reading streams. [Open] looks at the content, not the name; [Table.Match]
// finds the header row by titles and their aliases on whichever visible sheet
// has it; [Matched.Rows] gives row after row with typed access that notes every
// fault (row, column, reason) instead of stopping at the first. Memory does not
// grow with the number of rows, except for the table of shared strings, which is
// bounded. Cells merged downwards are filled with the value they show; blank
// rows are skipped; dates come as 2026-11-22 whether stored as numbers or text,
// zeros that a format puts in front of a number are kept; a number too long for
// a spreadsheet (an identity number typed into a number cell) is a fault,
// because its last digits are gone. Formulas are never run: their stored result
// is read, and a formula without one is a fault.
//
// The XML scanner knows what spreadsheets need of XML and refuses the rest: a
// document type, a tag that never ends, more inflated bytes than [Limits] allow.
// A row, a cell and the list of the parts are bounded too.
//
// Writing streams too. [Create] puts a line on top that says who exported this
// and when, keeps to a cap of rows, and disarms texts that a spreadsheet would
// take for a formula. Masking is the caller's deed (platform/mask).
package sheet
