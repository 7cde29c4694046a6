// Package wordstest finds page text that has no English, for the three-line
// test every web package has:
//
//	func TestEnglish(t *testing.T) {
//		wordstest.Check(t, ".", "..")
//	}
//
// It reads the Go files of the given folders (the generated templ files among
// them) and the catalogue en.json of each folder that has one, and reports
//
//   - keys of words.T, and sentences of errs.New, errs.Invalidf and
//     errs.Check, without an English entry;
//   - Han text that templ writes out without words.T;
//   - English whose format verbs differ from the Chinese.
package wordstest
