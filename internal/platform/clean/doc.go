// Package clean is the edge through which text from people enters: forms,
// tables, messages and the API. What comes out is valid UTF-8 in normal form C,
// without control characters, without marks that turn the reading direction
// around, without invisible fillers, trimmed, and no longer than asked, counted
// in characters and not in bytes.
//
// Signs that nobody typed on purpose are taken out in silence; nothing that a
// reader would see is changed. Emoji, rare characters and joiners stay. HTML is
// not touched: escaping is the business of the page that shows the text.
package clean
