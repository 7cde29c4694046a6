// Package arch holds the rules of the house as tests: which storey may know which,
// where SQL may stand and whose tables it may name, that no statement forgets its
// realm and both engines understand each, how long files and functions grow, where
// personal data may live, what the laws L1, L2 and L8 forbid, and which words the
// glossary keeps out of our names.
//
// The tests read the source tree; nothing in this package is part of the product.
// A rule that chafes is changed here, with an ADR that says why.
package arch
