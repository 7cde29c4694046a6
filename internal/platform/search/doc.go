// Package search turns Chinese text into what the full-text indexes of both
// engines can find, and what people type into what the indexes are asked.
//
// Most Chinese words have two characters and nothing stands between them, so a
// text is indexed as its overlapping pairs: 楼道杂物 becomes "楼道 道杂 杂物 物".
// The last character stands alone at the end of its run, so that a single
// character is found wherever it is, as the beginning of a token. Latin words
// and numbers are tokens of their own. A phrase of these tokens finds exactly the
// texts that contain what was typed.
//
// [Index] gives the text to store in an FTS5 table (tokenizer unicode61) or to
// hand to to_tsvector('simple', …); [Parse] reads what was typed, and
// [Query.SQLite] and [Query.Postgres] say it to the engines. What comes out holds
// letters, digits and our own quotes only: nothing a person types is ever taken
// for syntax. An index that keeps no positions is asked with [Query.Loose].
package search
